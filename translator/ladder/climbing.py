"""The ladder itself: the rungs in order, each in one call of the engine for all segments that still need it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from translator import protection
from translator.checks import make_issue
from translator.document import Segment
from translator.glossary import get_index
from translator.ladder.around import translate_around
from translator.ladder.ascent import Ascent
from translator.ladder.attempts import Attempt, Climb
from translator.ladder.passes import translate_first, translate_masked
from translator.ladder.repairing import place_beside, repair
from translator.ladder.task import Task
from translator.languages import LanguagePair, Locale
from translator.translation import (
    Engine,
    GlossaryEntry,
    Hypothesis,
    Match,
    QuotationPolicy,
    Rung,
    RungObserver,
    Severity,
)

#: What translators do with names on purpose: a pronoun, another spelling. Checks find it in every eighth sentence of
#: human translations; see docs/decisions/versions-and-corrections.md.
_ON_PURPOSE = frozenset({"name_missing", "name_changed"})


def climb(
    segments: Sequence[Segment],
    *,
    pair: LanguagePair,
    locale: Locale,
    engine: Engine,
    entries: Mapping[str, GlossaryEntry],
    quotations: QuotationPolicy = QuotationPolicy.TRANSLATE,
    alternatives: int = 0,
    matches: Mapping[str, Match] | None = None,
    observer: RungObserver | None = None,
) -> list[Climb]:
    """Translate segments.

    Args:
        segments: Annotated segments.
        pair: Direction.
        locale: Typography of the target.
        engine: Machine translation.
        entries: Glossary entries by id; the ``ref`` of a term's span names one.
        quotations: What becomes of quotations.
        alternatives: How many other proposals are wanted at most.
        matches: Past translations by source.
        observer: Told of each rung that was tried.

    Returns:
        For each segment in order, the attempt to serve.
    """
    index = get_index(entries)
    ascents = [
        Ascent(Task(segment, pair=pair, locale=locale, entries=index, quotations=quotations)) for segment in segments
    ]
    for ascent in ascents:
        _try_match(ascent, matches=matches or {})
    open_ascents = list_open(ascents)
    translate_first(open_ascents, engine=engine, proposals=alternatives + 1)
    proposals = {id(ascent): tuple(ascent.attempts) for ascent in open_ascents}
    repair(list_open(ascents))
    translate_masked(list_open(ascents), engine=engine)
    repair(list_open(ascents))
    translate_around(list_open(ascents), engine=engine)
    place_beside(list_open(ascents))
    for ascent in ascents:
        _fall_back_to_source(ascent)
    if observer is not None:
        _report(ascents, pair=pair, observer=observer)
    return [
        Climb(
            best=best,
            others=tuple(attempt for attempt in proposals.get(id(ascent), ()) if attempt.target != best.target),
        )
        for ascent, best in ((ascent, ascent.task.report_moved_quotations(ascent.best)) for ascent in ascents)
    ]


def list_open(ascents: Sequence[Ascent]) -> list[Ascent]:
    """Return the ascents that need another attempt."""
    return [ascent for ascent in ascents if not ascent.is_done]


def _try_match(ascent: Ascent, *, matches: Mapping[str, Match]) -> None:
    """Check a past translation like any attempt; quotations and addresses that stand in it as in the source stay.

    One that somebody has judged already ends the matter, and so does any that has no fault but those that translators
    make on purpose: it stands with its issues.
    """
    match = matches.get(ascent.task.segment.source)
    if match is None:
        return
    if match.is_settled:
        ascent.attempts.append(ascent.task.review(match.target))
        ascent.is_settled = True
        return
    target = match.target
    masked = ascent.task.mask(ascent.task.list_always_masked())
    for placeholder in masked.placeholders:
        target = target.replace(ascent.task.read(placeholder.span), placeholder.token, 1)
    hypothesis = Hypothesis(protection.to_canonical(target), 0.0)
    attempt = ascent.task.assess(hypothesis, masked=masked, rung=Rung.PASSED, is_scored=False)
    ascent.attempts.append(attempt)
    errors = {issue.code for issue in attempt.issues if issue.severity is Severity.ERROR}
    ascent.is_settled = errors <= _ON_PURPOSE


def _fall_back_to_source(ascent: Ascent) -> None:
    if ascent.is_settled or not ascent.best.is_ruined:
        return
    segment = ascent.task.segment
    spans = tuple(replace(span, ref=str(index)) for index, span in enumerate(segment.spans))
    ascent.attempts.append(
        Attempt(target=segment.source, rung=Rung.SOURCE, issues=(make_issue("source_kept"),), target_spans=spans)
    )


def _report(ascents: Sequence[Ascent], *, pair: LanguagePair, observer: RungObserver) -> None:
    best = [ascent.best.rung for ascent in ascents]
    for rung in Rung:
        tried = sum(any(attempt.rung is rung for attempt in ascent.attempts) for ascent in ascents)
        if tried:
            served = best.count(rung)
            observer.observe_rung(rung, pair=pair, tried=tried, served=served)
