"""Things that happen once in a database's life, such as the arrival of the sample article."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from translator.storage.inserting import insert_missing
from translator.storage.tables import MarkerRow


def has_marker(session: Session, name: str) -> bool:
    """Tell whether a marker was set."""
    return session.get(MarkerRow, name) is not None


def set_marker(session: Session, name: str, *, reached_at: datetime) -> bool:
    """Set a marker; where two transactions set it at once, the second waits for the first.

    Returns:
        Whether this call set it.
    """
    return insert_missing(session, MarkerRow, [{"name": name, "reached_at": reached_at}], key=MarkerRow.name) != []
