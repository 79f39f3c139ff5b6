"""The rungs on which the engine translates whole segments: as they are, and with masked what was lost."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from translator.ladder.ascent import Ascent
from translator.translation import Engine, Hypothesis, MaskedSegment, Rung

#: Hypotheses asked for each segment; the beam of 4 yields them at no cost but their decoding.
HYPOTHESES = 4

LETTER = regex.compile(r"\p{L}")


def translate_first(ascents: Sequence[Ascent], *, engine: Engine, proposals: int) -> None:
    """Translate segments as they are, and check the engine's proposals until one is clean.

    Args:
        ascents: What to translate.
        engine: Machine translation.
        proposals: How many are wanted even if an earlier one is clean.
    """
    masks = [ascent.task.mask(ascent.task.list_always_masked()) for ascent in ascents]
    _translate(ascents, masks, engine=engine, rungs=(Rung.FIRST, Rung.HYPOTHESIS), proposals=proposals)


def translate_masked(ascents: Sequence[Ascent], *, engine: Engine) -> None:
    """Mask what the best attempt lost, and translate again; what is lost then, and before, is masked a second time."""
    for choose in (Ascent.list_lost, Ascent.list_ever_lost):
        chosen = [ascent for ascent in ascents if not ascent.is_done and choose(ascent) - ascent.masked]
        for ascent in chosen:
            ascent.masked = choose(ascent)
        masks = [ascent.task.mask(ascent.task.list_always_masked() | ascent.masked) for ascent in chosen]
        _translate(chosen, masks, engine=engine, rungs=(Rung.MASKED, Rung.MASKED), proposals=1)


def _translate(
    ascents: Sequence[Ascent],
    masks: Sequence[MaskedSegment],
    *,
    engine: Engine,
    rungs: tuple[Rung, Rung],
    proposals: int,
) -> None:
    """Translate masked segments in one call; ``rungs`` name the attempt of the first hypothesis and of later ones."""
    answers = _propose(ascents, masks, engine=engine, wanted=max(HYPOTHESES, proposals))
    for ascent, masked, hypotheses in zip(ascents, masks, answers, strict=True):
        for rank, hypothesis in enumerate(hypotheses):
            if rank >= proposals and ascent.is_done:
                break
            ascent.attempts.append(ascent.task.assess(hypothesis, masked=masked, rung=rungs[rank > 0]))


def _propose(
    ascents: Sequence[Ascent], masks: Sequence[MaskedSegment], *, engine: Engine, wanted: int
) -> list[tuple[Hypothesis, ...]]:
    """Translate the masked texts that hold a word; the others are their own translation."""
    spoken = [masked.text for masked in masks if LETTER.search(masked.text)]
    pair = ascents[0].task.pair if ascents else None
    answers = iter(engine.translate(spoken, pair=pair, hypotheses=wanted, links=True) if spoken and pair else ())
    return [next(answers) if LETTER.search(masked.text) else (Hypothesis(masked.text, 0.0),) for masked in masks]
