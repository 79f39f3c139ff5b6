"""The rules about words, and what is asked of a glossary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from translator.languages import LanguagePair


class TermStatus(StrEnum):
    """Administrative status of a glossary entry (TBX)."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"
    FORBIDDEN = "forbidden"
    DO_NOT_TRANSLATE = "do_not_translate"


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """A rule about a word: how a source term is to be rendered in the target language."""

    id: str
    pair: LanguagePair
    source: str
    target: str
    part_of_speech: str = ""
    note: str = ""
    status: TermStatus = TermStatus.PREFERRED
    case_sensitive: bool = False
    domain: str = ""
    revision: int = 0


@dataclass(frozen=True, slots=True)
class GlossaryChange:
    """One change of a glossary entry.

    Args:
        entry_id: The entry's id.
        pair: The entry's direction.
        version: How often the entry was changed, this time included.
        before: The entry before; None where it was added.
        after: The entry since; None where it was deleted.
        editor: Id of the key that changed it, or what else did.
        reason: Why, in the words of whoever changed it; may be empty.
        made_at: When, in UTC.
    """

    entry_id: str
    pair: LanguagePair
    version: int
    before: GlossaryEntry | None
    after: GlossaryEntry | None
    editor: str
    reason: str
    made_at: datetime


class Glossary(Protocol):
    """Knows the terms in force."""

    def get_revision(self) -> str:
        """Return a string that changes whenever an entry does."""
        ...

    def list_entries(self, *, pair: LanguagePair) -> Sequence[GlossaryEntry]:
        """Return the entries of a pair."""
        ...

    def freeze(self) -> Glossary:
        """Return the terms as they stand now, for a request that must not see them change."""
        ...


@dataclass(frozen=True, slots=True)
class FixedGlossary:
    """Terms that do not change: those in force at a moment, or those that a request brings.

    Args:
        revision: What they are known as in provenances.
        entries: The entries of each pair.
    """

    revision: str
    entries: Mapping[LanguagePair, Sequence[GlossaryEntry]]

    def get_revision(self) -> str:
        """Return the revision."""
        return self.revision

    def list_entries(self, *, pair: LanguagePair) -> Sequence[GlossaryEntry]:
        """Return the entries of a pair."""
        return self.entries.get(pair, ())

    def freeze(self) -> FixedGlossary:
        """Return itself."""
        return self
