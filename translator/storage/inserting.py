"""Insert rows unless they are there: the one statement that the two databases spell alike but SQLAlchemy does not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import InstrumentedAttribute, Session

from translator.storage.tables import Base


def insert_missing(
    session: Session, table: type[Base], rows: Sequence[Mapping[str, Any]], *, key: InstrumentedAttribute[str]
) -> list[str]:
    """Insert the rows whose key and other unique values are not in the table yet.

    Args:
        session: Open session.
        table: Where to insert.
        rows: Column values; each row names the same columns.
        key: The table's primary key.

    Returns:
        Keys of the rows that this call inserted.
    """
    if not rows:
        return []
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = insert(table).values(list(rows)).on_conflict_do_nothing().returning(key)
    return list(session.scalars(statement))
