"""Show on a terminal how far a long translation has come."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from translator.cli.streams import is_watched
from translator.languages import LanguagePair
from translator.translation import Hypothesis, WrappedEngine

if TYPE_CHECKING:
    from translator.workflows.services import Services

#: Fewer segments than this are translated before anybody would look for a bar.
LONG_WORK = 200

#: Segments between two steps of the bar; several batches, so that cutting the work costs no speed.
STEP = 100


class WatchedEngine(WrappedEngine):
    """An engine that shows a bar while it translates many segments."""

    def translate(
        self, texts: Sequence[str], *, pair: LanguagePair, hypotheses: int = 1, links: bool = False
    ) -> list[tuple[Hypothesis, ...]]:
        """Translate texts in steps where they are many, and move the bar after each."""
        if len(texts) < LONG_WORK:
            return super().translate(texts, pair=pair, hypotheses=hypotheses, links=links)
        translated: list[tuple[Hypothesis, ...]] = []
        with click.progressbar(length=len(texts), label=f"Translating {pair}", file=sys.stderr) as bar:
            for start in range(0, len(texts), STEP):
                step = texts[start : start + STEP]
                translated += super().translate(step, pair=pair, hypotheses=hypotheses, links=links)
                bar.update(len(step))
        return translated


def watch_engine(services: Services) -> Services:
    """Return services whose engine shows its progress, where somebody watches standard error."""
    return replace(services, engine=WatchedEngine(services.engine)) if is_watched() else services
