"""Ask an engine for some sentences at a time, so that long work can tell how far it is, wait, and be broken off."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from translator.languages import LanguagePair
from translator.translation import Engine, Hypothesis, WrappedEngine

#: Sentences that are asked for at once: a second or two of a usual machine's work, and enough to fill its batches.
SENTENCES_AT_ONCE = 64

#: Told between two calls of the engine how many sentences are done, and how many it was asked for so far; it waits as
#: long as it likes, and breaks the work off by an error.
Pace = Callable[[int, int], None]


class PacedEngine(WrappedEngine):
    """An engine that pauses.

    Args:
        engine: What translates.
        pace: Called between two calls of it.
    """

    def __init__(self, engine: Engine, *, pace: Pace) -> None:
        super().__init__(engine)
        self._pace = pace
        self._done = 0
        self._asked = 0

    def translate(
        self, texts: Sequence[str], *, pair: LanguagePair, hypotheses: int = 1, links: bool = False
    ) -> list[tuple[Hypothesis, ...]]:
        """Translate texts, some at a time; the arguments are those of any engine."""
        self._asked += len(texts)
        found: list[tuple[Hypothesis, ...]] = []
        for start in range(0, len(texts), SENTENCES_AT_ONCE):
            if self._done:
                self._pace(self._done, self._asked)
            some = texts[start : start + SENTENCES_AT_ONCE]
            found += super().translate(some, pair=pair, hypotheses=hypotheses, links=links)
            self._done += len(some)
        return found
