"""Callers' own glossaries, in SQL. Functions leave the commit to their caller; no owner sees another's."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session

from translator.errors import NotFoundError
from translator.languages import LanguagePair
from translator.storage.tables import DictionaryRow, NamedGlossaryRow
from translator.terminology import Dictionary, DictionarySummary, NamedGlossary


def add_named_glossary(session: Session, glossary: NamedGlossary) -> None:
    """Keep a new glossary, without dictionaries."""
    session.add(
        NamedGlossaryRow(
            id=glossary.id,
            owner=glossary.owner,
            name=glossary.name,
            is_editable=glossary.is_editable,
            created_at=glossary.created_at,
        )
    )
    session.flush()


def get_named_glossary(session: Session, glossary_id: str, *, owner: str, is_changing: bool = False) -> NamedGlossary:
    """Return a glossary.

    Args:
        session: Open session.
        glossary_id: Its id.
        owner: Whose it must be.
        is_changing: Whether it is read to be changed; two changes then take turns.

    Raises:
        NotFoundError: The owner has none with the id.
    """
    row = session.get(NamedGlossaryRow, glossary_id, with_for_update=True if is_changing else None)
    if row is None or row.owner != owner:
        raise NotFoundError("glossary", glossary_id)
    (glossary,) = _describe(session, [row])
    return glossary


def list_named_glossaries(session: Session, *, owner: str) -> list[NamedGlossary]:
    """Return an owner's glossaries, the oldest first."""
    query = select(NamedGlossaryRow).where(NamedGlossaryRow.owner == owner)
    rows = session.scalars(query.order_by(NamedGlossaryRow.created_at, NamedGlossaryRow.id)).all()
    return _describe(session, rows)


def count_named_glossaries(session: Session, *, owner: str) -> int:
    """Return how many glossaries an owner has."""
    query = select(func.count()).select_from(NamedGlossaryRow).where(NamedGlossaryRow.owner == owner)
    return session.scalars(query).one()


def rename_named_glossary(session: Session, glossary_id: str, *, name: str) -> None:
    """Give a glossary that exists another name."""
    session.get_one(NamedGlossaryRow, glossary_id).name = name
    session.flush()


def delete_named_glossary(session: Session, glossary_id: str) -> None:
    """Delete a glossary that exists."""
    session.delete(session.get_one(NamedGlossaryRow, glossary_id))
    session.flush()


def put_dictionary(session: Session, glossary_id: str, dictionary: Dictionary) -> None:
    """Keep a dictionary in place of the glossary's former one of the same direction."""
    session.merge(
        DictionaryRow(
            glossary_id=glossary_id,
            source_language=dictionary.pair.source,
            target_language=dictionary.pair.target,
            terms=[list(term) for term in dictionary.terms],
            term_count=len(dictionary.terms),
        )
    )
    session.flush()


def find_dictionary(session: Session, glossary_id: str, *, pair: LanguagePair) -> Dictionary | None:
    """Return a glossary's dictionary of a direction, if it has one."""
    row = session.get(DictionaryRow, (glossary_id, pair.source, pair.target))
    return None if row is None else Dictionary(pair, tuple((source, target) for source, target in row.terms))


def delete_dictionary(session: Session, glossary_id: str, *, pair: LanguagePair) -> None:
    """Delete a glossary's dictionary of a direction.

    Raises:
        NotFoundError: It has none.
    """
    found = session.execute(delete(DictionaryRow).where(*_is(glossary_id, pair)).returning(DictionaryRow.glossary_id))
    if found.first() is None:
        raise NotFoundError("dictionary", str(pair))


def _is(glossary_id: str, pair: LanguagePair) -> Iterable[ColumnElement[bool]]:
    return (
        DictionaryRow.glossary_id == glossary_id,
        DictionaryRow.source_language == pair.source,
        DictionaryRow.target_language == pair.target,
    )


def _describe(session: Session, rows: Iterable[NamedGlossaryRow]) -> list[NamedGlossary]:
    rows = list(rows)
    query = select(
        DictionaryRow.glossary_id,
        DictionaryRow.source_language,
        DictionaryRow.target_language,
        DictionaryRow.term_count,
    ).where(DictionaryRow.glossary_id.in_([row.id for row in rows]))
    summaries: dict[str, list[DictionarySummary]] = {row.id: [] for row in rows}
    for glossary_id, source, target, count in session.execute(
        query.order_by(DictionaryRow.source_language, DictionaryRow.target_language)
    ):
        summaries[glossary_id].append(DictionarySummary(LanguagePair(source, target), count))
    return [
        NamedGlossary(
            id=row.id,
            owner=row.owner,
            name=row.name,
            is_editable=row.is_editable,
            created_at=row.created_at,
            dictionaries=tuple(summaries[row.id]),
        )
        for row in rows
    ]
