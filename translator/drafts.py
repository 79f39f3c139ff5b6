"""An article on its way through the pipeline: what has become of each segment so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from translator import protection
from translator.checks import Evidence, estimate_confidence, make_issue
from translator.document import Article, Segment
from translator.ladder import Attempt, Climb
from translator.languages import LanguagePair
from translator.orders import TranslationOrder
from translator.translation import Origin, Rung

#: What detection answers for a text that gives no ground for a guess.
UNDETERMINED = "und"


@dataclass(slots=True)
class Slot:
    """A segment on its way: the pair it needs, and what has become of it."""

    segment: Segment
    language: str
    pair: LanguagePair | None
    result: Climb | None = None
    origin: Origin = Origin.SOURCE
    confidence: float | None = None


@dataclass(slots=True)
class Draft:
    """An article on its way: one slot for each segment, in order."""

    article: Article
    slots: list[Slot]

    @classmethod
    def start(cls, article: Article, *, order: TranslationOrder, served: frozenset[LanguagePair]) -> Draft:
        """Begin with an article; segments that need no translation, or can have none, are done."""
        slots = []
        for paragraph, segment in article.iterate_segments():
            language = paragraph.get_language(segment)
            pair = LanguagePair(language, order.locale.language)
            slot = Slot(segment=segment, language=language, pair=pair if pair in served else None)
            if slot.pair is None:
                slot.result = _pass_through(slot, target_language=order.locale.language)
            slots.append(slot)
        return cls(article, slots)

    def list_open_pairs(self) -> set[LanguagePair]:
        """Return the pairs of the segments that wait for a translation."""
        return {slot.pair for slot in self.slots if slot.result is None and slot.pair is not None}


def _pass_through(slot: Slot, *, target_language: str) -> Climb:
    """Leave a segment as it is: it has no words, is in the target language already, or in one that is not served."""
    source = slot.segment.source
    is_expected = slot.language in (target_language, UNDETERMINED, "")
    issues = () if is_expected else (make_issue("language_not_served", language=slot.language),)
    spans = tuple(replace(span, ref=str(index)) for index, span in enumerate(slot.segment.spans))
    return Climb(best=Attempt(target=source, rung=Rung.PASSED, issues=issues, target_spans=spans))


def add_originals(draft: Draft) -> None:
    """Put the original beside each quotation that was translated."""
    originals = protection.list_originals(draft.article.paragraphs)
    for slot in draft.slots:
        wanted = originals.get(slot.segment.id)
        if wanted and slot.result is not None and slot.origin is not Origin.SOURCE:
            best, *others = (_add_to_attempt(each, wanted) for each in (slot.result.best, *slot.result.others))
            slot.result = replace(slot.result, best=best, others=tuple(others))


def _add_to_attempt(attempt: Attempt, originals: Mapping[int, str]) -> Attempt:
    target, spans = protection.add_originals(attempt.target, target_spans=attempt.target_spans, originals=originals)
    return replace(attempt, target=target, target_spans=spans)


def estimate(draft: Draft) -> None:
    """Tell of each translation how likely it is good."""
    for slot in draft.slots:
        if slot.pair is not None and slot.result is not None:
            slot.confidence = _estimate_confidence(slot, slot.result.best, pair=slot.pair)


def hold_back(draft: Draft, *, least: float) -> None:
    """Let a whole text stand as it was where a translation is not sure enough: half a text would serve nobody."""
    lowest = min((slot.confidence for slot in draft.slots if slot.confidence is not None), default=1.0)
    if lowest >= least:
        return
    issue = make_issue("low_confidence", text=f"{lowest:.2f}")
    for slot in draft.slots:
        spans = tuple(replace(span, ref=str(index)) for index, span in enumerate(slot.segment.spans))
        kept = Attempt(target=slot.segment.source, rung=Rung.SOURCE, issues=(issue,), target_spans=spans)
        slot.result, slot.origin = Climb(best=kept), Origin.SOURCE


def _estimate_confidence(slot: Slot, attempt: Attempt, *, pair: LanguagePair) -> float:
    evidence = Evidence(
        source=slot.segment.source,
        target=attempt.target,
        target_language=pair.target,
        rung=attempt.rung,
        issues=attempt.issues,
        score=attempt.score,
    )
    return estimate_confidence(evidence)
