"""Past translations that hold a word, in SQL."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from translator.languages import LanguagePair
from translator.library import Concordance, ConcordancePage
from translator.storage.search.asking import read_search
from translator.storage.search.index import build_matches
from translator.storage.search.marking import mark_text
from translator.storage.tables import MemoryRow, MemoryTextRow


def find_concordances(
    session: Session, words: str, *, pair: LanguagePair | None, limit: int, offset: int
) -> ConcordancePage:
    """Return past translations that hold what is searched for on either side; the best answer comes first.

    Args:
        session: Open session.
        words: What is searched for, as a person types it.
        pair: Their direction; None for any.
        limit: How many at most.
        offset: How many of the first are passed over.
    """
    asked = read_search(words)
    if asked.is_empty:
        return ConcordancePage()
    matches = build_matches(session, MemoryTextRow, asked).subquery("matches")
    listed = select(MemoryRow, matches.c.rank).join(MemoryTextRow, MemoryTextRow.entry_id == MemoryRow.id)
    listed = listed.join(matches, matches.c.id == MemoryTextRow.id)
    if pair is not None:
        listed = listed.where(MemoryRow.source_language == pair.source, MemoryRow.target_language == pair.target)
    total = session.scalar(select(func.count()).select_from(listed.subquery())) or 0
    ordered = listed.order_by(matches.c.rank.desc(), MemoryRow.used.desc(), MemoryRow.id)
    rows = session.execute(ordered.limit(limit).offset(offset)).all()
    entries = tuple(
        Concordance(
            id=row.id,
            pair=LanguagePair(row.source_language, row.target_language),
            source=mark_text(row.source, row.source_language, asked=asked),
            target=mark_text(row.target, row.target_language, asked=asked),
            origin=row.origin,
            used=row.used,
            created_at=row.created_at,
        )
        for row, _ in rows
    )
    return ConcordancePage(entries=entries, total=total)
