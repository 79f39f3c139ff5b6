"""The index: keep the words of a record, and find the records that answer a search.

SQLite asks FTS5, whose index triggers keep true to the table; PostgreSQL a ``tsvector`` in the table itself. A record
that goes takes its words with it, whoever deletes it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, cast, column, func, insert, literal_column, or_, select, table, true
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session
from sqlalchemy.sql import not_
from sqlalchemy.types import Double, Text

from translator.languages import SERVED_LANGUAGES
from translator.storage.search.asking import Asked, Term
from translator.storage.search.words import build_terms, list_stems
from translator.storage.tables import ArticleTextRow, MemoryTextRow

#: A word in a title counts as much as this many in the text.
TITLE_WEIGHT = 8.0

#: Places of one word that PostgreSQL's ranking is told of; it stops growing soon after.
_PLACES = 8

#: PostgreSQL takes a megabyte of words in one record (chapter 12.11, "Limitations"), with their places and ours told in
#: more; what comes after so many bytes is not found there.
_LEXEME_BYTES = 600_000

#: PostgreSQL's weight of a word in the text and in a title, in the order D, C, B, A.
_WEIGHTS: ColumnElement[Any] = literal_column(f"'{{{1 / TITLE_WEIGHT}, 0, 0, 1}}'::real[]")

TextTable = type[ArticleTextRow] | type[MemoryTextRow]

#: The full-text index that SQLite keeps of each table.
FTS_NAMES: dict[TextTable, str] = {ArticleTextRow: "article_search", MemoryTextRow: "memory_search"}


@dataclass(frozen=True, slots=True)
class SideText:
    """One side of a record.

    Args:
        language: ISO 639 code.
        title: Its headline; empty where it has none.
        text: Its text.
    """

    language: str
    text: str
    title: str = ""


def build_columns(sides: Sequence[SideText], *, is_postgresql: bool) -> dict[str, str | None]:
    """Make the columns that keep the words of a record."""
    titles = [build_terms(side.title, side.language) for side in sides]
    texts = [build_terms(side.text, side.language) for side in sides]
    title, text = (" ".join(filter(None, chain.from_iterable(terms))) for terms in (titles, texts))
    return {"title": title, "text": text, "lexemes": _write_lexemes(title, text) if is_postgresql else None}


def is_on_postgresql(session: Session) -> bool:
    """Tell which of the two databases a session asks."""
    return session.get_bind().dialect.name == "postgresql"


def add_texts(session: Session, texts: TextTable, rows: Sequence[dict[str, str | None]]) -> None:
    """Keep the words of records that have none here yet; the caller commits."""
    if rows:
        session.execute(insert(texts), list(rows))


def build_matches(session: Session, texts: TextTable, asked: Asked) -> Select[*tuple[Any, ...]]:
    """Select the row and the rank of every record that answers a search; a higher rank answers it better."""
    if is_on_postgresql(session):
        return _match_on_postgresql(texts, asked)
    return _match_on_sqlite(texts, asked)


def _match_on_sqlite(texts: TextTable, asked: Asked) -> Select[*tuple[Any, ...]]:
    name = FTS_NAMES[texts]
    index = table(name, column("rowid"), column(name))
    is_unwanted = index.c[name].bool_op("MATCH")(" OR ".join(map(_write_fts, asked.unwanted)))
    unwanted = select(index.c.rowid).where(is_unwanted).correlate(None)
    if not asked.wanted:
        return select(texts.id, literal_column("0.0").label("rank")).where(texts.id.not_in(unwanted))
    rank = -func.bm25(literal_column(name), TITLE_WEIGHT, 1.0)
    found = select(index.c.rowid.label("id"), cast(rank, Double).label("rank"))
    found = found.where(index.c[name].bool_op("MATCH")(" AND ".join(map(_write_fts, asked.wanted))))
    return found.where(index.c.rowid.not_in(unwanted)) if asked.unwanted else found


def _match_on_postgresql(texts: TextTable, asked: Asked) -> Select[*tuple[Any, ...]]:
    wanted = cast(" & ".join(map(_write_tsquery, asked.wanted)), TSQUERY)
    # 1 divides by the logarithm of the length: a long article holds any word more often.
    rank = cast(func.ts_rank(_WEIGHTS, texts.lexemes, wanted, 1), Double)
    score: ColumnElement[float] = rank if asked.wanted else literal_column("0.0")
    conditions = [_find_term(texts, term) for term in asked.wanted]
    conditions += [not_(_find_term(texts, term)) for term in asked.unwanted]
    return select(texts.id, score.label("rank")).where(and_(true(), *conditions))


def _find_term(texts: TextTable, term: Term) -> ColumnElement[bool]:
    found = texts.lexemes.bool_op("@@")(cast(_write_tsquery(term), TSQUERY))
    if len(term.words) == 1:
        return found
    # The places that the index knows are too few, and numbered too low, to tell what stands beside what.
    pattern = "% " + " ".join(word.folded for word in term.words) + ("%" if term.is_prefix else " %")
    return found & or_(*((" " + cast(side, Text) + " ").like(pattern) for side in (texts.title, texts.text)))


def _write_fts(term: Term) -> str:
    """Write a term for FTS5; words hold letters and digits alone, so none can be taken for syntax."""
    phrase = f'"{" ".join(word.folded for word in term.words)}"'
    if term.is_prefix:
        return f"{phrase} *"
    return "(" + " OR ".join([phrase, *(f'"{stem}"' for stem in _list_all_stems(term))]) + ")"


def _write_tsquery(term: Term) -> str:
    """Write a term for PostgreSQL; of a phrase, that all its words are there."""
    *first, last = (f"'{word.folded}'" for word in term.words)
    words = " & ".join([*first, f"{last}:*" if term.is_prefix else last])
    return "(" + " | ".join([words, *(f"'{stem}'" for stem in _list_all_stems(term))]) + ")"


def _list_all_stems(term: Term) -> list[str]:
    if not term.is_inflected:
        return []
    return [stem for language in SERVED_LANGUAGES for stem in list_stems(term.words[0], language)]


def _write_lexemes(title: str, text: str) -> str:
    places: defaultdict[str, list[str]] = defaultdict(list)
    for weight, terms in (("A", title), ("", text)):
        for position, term in enumerate(terms.split(), start=1):
            if len(places[term]) < _PLACES:
                places[term].append(f"{min(position, 16_383)}{weight}")
    written, length = [], 0
    for term, where in places.items():
        written.append(f"'{term}':{','.join(where)}")
        length += len(written[-1].encode())
        if length > _LEXEME_BYTES:
            break
    return " ".join(written)
