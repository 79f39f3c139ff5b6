"""Translations that readers find better, in SQL. Functions leave the commit to their caller."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from translator.languages import LanguagePair
from translator.storage.inserting import insert_missing
from translator.storage.tables import SuggestionRow
from translator.translation import MemoryEntry

#: Origin of the entries that suggestions are given out as.
ORIGIN = "suggestion"


def add_suggestion(session: Session, entry: MemoryEntry, *, made_at: datetime) -> None:
    """Keep a suggestion, unless it is known.

    Args:
        session: Open session.
        entry: The suggestion; its editor is the id of the key that sent it.
        made_at: When it came.
    """
    row = {
        "id": entry.id,
        "source_language": entry.pair.source,
        "target_language": entry.pair.target,
        "source": entry.source,
        "target": entry.target,
        "key_id": entry.editor,
        "made_at": made_at,
    }
    insert_missing(session, SuggestionRow, [row], key=SuggestionRow.id)


def list_suggestions(session: Session, *, pair: LanguagePair) -> list[MemoryEntry]:
    """Return the suggestions of a pair, the oldest first."""
    query = select(SuggestionRow).where(
        SuggestionRow.source_language == pair.source, SuggestionRow.target_language == pair.target
    )
    rows = session.scalars(query.order_by(SuggestionRow.made_at, SuggestionRow.id))
    return [MemoryEntry(row.id, pair, row.source, row.target, origin=ORIGIN, editor=row.key_id) for row in rows]
