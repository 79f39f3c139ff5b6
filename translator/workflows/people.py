"""People: make accounts, list, change and close them, and set passwords."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from translator import storage
from translator.errors import ConflictError, FieldError, UnsupportedLocaleError
from translator.people import AccountDeed, Person, Role
from translator.workflows.account_events import note
from translator.workflows.services import Services

#: Longest name of a person and longest e-mail address (RFC 5321, 4.5.3.1.3), in characters.
NAME_LENGTH = 100
EMAIL_LENGTH = 254

#: Characters of a password. The least is what NIST SP 800-63B asks where a password is all that is asked for.
PASSWORD_LEAST = 15
PASSWORD_MOST = 256

#: One @ with something on both sides and no white space; only a letter that arrives proves more.
_EMAIL = re.compile(r"[^\s@<>,;:\"\\]+@[^\s@<>,;:\"\\.]+(\.[^\s@<>,;:\"\\.]+)*")


@dataclass(frozen=True, slots=True)
class PersonOrder:
    """What an account is to be.

    Args:
        email: Address by which the person signs in; case and white space around it do not matter.
        name: What the others call the person.
        role: What the person may do.
        locales: Locales that a translator may correct; of no account for other roles.
    """

    email: str
    name: str
    role: Role
    locales: tuple[str, ...] = ()


def create_person(services: Services, order: PersonOrder, *, password: str | None = None, by: str = "") -> Person:
    """Make an account.

    Args:
        services: The parts.
        order: What it is to be.
        password: The person's first password; None for somebody who comes by single sign-on or gets one later.
        by: Who makes it, for the history.

    Raises:
        FieldError: ``email``, ``name``, ``locales`` or ``password`` cannot be used, or the address is somebody's.
    """
    person = Person(
        id=secrets.token_hex(6),
        email=read_email(order.email),
        name=_read_name(order.name),
        role=order.role,
        locales=_read_locales(services, order.locales, role=order.role),
        created_at=services.get_time(),
        has_password=password is not None,
    )
    password_hash = None if password is None else services.passwords.make(check_password(password))
    with services.database.session(writing=True) as session:
        if not storage.people.add_person(session, person, password_hash=password_hash):
            raise FieldError("email", "belongs to an account already")
        note(session, services, person.id, AccountDeed.CREATED, by=by, **_describe_rights(person))
        session.commit()
    return person


def get_person(services: Services, person_id: str) -> Person:
    """Return a person.

    Raises:
        NotFoundError: Nobody has the id.
    """
    with services.database.session() as session:
        return storage.people.get_person(session, person_id)


def find_person(services: Services, *, email: str) -> Person | None:
    """Return the person with an e-mail address, however it is spelt."""
    with services.database.session() as session:
        return storage.people.find_person(session, email=_fold_email(email))


def list_people(services: Services) -> list[Person]:
    """Return everybody by name, those whose accounts are closed included."""
    with services.database.session() as session:
        return storage.people.list_people(session)


def change_person(
    services: Services, person_id: str, *, role: Role, locales: Iterable[str], name: str | None = None, by: str = ""
) -> Person:
    """Change what a person may do; where that changes, the person must sign in again everywhere.

    Args:
        services: The parts.
        person_id: Whose account.
        role: The role from now on.
        locales: Locales that a translator may correct.
        name: The name from now on; None to leave it.
        by: Who changes it, for the history.

    Raises:
        NotFoundError: Nobody has the id.
        FieldError: ``name`` or ``locales`` cannot be used.
        ConflictError: Nobody would be left who may administer.
    """
    with services.database.session(writing=True) as session:
        before = _get_for_change(session, person_id)
        after = replace(
            before,
            name=before.name if name is None else _read_name(name),
            role=role,
            locales=_read_locales(services, locales, role=role),
        )
        _keep(session, before, after)
        if after != before:
            told = {"name": "changed"} if after.name != before.name else {}
            former = {f"{key}_before": value for key, value in _describe_rights(before).items()}
            has_other_rights = (before.role, before.locales) != (after.role, after.locales)
            rights = {**former, **_describe_rights(after)} if has_other_rights else {}
            note(session, services, person_id, AccountDeed.CHANGED, by=by, **told, **rights)
        session.commit()
    return after


def rename_person(services: Services, person_id: str, *, name: str, by: str = "") -> Person:
    """Change what the others call a person.

    Raises:
        NotFoundError: Nobody has the id.
        FieldError: ``name`` is empty or too long.
    """
    person = get_person(services, person_id)
    return change_person(services, person_id, role=person.role, locales=person.locales, name=name, by=by)


def deactivate_person(services: Services, person_id: str, *, by: str = "") -> Person:
    """Close an account: the person is signed out everywhere at once; harmless to repeat.

    Raises:
        NotFoundError: Nobody has the id.
        ConflictError: Nobody would be left who may administer.
    """
    return _set_closed(services, person_id, closed_at=services.get_time(), by=by)


def reactivate_person(services: Services, person_id: str, *, by: str = "") -> Person:
    """Open a closed account again; harmless to repeat.

    Raises:
        NotFoundError: Nobody has the id.
    """
    return _set_closed(services, person_id, closed_at=None, by=by)


def delete_person(services: Services, person_id: str, *, by: str = "") -> None:
    """Delete a closed account: name, address, password, sign-ins and keys are gone. What the person did stays.

    Raises:
        NotFoundError: Nobody has the id.
        ConflictError: The account is open.
    """
    with services.database.session(writing=True) as session:
        person = _get_for_change(session, person_id)
        if person.is_active:
            raise ConflictError("the account is open: close it before it is deleted")
        note(session, services, person_id, AccountDeed.DELETED, by=by)
        storage.people.delete_person(session, person_id)
        session.commit()


def set_password(
    services: Services, person_id: str, password: str, *, kept_sign_in: str | None = None, by: str = ""
) -> None:
    """Give a person a password; sign-ins made before it end.

    Args:
        services: The parts.
        person_id: Whose.
        password: The new one.
        kept_sign_in: Id of a sign-in that does not end: that of the person who changes the own password.
        by: Who gives it, for the history.

    Raises:
        NotFoundError: Nobody has the id.
        FieldError: ``password`` is too short or too long.
    """
    password_hash = services.passwords.make(check_password(password))
    with services.database.session(writing=True) as session:
        storage.people.set_password_hash(session, person_id, password_hash)
        storage.sign_ins.end_sign_ins(session, person_id, but=kept_sign_in)
        note(session, services, person_id, AccountDeed.CREDENTIALS, by=by)
        session.commit()


def check_password(password: str) -> str:
    """Return a password that may be one.

    Raises:
        FieldError: It is too short or too long.
    """
    if not PASSWORD_LEAST <= len(password) <= PASSWORD_MOST:
        raise FieldError(
            "password", "must have from %(least)s to %(most)s characters", least=PASSWORD_LEAST, most=PASSWORD_MOST
        )
    return password


def read_email(text: str) -> str:
    """Return an e-mail address as it is kept.

    Raises:
        FieldError: It is none, or too long.
    """
    email = _fold_email(text)
    if len(email) > EMAIL_LENGTH or not _EMAIL.fullmatch(email) or not email.isprintable():
        raise FieldError("email", "must be an e-mail address of at most %(limit)s characters", limit=EMAIL_LENGTH)
    return email


def _fold_email(text: str) -> str:
    return text.strip().lower()


def _read_name(text: str) -> str:
    name = " ".join(text.split())
    if not 1 <= len(name) <= NAME_LENGTH or not name.isprintable():
        raise FieldError("name", "must have from 1 to %(limit)s characters that can be printed", limit=NAME_LENGTH)
    return name


def _read_locales(services: Services, tags: Iterable[str], *, role: Role) -> frozenset[str]:
    if role is not Role.TRANSLATOR:
        return frozenset()
    try:
        locales = frozenset(str(services.settings.choose_locale(tag)) for tag in tags)
    except UnsupportedLocaleError as error:
        raise FieldError("locales", "cannot hold %(tag)s: it is not a supported locale", tag=repr(error.tag)) from error
    if not locales:
        raise FieldError("locales", "must name at least one locale that the translator may correct")
    return locales


def _set_closed(services: Services, person_id: str, *, closed_at: datetime | None, by: str) -> Person:
    with services.database.session(writing=True) as session:
        before = _get_for_change(session, person_id)
        if before.is_active == (closed_at is None):
            return before
        after = replace(before, deactivated_at=closed_at)
        _keep(session, before, after)
        deed = AccountDeed.OPENED if closed_at is None else AccountDeed.CLOSED
        note(session, services, person_id, deed, by=by)
        session.commit()
    return after


def _describe_rights(person: Person) -> dict[str, str]:
    return {"role": person.role.value, "locales": " ".join(sorted(person.locales))}


def _get_for_change(session: storage.Session, person_id: str) -> Person:
    # All who change people wait for each other here: two admins who demote each other must not both succeed.
    storage.people.lock_admins(session)
    return storage.people.get_person(session, person_id, is_changing=True)


def _keep(session: storage.Session, before: Person, after: Person) -> None:
    if before.may_administer() and not after.may_administer():
        others = set(storage.people.lock_admins(session)) - {before.id}
        if not others:
            raise ConflictError("nobody else may administer: give somebody that role first")
    storage.people.change_person(session, after)
    if (before.role, before.locales, before.is_active) != (after.role, after.locales, after.is_active):
        storage.sign_ins.end_sign_ins(session, before.id)
