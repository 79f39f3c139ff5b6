"""An engine that is timed, so that what the rest of a request costs can be told from it, and one that remembers."""

from __future__ import annotations

import time
from collections.abc import Sequence

from translator.languages import LanguagePair
from translator.translation import Engine, Hypothesis, WrappedEngine


class MeteredEngine(WrappedEngine):
    """An engine in front of another, whose time is added up.

    Args:
        engine: What translates.

    Attributes:
        seconds: Processor time of this process spent in it so far, its threads' included.
    """

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self.seconds = 0.0

    def translate(
        self, texts: Sequence[str], *, pair: LanguagePair, hypotheses: int = 1, links: bool = False
    ) -> list[tuple[Hypothesis, ...]]:
        """Translate, and add up the time."""
        started = time.process_time()
        try:
            return super().translate(texts, pair=pair, hypotheses=hypotheses, links=links)
        finally:
            self.seconds += time.process_time() - started


class RememberingEngine(MeteredEngine):
    """An engine in front of another that need not translate again what it has proposed something for.

    Args:
        engine: What translates.
    """

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self._best: dict[tuple[LanguagePair, str], Hypothesis] = {}

    def translate(
        self, texts: Sequence[str], *, pair: LanguagePair, hypotheses: int = 1, links: bool = False
    ) -> list[tuple[Hypothesis, ...]]:
        """Translate, and remember the best proposal for each text."""
        answers = super().translate(texts, pair=pair, hypotheses=hypotheses, links=links)
        self._best.update({(pair, text): best for text, (best, *_) in zip(texts, answers, strict=True)})
        return answers

    def recall(self, texts: Sequence[str], *, pair: LanguagePair) -> list[str]:
        """Return the best proposal for each text, translating those for which there was none."""
        unknown = [text for text in dict.fromkeys(texts) if (pair, text) not in self._best]
        if unknown:
            self.translate(unknown, pair=pair)
        return [self._best[pair, text].text for text in texts]
