"""Past translations in SQL: find many at once, add, list, count their use.

Two sources are the same past source where their keys are equal. What makes a key is the memory stage's rule, so it is
handed in as ``make_key``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import TypeVar

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.orm import Session

from translator.languages import LanguagePair
from translator.storage.database import Database
from translator.storage.inserting import insert_missing
from translator.storage.tables import MemoryRow
from translator.storage.texts import add_memory_texts
from translator.translation import CORRECTION_ORIGIN, Match, MemoryEntry

_Item = TypeVar("_Item")
MakeKey = Callable[[str], str]

#: Keys in one query; SQLite takes 32,766 values in a statement, PostgreSQL 65,535.
KEYS_PER_QUERY = 10_000

#: Rows in one insert, of eleven values each.
ROWS_PER_INSERT = 1_000


class StoredMemory:
    """The memory that the pipeline asks, with a session of its own for each call.

    Args:
        database: Where the entries are.
        make_key: Turns a source into the key under which equal sources meet.
    """

    def __init__(self, database: Database, *, make_key: MakeKey) -> None:
        self._database = database
        self._make_key = make_key

    def find_exact(self, sources: Sequence[str], *, pair: LanguagePair) -> dict[str, Match]:
        """Return, for those of the sources that were translated before, the match of quality 100."""
        if not sources:
            return {}
        with self._database.session() as session:
            return find_exact(session, sources, pair=pair, make_key=self._make_key)


def find_exact(session: Session, sources: Iterable[str], *, pair: LanguagePair, make_key: MakeKey) -> dict[str, Match]:
    """Find the past translation of each source; a person's comes first, then the newest.

    Returns:
        The match of quality 100 for each source that has one, by the source as it was given.
    """
    rows = _find_rows(session, sources, pair=pair, make_key=make_key)
    return {
        source: Match(
            source=row.source,
            target=row.target,
            quality=100,
            origin=row.origin,
            is_settled=row.origin == CORRECTION_ORIGIN,
        )
        for source, row in rows.items()
    }


def count_use(session: Session, sources: Iterable[str], *, pair: LanguagePair, make_key: MakeKey) -> None:
    """Count one use of the entry that serves each source, as often as the source is given; the caller commits."""
    times = Counter(sources)
    rows = _find_rows(session, times, pair=pair, make_key=make_key)
    uses: Counter[str] = Counter()
    for source, row in rows.items():
        uses[row.id] += times[source]
    if not uses:
        return
    statement = update(MemoryRow.__table__).where(MemoryRow.id == bindparam("entry"))  # type: ignore[arg-type]
    # In the order of their ids, so that two transactions never wait for each other.
    session.connection().execute(
        statement.values(used=MemoryRow.used + bindparam("times")),
        [{"entry": entry, "times": count} for entry, count in sorted(uses.items())],
    )


def add_entries(
    session: Session, entries: Sequence[MemoryEntry], *, created_at: datetime, make_key: MakeKey
) -> set[str]:
    """Add the entries whose id is not there yet; the caller commits.

    Args:
        session: Open session.
        entries: Entries with ids made of their content.
        created_at: When they are added.
        make_key: Turns a source into its key.

    Returns:
        Ids of the entries that were added.
    """
    by_id = {entry.id: entry for entry in reversed(entries)}
    rows = {
        entry.id: {
            "id": entry.id,
            "source_language": entry.pair.source,
            "target_language": entry.pair.target,
            "source": entry.source,
            "source_key": make_key(entry.source),
            "target": entry.target,
            "origin": entry.origin,
            "context_hash": entry.context_hash,
            "editor": entry.editor,
            "used": entry.used,
            "created_at": created_at,
        }
        for entry in by_id.values()
    }
    ordered = sorted(rows.values(), key=lambda row: str(row["id"]))
    added: set[str] = set()
    for batch in _split_batches(ordered, size=ROWS_PER_INSERT):
        fresh = set(insert_missing(session, MemoryRow, batch, key=MemoryRow.id))
        add_memory_texts(session, (by_id[str(row["id"])] for row in batch if row["id"] in fresh))
        added |= fresh
    return added


def put_entry(session: Session, entry: MemoryEntry, *, created_at: datetime, make_key: MakeKey) -> None:
    """Add an entry or, where one has its content, make that one its editor's and as new; the caller commits."""
    add_entries(session, [entry], created_at=created_at, make_key=make_key)
    session.execute(
        update(MemoryRow)
        .where(MemoryRow.id == entry.id)
        .values(origin=entry.origin, editor=entry.editor, created_at=created_at)
    )


def withdraw_entry(session: Session, entry: MemoryEntry) -> None:
    """Forget an entry that has the same content and origin; the caller commits."""
    session.execute(delete(MemoryRow).where(MemoryRow.id == entry.id, MemoryRow.origin == entry.origin))


def list_entries(session: Session, *, pair: LanguagePair) -> Iterator[MemoryEntry]:
    """Yield the entries of a pair, oldest first, without holding them all."""
    query = (
        select(MemoryRow)
        .where(MemoryRow.source_language == pair.source, MemoryRow.target_language == pair.target)
        .order_by(MemoryRow.created_at, MemoryRow.id)
        .execution_options(yield_per=1_000)
    )
    for row in session.scalars(query):
        yield MemoryEntry(
            id=row.id,
            pair=pair,
            source=row.source,
            target=row.target,
            origin=row.origin,
            context_hash=row.context_hash,
            editor=row.editor,
            used=row.used,
        )


def _find_rows(
    session: Session, sources: Iterable[str], *, pair: LanguagePair, make_key: MakeKey
) -> dict[str, MemoryRow]:
    keys = {source: make_key(source) for source in sources}
    best: dict[str, MemoryRow] = {}
    for batch in _split_batches(sorted(set(keys.values())), size=KEYS_PER_QUERY):
        query = (
            select(MemoryRow)
            .where(
                MemoryRow.source_language == pair.source,
                MemoryRow.target_language == pair.target,
                MemoryRow.source_key.in_(batch),
            )
            .order_by(MemoryRow.editor == "", MemoryRow.created_at.desc(), MemoryRow.id)
        )
        for row in session.scalars(query):
            best.setdefault(row.source_key, row)
    return {source: best[key] for source, key in keys.items() if key in best}


def _split_batches(items: Sequence[_Item], *, size: int) -> Iterator[Sequence[_Item]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
