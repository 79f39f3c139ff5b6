"""Sign people in and out, and tell who they are from what their browser's cookie holds."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from translator import storage
from translator.errors import CredentialsError, FieldError
from translator.people import AccountDeed, Person, SignIn
from translator.rates import Allowance
from translator.workflows.account_events import note
from translator.workflows.keys import count_attempt, name_network
from translator.workflows.people import EMAIL_LENGTH, PASSWORD_MOST, check_password, set_password
from translator.workflows.services import Services

#: Attempts to sign in to one account from one network. Whoever goes on guessing waits ever longer; the account's owner,
#: at another address, never waits for them. A network's attempts on all accounts have a limit of their own.
ATTEMPTS_AN_ACCOUNT = (Allowance(5, 60), Allowance(10, 15 * 60), Allowance(20, 2 * 3600))

#: How much of a browser's own description is kept, in characters.
DEVICE_LENGTH = 200

#: How old the note of a sign-in's last use may be before it is written anew: a write for each request would cost more.
SEEN_EVERY = timedelta(minutes=5)

#: What is looked up: ours have 43 characters.
_TOKEN_LENGTH = 64


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody who is signed in, and where."""

    person: Person
    sign_in: SignIn


@dataclass(frozen=True, slots=True)
class Visit:
    """Where somebody who signs in comes from.

    Args:
        address: Network address.
        device: What the browser calls itself.
        token: What the browser's cookie held before, to be ended; empty without one.
    """

    address: str
    device: str = ""
    token: str = ""


def sign_in(services: Services, *, email: str, password: str, visit: Visit) -> tuple[str, Person]:
    """Sign somebody in with a password.

    Returns:
        What the browser's cookie is to hold, which nobody can show again, and who it is.

    Raises:
        RateError: There were too many attempts from the network, or from it on the account.
        CredentialsError: Nobody has the address, the password is wrong, or the account is closed; which is not told.
    """
    email = email.strip().lower()[: EMAIL_LENGTH + 1]
    count_attempt(services, address=visit.address)
    _count_account(services, email, address=visit.address)
    with services.database.session() as session:
        person = storage.people.find_person(session, email=email)
        kept = None if person is None else storage.people.get_password_hash(session, person.id)
    # Also for nobody and for a closed account, so that the time taken tells nothing.
    is_right = services.passwords.matches(password[: PASSWORD_MOST + 1], kept)
    if person is None or kept is None or not is_right or not person.is_active:
        raise CredentialsError
    renewed = services.passwords.make(password) if services.passwords.is_outdated(kept) else None
    with services.database.session(writing=True) as session:
        if storage.people.get_password_hash(session, person.id) != kept:
            # It was changed while it was compared.
            raise CredentialsError
        if renewed is not None:
            storage.people.set_password_hash(session, person.id, renewed)
        token = open_sign_in(session, services, person, visit=visit)
        session.commit()
    _forget_attempts(services, email, address=visit.address)
    return token, person


def open_sign_in(session: storage.Session, services: Services, person: Person, *, visit: Visit) -> str:
    """Keep that somebody is signed in, within a session whose user commits; what the cookie held before ends.

    Returns:
        What the cookie is to hold.
    """
    now = services.get_time()
    storage.sign_ins.forget_expired(session, now=now, seen_before=_find_idle_limit(services))
    if visit.token:
        storage.sign_ins.end_sign_in(session, digest=_digest(visit.token))
    token = secrets.token_urlsafe(32)
    opened = SignIn(
        id=secrets.token_hex(6),
        person_id=person.id,
        device="".join(each for each in visit.device if each.isprintable())[:DEVICE_LENGTH],
        created_at=now,
        seen_at=now,
        expires_at=now + timedelta(days=services.settings.sign_in_days),
    )
    storage.sign_ins.add_sign_in(session, opened, digest=_digest(token))
    return token


def identify_person(services: Services, token: str | None) -> SignedIn | None:
    """Tell who is signed in; None where nobody is, or no longer.

    Args:
        services: The parts.
        token: What the cookie holds.
    """
    if not token or len(token) > _TOKEN_LENGTH:
        return None
    now = services.get_time()
    with services.database.session() as session:
        found = storage.sign_ins.find_sign_in(session, digest=_digest(token))
    if found is None:
        return None
    opened, person = found
    if opened.expires_at <= now or opened.seen_at <= _find_idle_limit(services) or not person.is_active:
        return None
    if now - opened.seen_at >= SEEN_EVERY:
        with services.database.session(writing=True) as session:
            storage.sign_ins.mark_seen(session, opened.id, seen_at=now)
            session.commit()
    return SignedIn(person, opened)


def sign_out(services: Services, token: str | None) -> None:
    """End what a cookie stands for; harmless to repeat."""
    if not token:
        return
    with services.database.session(writing=True) as session:
        storage.sign_ins.end_sign_in(session, digest=_digest(token))
        session.commit()


def end_sign_in(services: Services, person: Person, sign_in_id: str) -> None:
    """Sign a person out on one device; harmless to repeat, and without effect on others' devices."""
    with services.database.session(writing=True) as session:
        storage.sign_ins.end_sign_ins(session, person.id, only=sign_in_id)
        session.commit()


def sign_out_everywhere(services: Services, person: Person, *, by: str = "") -> None:
    """Sign a person out on all devices; ``by`` says for the history who does."""
    with services.database.session(writing=True) as session:
        storage.sign_ins.end_sign_ins(session, person.id)
        note(session, services, person.id, AccountDeed.SIGNED_OUT, by=by)
        session.commit()


def list_sign_ins(services: Services, person: Person) -> list[SignIn]:
    """Return where a person is signed in at present, the last used first."""
    now, limit = services.get_time(), _find_idle_limit(services)
    with services.database.session() as session:
        kept = storage.sign_ins.list_sign_ins(session, person.id)
    return [each for each in kept if each.expires_at > now and each.seen_at > limit]


def count_sign_ins(services: Services) -> Mapping[str, int]:
    """Return on how many devices each person is signed in, by the person's id."""
    with services.database.session() as session:
        return storage.sign_ins.count_sign_ins(session, since=_find_idle_limit(services), now=services.get_time())


def change_password(services: Services, signed_in: SignedIn, *, current: str, new: str, address: str) -> None:
    """Let a person change the own password; all the person's other sign-ins end.

    Raises:
        RateError: There were too many attempts from the network, or from it on the account.
        FieldError: ``current`` is wrong, or ``password`` is too short or too long.
    """
    person = signed_in.person
    check_password(new)
    count_attempt(services, address=address)
    _count_account(services, person.email, address=address)
    with services.database.session() as session:
        kept = storage.people.get_password_hash(session, person.id)
    if not services.passwords.matches(current[: PASSWORD_MOST + 1], kept):
        raise FieldError("current", "is not the present password")
    _forget_attempts(services, person.email, address=address)
    set_password(services, person.id, new, kept_sign_in=signed_in.sign_in.id, by=person.id)


def _count_account(services: Services, email: str, *, address: str) -> None:
    services.rates.take_each(_name_attempts(email, address=address), allowances=ATTEMPTS_AN_ACCOUNT)


def _forget_attempts(services: Services, email: str, *, address: str) -> None:
    """Let somebody who knew the password begin anew: the attempts before were slips."""
    services.rates.forget(_name_attempts(email, address=address), allowances=ATTEMPTS_AN_ACCOUNT)


def _name_attempts(email: str, *, address: str) -> str:
    # By digest: an address must not stand in Redis. Unknown addresses are counted as known ones are.
    return f"account {_digest(email)} {name_network(address)}"


def _find_idle_limit(services: Services) -> datetime:
    return services.get_time() - timedelta(hours=services.settings.sign_in_idle_hours)


def _digest(token: str) -> str:
    """Return what is kept of a cookie; its 256 random bits need no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()
