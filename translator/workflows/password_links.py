"""Links by which people choose a password: good once, for some days, and kept nowhere.

A link names its person and end, and is signed over what is kept of the present password: once that changes, it is void.
"""

from __future__ import annotations

import hmac
from datetime import timedelta

from translator import storage
from translator.errors import NotFoundError
from translator.people import AccountDeed, Person
from translator.workflows.account_events import note
from translator.workflows.people import check_password
from translator.workflows.services import Services
from translator.workflows.signing_in import Visit, open_sign_in

#: How long a link is good for.
GOOD_FOR = timedelta(days=7)

#: Longest link that is looked at; ours have some 90 characters.
_LENGTH = 200


def make_password_link(services: Services, person_id: str, *, by: str = "") -> str:
    """Return what ends the address of the page where a person can choose a password.

    Raises:
        NotFoundError: Nobody has the id.
    """
    expires = int((services.get_time() + GOOD_FOR).timestamp())
    with services.database.session(writing=True) as session:
        person = storage.people.get_person(session, person_id)
        kept = storage.people.get_password_hash(session, person_id)
        note(session, services, person_id, AccountDeed.LINK, by=by)
        session.commit()
    return f"{person.id}.{expires:x}.{_sign(services, person, kept=kept, expires=f'{expires:x}')}"


def open_password_link(services: Services, link: str) -> Person:
    """Return whose link it is.

    Raises:
        NotFoundError: The link is wrong, used or too old, or the account is closed; which is not told.
    """
    with services.database.session() as session:
        return _read_link(session, services, link)


def choose_password(services: Services, link: str, password: str, *, visit: Visit) -> str:
    """Give a person the password chosen by a link, and sign the person in here alone.

    Returns:
        What the browser's cookie is to hold.

    Raises:
        NotFoundError: The link is wrong, used or too old, or the account is closed.
        FieldError: ``password`` is too short or too long.
    """
    person = open_password_link(services, link)
    password_hash = services.passwords.make(check_password(password))
    with services.database.session(writing=True) as session:
        # Of two that use a link at once, the second finds it used.
        storage.people.get_person(session, person.id, is_changing=True)
        _read_link(session, services, link)
        storage.people.set_password_hash(session, person.id, password_hash)
        storage.sign_ins.end_sign_ins(session, person.id)
        note(session, services, person.id, AccountDeed.CREDENTIALS, by=person.id)
        token = open_sign_in(session, services, person, visit=visit)
        session.commit()
    return token


def _read_link(session: storage.Session, services: Services, link: str) -> Person:
    person_id, _, rest = link[:_LENGTH].partition(".")
    expires, _, signature = rest.partition(".")
    try:
        person = storage.people.get_person(session, person_id)
        is_past = int(expires, 16) <= services.get_time().timestamp()
    except (NotFoundError, ValueError):
        raise NotFoundError("link", "") from None
    kept = storage.people.get_password_hash(session, person_id)
    wanted = _sign(services, person, kept=kept, expires=expires)
    if is_past or not person.is_active or not hmac.compare_digest(wanted.encode(), signature.encode()):
        raise NotFoundError("link", "")
    return person


def _sign(services: Services, person: Person, *, kept: str | None, expires: str) -> str:
    signed = "\n".join(("password link", person.id, person.email, expires, kept or ""))
    return hmac.digest(services.settings.read_secret_key().encode(), signed.encode(), "sha256").hex()
