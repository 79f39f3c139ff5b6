"""What an engine is asked for, and what it answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from translator.languages import LanguagePair
from translator.translation.states import Rung


@dataclass(frozen=True, slots=True)
class Link:
    """A stretch of a source and the stretch of its target that says the same: one entry of a word alignment.

    Args:
        source_start: Where it begins in the source, in code points.
        source_end: Where it ends there.
        target_start: Where it begins in the target, in code points.
        target_end: Where it ends there.
        weight: How sure it is, above 0 and at most 1.
    """

    source_start: int
    source_end: int
    target_start: int
    target_end: int
    weight: float


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One translation that an engine proposes.

    Args:
        text: Target text.
        score: Mean log-probability per token; closer to 0 is surer.
        links: Word alignment with the text that the engine was given, in the order of the target; empty where it was
            not asked for or the engine knows none. Several links may share a stretch, and a stretch may have none.
    """

    text: str
    score: float
    links: Sequence[Link] = ()


@dataclass(frozen=True, slots=True)
class EngineIdentity:
    """Which weights an engine uses for a pair: the engine's, package's and digest part of a provenance."""

    engine: str
    package: str
    package_sha256: str


class Engine(Protocol):
    """Turns source texts into target texts."""

    def list_pairs(self) -> tuple[LanguagePair, ...]:
        """Return the pairs that can be translated, directly or through English."""
        ...

    def get_language_name(self, code: str) -> str:
        """Return the English name of a language, from its packages where the project has none."""
        ...

    def identify(self, pair: LanguagePair) -> EngineIdentity:
        """Return which weights serve a pair.

        Raises:
            UnsupportedPairError: No package serves it.
        """
        ...

    def translate(
        self, texts: Sequence[str], *, pair: LanguagePair, hypotheses: int = 1, links: bool = False
    ) -> list[tuple[Hypothesis, ...]]:
        """Translate all texts in one batch, equal texts once.

        Args:
            texts: Segments in canonical form, possibly with placeholders; none is empty.
            pair: Direction.
            hypotheses: How many proposals are wanted for each text, at least 1.
            links: Whether word alignments are wanted, where the weights know them.

        Returns:
            For each text in order, at least one and at most ``hypotheses`` proposals, best first.

        Raises:
            UnsupportedPairError: No package serves the pair.
            EngineError: The weights failed.
        """
        ...


class WrappedEngine:
    """An engine in front of another, which answers all that a subclass does not answer otherwise.

    Args:
        engine: The other.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def list_pairs(self) -> tuple[LanguagePair, ...]:
        """Return the pairs that can be translated."""
        return self._engine.list_pairs()

    def get_language_name(self, code: str) -> str:
        """Return the English name of a language."""
        return self._engine.get_language_name(code)

    def identify(self, pair: LanguagePair) -> EngineIdentity:
        """Return which weights serve a pair."""
        return self._engine.identify(pair)

    def translate(
        self, texts: Sequence[str], *, pair: LanguagePair, hypotheses: int = 1, links: bool = False
    ) -> list[tuple[Hypothesis, ...]]:
        """Translate all texts; the arguments are those of any engine."""
        return self._engine.translate(texts, pair=pair, hypotheses=hypotheses, links=links)


class RungObserver(Protocol):
    """Hears what the ladder did, to count it."""

    def observe_rung(self, rung: Rung, *, pair: LanguagePair, tried: int, served: int) -> None:
        """Take note of how many segments of a request an attempt was made for, and how many it served."""
        ...
