"""Keys by which people's readers of feeds read the site's own feeds where reading is not open to everybody."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from translator import storage
from translator.errors import FieldError, InvalidKeyError
from translator.people import AccountDeed, FeedKey, Person
from translator.workflows.account_events import note
from translator.workflows.keys import count_attempt
from translator.workflows.services import Services

#: Keys that a person has at most, and the longest name of one, in characters.
MOST_KEYS = 20
NAME_LENGTH = 100

#: How old the note of a key's last use may be before it is written anew.
USED_EVERY = timedelta(hours=1)

#: What tells such a key from one of the API, and the longest that is looked up; ours have 46 characters.
_PREFIX = "vf"
_KEY_LENGTH = 64


def create_feed_key(services: Services, person: Person, *, name: str) -> tuple[FeedKey, str]:
    """Make a key of a person.

    Returns:
        What is kept of it, and the key itself, which nobody can show again.

    Raises:
        FieldError: ``name`` is empty or too long, or the person has as many keys as are allowed.
    """
    name = " ".join(name.split())
    if not 1 <= len(name) <= NAME_LENGTH or not name.isprintable():
        raise FieldError("name", "must have from 1 to %(limit)s characters that can be printed", limit=NAME_LENGTH)
    key = FeedKey(secrets.token_hex(6), person.id, name, services.get_time())
    secret = f"{_PREFIX}_{secrets.token_urlsafe(32)}"
    with services.database.session(writing=True) as session:
        # Others who change this account wait.
        storage.people.get_person(session, person.id, is_changing=True)
        if storage.feed_keys.count_feed_keys(session, person.id) >= MOST_KEYS:
            raise FieldError("name", "cannot be kept: %(limit)s keys are allowed; end one first", limit=MOST_KEYS)
        storage.feed_keys.add_feed_key(session, key, digest=_digest(secret))
        note(session, services, person.id, AccountDeed.FEED_KEY, by=person.id, key=key.id)
        session.commit()
    return key, secret


def list_feed_keys(services: Services, person: Person) -> list[FeedKey]:
    """Return a person's keys, the oldest first."""
    with services.database.session() as session:
        return storage.feed_keys.list_feed_keys(session, person.id)


def end_feed_key(services: Services, person: Person, key_id: str) -> None:
    """Take a person's key back, from its next request on in every process; harmless to repeat."""
    with services.database.session(writing=True) as session:
        if storage.feed_keys.delete_feed_key(session, person.id, key_id):
            note(session, services, person.id, AccountDeed.FEED_KEY_ENDED, by=person.id, key=key_id)
        session.commit()


def identify_subscriber(services: Services, secret: str, *, address: str) -> Person:
    """Tell whose reader of feeds shows a key.

    Args:
        services: The parts.
        secret: The key.
        address: Network address that it came from; wrong keys are counted against it.

    Raises:
        InvalidKeyError: Nobody has the key, or its person may not read.
        RateError: There were too many wrong keys from the network in this minute.
    """
    now = services.get_time()
    with services.database.session() as session:
        found = storage.feed_keys.find_feed_key(session, digest=_digest(secret)) if len(secret) <= _KEY_LENGTH else None
    if found is None or not found[1].may_read():
        if secret:
            count_attempt(services, address=address)
        raise InvalidKeyError
    key, person = found
    if key.used_at is None or now - key.used_at >= USED_EVERY:
        with services.database.session(writing=True) as session:
            storage.feed_keys.mark_used(session, key.id, used_at=now)
            session.commit()
    return person


def _digest(secret: str) -> str:
    """Return what is kept of a key; its 256 random bits need no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()
