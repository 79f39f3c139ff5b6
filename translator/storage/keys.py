"""Keys and what they used, in SQL. Functions leave the commit to their caller."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from translator.access import ApiKey, Scope, Usage
from translator.errors import NotFoundError
from translator.storage.tables import ApiKeyRow, UsageRow


def add_key(session: Session, key: ApiKey, *, digest: str) -> None:
    """Keep a new key.

    Args:
        session: Open session.
        key: The key.
        digest: SHA-256 of its secret, in hexadecimal.
    """
    session.add(
        ApiKeyRow(
            id=key.id,
            digest=digest,
            name=key.name,
            scopes=sorted(key.scopes),
            monthly_characters=key.monthly_characters,
            texts_per_minute=key.texts_per_minute,
            created_at=key.created_at,
            expires_at=key.expires_at,
            revoked_at=key.revoked_at,
        )
    )
    session.flush()


def find_key(session: Session, *, digest: str) -> ApiKey | None:
    """Return the key with a digest, usable or not."""
    row = session.scalars(select(ApiKeyRow).where(ApiKeyRow.digest == digest)).first()
    return None if row is None else _read_key(row)


def find_key_by_id(session: Session, key_id: str) -> ApiKey | None:
    """Return the key with an id, usable or not."""
    row = session.get(ApiKeyRow, key_id)
    return None if row is None else _read_key(row)


def list_keys(session: Session) -> list[ApiKey]:
    """Return all keys, the oldest first."""
    return [_read_key(row) for row in session.scalars(select(ApiKeyRow).order_by(ApiKeyRow.created_at, ApiKeyRow.id))]


def revoke_key(session: Session, key_id: str, *, revoked_at: datetime) -> ApiKey:
    """Take a key back; one that was taken back before keeps its time.

    Raises:
        NotFoundError: No key has the id.
    """
    statement = update(ApiKeyRow).where(ApiKeyRow.id == key_id, ApiKeyRow.revoked_at.is_(None))
    session.execute(statement.values(revoked_at=revoked_at))
    row = session.get(ApiKeyRow, key_id, populate_existing=True)
    if row is None:
        raise NotFoundError("key", key_id)
    return _read_key(row)


def add_usage(session: Session, used: Usage) -> Usage:
    """Add to what a key used in a month and return the month's new total."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = insert(UsageRow).values(
        key_id=used.key_id, month=used.month, characters=used.characters, requests=used.requests
    )
    added = statement.on_conflict_do_update(
        index_elements=[UsageRow.key_id, UsageRow.month],
        set_={
            "characters": UsageRow.characters + statement.excluded.characters,
            "requests": UsageRow.requests + statement.excluded.requests,
        },
    ).returning(UsageRow.characters, UsageRow.requests)
    characters, requests = session.execute(added).one()
    return Usage(used.key_id, used.month, characters, requests)


def get_usage(session: Session, key_id: str, *, month: str) -> Usage:
    """Return what a key used in a month, nothing included."""
    row = session.get(UsageRow, (key_id, month))
    return Usage(key_id, month, 0, 0) if row is None else _read_usage(row)


def list_usage(session: Session, *, month: str | None = None) -> list[Usage]:
    """Return what keys used, by month and key; of one month only where one is given."""
    query = select(UsageRow).order_by(UsageRow.month, UsageRow.key_id)
    if month is not None:
        query = query.where(UsageRow.month == month)
    return [_read_usage(row) for row in session.scalars(query)]


def _read_key(row: ApiKeyRow) -> ApiKey:
    return ApiKey(
        id=row.id,
        name=row.name,
        scopes=frozenset(map(Scope, row.scopes)),
        monthly_characters=row.monthly_characters,
        texts_per_minute=row.texts_per_minute,
        created_at=row.created_at,
        expires_at=row.expires_at,
        revoked_at=row.revoked_at,
    )


def _read_usage(row: UsageRow) -> Usage:
    return Usage(row.key_id, row.month, row.characters, row.requests)
