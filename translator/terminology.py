"""Glossaries that callers keep here and name in their requests, beside the house's own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from translator.languages import LanguagePair

#: Sources with their targets, in the order given; no source occurs twice.
Terms = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Dictionary:
    """The terms of one direction, which may be of any two languages, served or not."""

    pair: LanguagePair
    terms: Terms


@dataclass(frozen=True, slots=True)
class DictionarySummary:
    """A dictionary without its terms."""

    pair: LanguagePair
    term_count: int


@dataclass(frozen=True, slots=True)
class NamedGlossary:
    """A glossary that a caller keeps here.

    Args:
        id: A UUID.
        owner: Id of the key whose requests may name it.
        name: What its owner calls it.
        is_editable: Whether it can be changed once it is made.
        created_at: When it was made, in UTC.
        dictionaries: One for each direction, in the order of their directions.
    """

    id: str
    owner: str
    name: str
    is_editable: bool
    created_at: datetime
    dictionaries: tuple[DictionarySummary, ...] = ()
