"""Past translations, and what is asked of a memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from translator.languages import LanguagePair

#: Origin of memory entries that people wrote or confirmed in articles of this site.
CORRECTION_ORIGIN = "correction"


@dataclass(frozen=True, slots=True)
class Match:
    """A past translation that resembles a source.

    Args:
        source: The past source.
        target: Its translation.
        quality: 0 to 100; 100 only if both sources are equal after normalisation.
        origin: Who or what wrote the past target.
        is_settled: Whether it is served whatever checks find in it, because somebody has judged it already.
    """

    source: str
    target: str
    quality: int
    origin: str
    is_settled: bool = False


@dataclass(frozen=True, slots=True)
class MemoryEntry:
    """A past translation kept for use again."""

    id: str
    pair: LanguagePair
    source: str
    target: str
    origin: str = ""
    context_hash: str = ""
    editor: str = ""
    used: int = 0


class Memory(Protocol):
    """Finds past translations."""

    def find_exact(self, sources: Sequence[str], *, pair: LanguagePair) -> dict[str, Match]:
        """Return, for those of the sources that were translated before, the match of quality 100."""
        ...
