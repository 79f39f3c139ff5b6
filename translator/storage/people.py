"""People and how providers of identities know them, in SQL. Functions leave the commit to their caller."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from translator.errors import NotFoundError
from translator.people import Identity, Person, Role
from translator.storage.inserting import insert_missing
from translator.storage.tables import IdentityRow, PersonRow


def add_person(session: Session, person: Person, *, password_hash: str | None) -> bool:
    """Keep a new person.

    Returns:
        False where another has the e-mail address; nothing is kept then.
    """
    row = {
        "id": person.id,
        "email": person.email,
        "name": person.name,
        "role": person.role.value,
        "locales": sorted(person.locales),
        "password_hash": password_hash,
        "created_at": person.created_at,
        "deactivated_at": person.deactivated_at,
    }
    return bool(insert_missing(session, PersonRow, [row], key=PersonRow.id))


def get_person(session: Session, person_id: str, *, is_changing: bool = False) -> Person:
    """Return a person.

    Args:
        session: Open session.
        person_id: The person's id.
        is_changing: Whether the person is about to be changed: others who want the same wait then.

    Raises:
        NotFoundError: Nobody has the id.
    """
    return read_person(_get_row(session, person_id, is_changing=is_changing))


def find_person(session: Session, *, email: str) -> Person | None:
    """Return the person with an e-mail address in lower case, active or not."""
    row = session.scalars(select(PersonRow).where(PersonRow.email == email)).first()
    return None if row is None else read_person(row)


def get_password_hash(session: Session, person_id: str) -> str | None:
    """Return what is kept of a person's password; None without one or without such a person."""
    return session.scalars(select(PersonRow.password_hash).where(PersonRow.id == person_id)).first()


def list_people(session: Session) -> list[Person]:
    """Return everybody by name, those whose accounts are closed included."""
    return [read_person(row) for row in session.scalars(select(PersonRow).order_by(PersonRow.name, PersonRow.id))]


def lock_admins(session: Session) -> list[str]:
    """Return the ids of the active people who may administer; others who ask wait until this session ends."""
    query = select(PersonRow.id).where(PersonRow.role == Role.ADMIN.value, PersonRow.deactivated_at.is_(None))
    return list(session.scalars(query.order_by(PersonRow.id).with_for_update()))


def change_person(session: Session, person: Person) -> None:
    """Keep a person's name, role, locales and whether the account is open.

    Raises:
        NotFoundError: Nobody has the id.
    """
    row = _get_row(session, person.id)
    row.name = person.name
    row.role = person.role.value
    row.locales = sorted(person.locales)
    row.deactivated_at = person.deactivated_at
    session.flush()


def delete_person(session: Session, person_id: str) -> None:
    """Forget a person, with the sign-ins, identities and keys of feeds that are the person's."""
    session.execute(delete(PersonRow).where(PersonRow.id == person_id))


def set_password_hash(session: Session, person_id: str, password_hash: str) -> None:
    """Keep what is kept of a person's new password.

    Raises:
        NotFoundError: Nobody has the id.
    """
    _get_row(session, person_id).password_hash = password_hash
    session.flush()


def find_person_of(session: Session, identity: Identity) -> Person | None:
    """Return the person whom a provider knows by an identity."""
    query = select(PersonRow).join(IdentityRow, IdentityRow.person_id == PersonRow.id)
    query = query.where(IdentityRow.issuer == identity.issuer, IdentityRow.subject == identity.subject)
    row = session.scalars(query).first()
    return None if row is None else read_person(row)


def list_identities(session: Session, person_id: str) -> list[Identity]:
    """Return how providers know a person."""
    query = select(IdentityRow).where(IdentityRow.person_id == person_id).order_by(IdentityRow.linked_at)
    return [Identity(row.issuer, row.subject) for row in session.scalars(query)]


def add_identity(session: Session, identity: Identity, *, person_id: str, linked_at: datetime) -> bool:
    """Link an identity to a person; False where it is linked already."""
    row = {
        "issuer": identity.issuer,
        "subject": identity.subject,
        "person_id": person_id,
        "linked_at": linked_at,
    }
    return bool(insert_missing(session, IdentityRow, [row], key=IdentityRow.subject))


def read_person(row: PersonRow) -> Person:
    """Read a person from a row."""
    return Person(
        id=row.id,
        email=row.email,
        name=row.name,
        role=Role(row.role),
        locales=frozenset(row.locales),
        created_at=row.created_at,
        has_password=row.password_hash is not None,
        deactivated_at=row.deactivated_at,
    )


def _get_row(session: Session, person_id: str, *, is_changing: bool = False) -> PersonRow:
    row = session.get(PersonRow, person_id, with_for_update=is_changing or None, populate_existing=is_changing)
    if row is None:
        raise NotFoundError("person", person_id)
    return row
