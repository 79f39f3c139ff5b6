"""What people changed in glossaries, in SQL. Functions leave the commit to their caller."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from translator.languages import LanguagePair
from translator.storage.tables import GlossaryChangeRow, GlossaryRevisionRow
from translator.translation import GlossaryChange, GlossaryEntry, TermStatus

_NAME = "glossary"
_TEXTS = ("source", "target", "part_of_speech", "note", "domain")


def get_revision(session: Session) -> int:
    """Return how often people changed the glossary; 0 where nobody did."""
    return session.scalar(select(GlossaryRevisionRow.number)) or 0


def advance_glossary(session: Session) -> int:
    """Begin a change of the glossary and return its revision; another writer waits until this session ends."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = insert(GlossaryRevisionRow).values(name=_NAME, number=1)
    advanced = statement.on_conflict_do_update(
        index_elements=[GlossaryRevisionRow.name], set_={"number": GlossaryRevisionRow.number + 1}
    ).returning(GlossaryRevisionRow.number)
    return session.execute(advanced).scalar_one()


def add_changes(session: Session, changes: Iterable[GlossaryChange], *, revision: int) -> None:
    """Keep changes; ``revision`` is what ``advance_glossary`` returned to this session."""
    session.add_all(
        GlossaryChangeRow(
            entry_id=change.entry_id,
            version=change.version,
            revision=revision,
            source_language=change.pair.source,
            target_language=change.pair.target,
            before=_write_entry(change.before),
            after=_write_entry(change.after),
            editor=change.editor,
            reason=change.reason,
            made_at=change.made_at,
        )
        for change in changes
    )
    session.flush()


def list_changes(session: Session, entry_id: str, *, pair: LanguagePair) -> list[GlossaryChange]:
    """Return the changes of an entry, the oldest first."""
    query = select(GlossaryChangeRow).where(GlossaryChangeRow.entry_id == entry_id, *_match_pair(pair))
    return [_read_change(row) for row in session.scalars(query.order_by(GlossaryChangeRow.version))]


def list_last_changes(session: Session, *, until: int) -> list[GlossaryChange]:
    """Return the last change of each entry that was ever changed, as of a revision of the glossary."""
    last = (
        select(GlossaryChangeRow.entry_id, func.max(GlossaryChangeRow.version).label("version"))
        .where(GlossaryChangeRow.revision <= until)
        .group_by(GlossaryChangeRow.entry_id)
        .subquery()
    )
    is_last = and_(GlossaryChangeRow.entry_id == last.c.entry_id, GlossaryChangeRow.version == last.c.version)
    return [_read_change(row) for row in session.scalars(select(GlossaryChangeRow).join(last, is_last))]


def _match_pair(pair: LanguagePair) -> tuple[Any, ...]:
    return (GlossaryChangeRow.source_language == pair.source, GlossaryChangeRow.target_language == pair.target)


def _write_entry(entry: GlossaryEntry | None) -> dict[str, Any] | None:
    if entry is None:
        return None
    texts = {name: getattr(entry, name) for name in _TEXTS}
    return {**texts, "status": entry.status.value, "case_sensitive": entry.case_sensitive}


def _read_change(row: GlossaryChangeRow) -> GlossaryChange:
    return GlossaryChange(
        entry_id=row.entry_id,
        pair=LanguagePair(row.source_language, row.target_language),
        version=row.version,
        before=_read_entry(row, row.before, version=row.version - 1),
        after=_read_entry(row, row.after, version=row.version),
        editor=row.editor,
        reason=row.reason,
        made_at=row.made_at,
    )


def _read_entry(row: GlossaryChangeRow, fields: Mapping[str, Any] | None, *, version: int) -> GlossaryEntry | None:
    if fields is None:
        return None
    return GlossaryEntry(
        id=row.entry_id,
        pair=LanguagePair(row.source_language, row.target_language),
        status=TermStatus(fields["status"]),
        case_sensitive=fields["case_sensitive"],
        revision=version,
        **{name: fields[name] for name in _TEXTS},
    )
