"""The rungs on which the engine translates whole segments: as they are, and with masked what was lost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import regex
from rapidfuzz.fuzz import ratio

from translator.document import Span, SpanKind
from translator.ladder.ascent import Ascent
from translator.ladder.attempts import Attempt
from translator.ladder.task import Task
from translator.translation import Engine, Hypothesis, MaskedSegment, Rung

#: Hypotheses asked for each segment; the beam of 4 yields them at no cost but their decoding.
HYPOTHESES = 4

#: How alike, in per cent, a word of a hypothesis is at least to what it may be a form of.
_LEAST_ALIKE = 50.0

LETTER = regex.compile(r"\p{L}")
_FIGURE = regex.compile(r"\p{Nd}")

#: Issues that say that some words of the source did not arrive.
_LOST_WORDS = frozenset({"name_missing", "name_changed", "number_changed", "term_missed"})


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
        first = ascent.task.assess(hypotheses[0], masked=masked, rung=rungs[0])
        ascent.attempts.append(first)
        for rank, hypothesis in enumerate(hypotheses[1:], start=1):
            if rank >= proposals and ascent.is_done:
                break
            if rank < proposals or _may_bring_all(hypothesis, lost_by=first, task=ascent.task):
                ascent.attempts.append(ascent.task.assess(hypothesis, masked=masked, rung=rungs[1]))


def _may_bring_all(hypothesis: Hypothesis, *, lost_by: Attempt, task: Task) -> bool:
    """Say whether a later hypothesis has words of its own that may be what the first one lost, for each thing lost.

    Most differ from the first in other words, and need not be restored, linked and checked to know it.
    """
    draft = lost_by.draft
    if draft is None:
        return True
    new = set(hypothesis.text.split()).difference(draft.hypothesis.text.split())
    tokens = {placeholder.span: placeholder.token for placeholder in draft.masked.placeholders}
    return all(
        any(_may_be(word, lost, forms=(*task.list_forms(lost), tokens.get(lost, ""))) for word in new)
        for lost in (issue.span for issue in lost_by.issues if issue.code in _LOST_WORDS)
        if lost is not None
    )


def _may_be(word: str, span: Span, *, forms: Iterable[str]) -> bool:
    """Say whether a word is like one of the forms of a span; any figure may be a part of any number."""
    is_figure = span.kind is SpanKind.NUMBER and _FIGURE.search(word) is not None
    return is_figure or any(ratio(word, form) >= _LEAST_ALIKE for form in forms)


def _propose(
    ascents: Sequence[Ascent], masks: Sequence[MaskedSegment], *, engine: Engine, wanted: int
) -> list[tuple[Hypothesis, ...]]:
    """Translate the masked texts that hold a word; the others are their own translation."""
    spoken = [masked.text for masked in masks if LETTER.search(masked.text)]
    pair = ascents[0].task.pair if ascents else None
    answers = iter(engine.translate(spoken, pair=pair, hypotheses=wanted, links=True) if spoken and pair else ())
    return [next(answers) if LETTER.search(masked.text) else (Hypothesis(masked.text, 0.0),) for masked in masks]
