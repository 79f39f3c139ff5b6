"""Keys of people's feeds in SQL. Functions leave the commit to their caller."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from translator.people import FeedKey, Person
from translator.storage.people import read_person
from translator.storage.tables import FeedKeyRow, PersonRow


def add_feed_key(session: Session, key: FeedKey, *, digest: str) -> None:
    """Keep a new key; ``digest`` is the SHA-256 of its secret, in hexadecimal."""
    session.add(
        FeedKeyRow(
            digest=digest,
            id=key.id,
            person_id=key.person_id,
            name=key.name,
            created_at=key.created_at,
            used_at=key.used_at,
        )
    )
    session.flush()


def find_feed_key(session: Session, *, digest: str) -> tuple[FeedKey, Person] | None:
    """Return the key with a digest and whose it is; None where there is none."""
    query = select(FeedKeyRow, PersonRow).join(PersonRow, PersonRow.id == FeedKeyRow.person_id)
    row = session.execute(query.where(FeedKeyRow.digest == digest)).first()
    return None if row is None else (_read_key(row[0]), read_person(row[1]))


def list_feed_keys(session: Session, person_id: str) -> list[FeedKey]:
    """Return a person's keys, the oldest first."""
    query = select(FeedKeyRow).where(FeedKeyRow.person_id == person_id)
    return [_read_key(row) for row in session.scalars(query.order_by(FeedKeyRow.created_at, FeedKeyRow.id))]


def count_feed_keys(session: Session, person_id: str) -> int:
    """Count a person's keys."""
    return session.scalar(select(func.count()).where(FeedKeyRow.person_id == person_id)) or 0


def mark_used(session: Session, key_id: str, *, used_at: datetime) -> None:
    """Note that a key was used."""
    session.execute(update(FeedKeyRow).where(FeedKeyRow.id == key_id).values(used_at=used_at))


def delete_feed_key(session: Session, person_id: str, key_id: str) -> bool:
    """Forget a person's key; tell whether there was one."""
    found = (
        delete(FeedKeyRow).where(FeedKeyRow.person_id == person_id, FeedKeyRow.id == key_id).returning(FeedKeyRow.id)
    )
    return session.scalar(found) is not None


def _read_key(row: FeedKeyRow) -> FeedKey:
    return FeedKey(row.id, row.person_id, row.name, row.created_at, row.used_at)
