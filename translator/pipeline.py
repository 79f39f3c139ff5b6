"""The one sequence through which every text is translated.

Whatever asks for a translation hands texts to :func:`translate_articles`; it runs the ten verbs in order. Stages are
pure functions; the engine, memory and glossary come in as protocols; what to do when a translation loses something
is the ladder's business (``translator/ladder/``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from translator import detection, formats, protection, segmentation
from translator.annotation import TermBook, annotate_article
from translator.assembly import assemble_article
from translator.checks import Evidence, estimate_confidence, make_issue
from translator.document import NO_OPTIONS, Article, MarkupOptions, Segment
from translator.ladder import Attempt, Climb, climb
from translator.languages import LanguagePair, Locale
from translator.translation import (
    Detection,
    Engine,
    Glossary,
    Memory,
    Origin,
    Provenance,
    QuotationPolicy,
    Rung,
    RungObserver,
    State,
    TranslatedArticle,
    Translation,
)

#: Changes whenever the same input and weights may give another output.
PIPELINE_VERSION = "1"

#: Where a target came from that no engine made, by the attempt that is served.
_ORIGINS = {Rung.PASSED: Origin.MEMORY, Rung.SOURCE: Origin.SOURCE}

#: What detection answers for a text that gives no ground for a guess.
UNDETERMINED = "und"


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text to translate.

    Args:
        text: The text.
        id: Identifier of the article that it makes; empty for a text that is not kept.
        title: Headline, which becomes the first paragraph; empty where there is none.
        is_page: Whether it was taken from a web page, so that boilerplate is to be told from the article.
    """

    text: str
    id: str = ""
    title: str = ""
    is_page: bool = False


@dataclass(frozen=True, slots=True)
class TranslationOrder:
    """How texts are to be translated.

    Args:
        source: ISO 639 code of the texts, or None to detect each.
        locale: Language and typography of the target.
        format: Name of the texts' format.
        alternatives: How many other target texts are wanted at most.
        quotations: What becomes of quotations.
        links: Whether each translation is to carry its word alignment.
        markup: What is known of the tags of HTML or XML texts.
        context: A text beside those to translate, in their language, that tells what is a name; it is not translated.
        least_confidence: A text with a translation less sure than this, 0 to 1, comes back as it was, with an issue.
    """

    source: str | None
    locale: Locale
    format: str = "text"
    alternatives: int = 0
    quotations: QuotationPolicy = QuotationPolicy.TRANSLATE
    links: bool = False
    markup: MarkupOptions = NO_OPTIONS
    context: str = ""
    least_confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Stages:
    """The parts that the pipeline is handed; the observer is told of each attempt of the ladder."""

    engine: Engine
    detector: detection.Detector
    glossary: Glossary
    memory: Memory
    get_time: Callable[[], datetime]
    observer: RungObserver | None = None


def translate_articles(
    sources: Sequence[SourceText], *, order: TranslationOrder, stages: Stages
) -> list[TranslatedArticle]:
    """Translate texts together.

    1. read: each text and its format become paragraphs and a skeleton.
    2. detect: the language of each paragraph.
    3. segment: paragraphs into segments, with their gaps; one in another language than its paragraph gets its own.
    4. annotate: quotations, names, numbers, addresses and terms become spans.
    5. leverage: what the memory knows exactly needs no engine, unless a check finds an error in it.
    6. mask, 7. translate, 8. restore, 9. check: all remaining segments of a pair in one call, walking the ladder where
       something did not arrive.
    10. write: targets go back into the skeleton.

    Returns:
        One result for each source, in order.

    Raises:
        UnsupportedFormatError: The format cannot be read.
        EngineError: The engine failed.
    """
    stages = replace(stages, glossary=stages.glossary.freeze())
    served = frozenset(stages.engine.list_pairs())
    terms = TermBook(stages.glossary, target=order.locale.language)
    context = _prepare(SourceText(order.context), order=order, stages=stages) if order.context else None
    articles = [
        annotate_article(
            _prepare(source, order=order, stages=stages), terms=terms, detector=stages.detector, context=context
        )
        for source in sources
    ]
    drafts = [_Draft.start(article, order=order, served=served) for article in articles]
    for pair in sorted({pair for draft in drafts for pair in draft.list_open_pairs()}):
        _climb_together(drafts, pair=pair, order=order, stages=stages, terms=terms)
    if order.quotations is QuotationPolicy.BOTH:
        for draft in drafts:
            _add_originals(draft)
    for draft in drafts:
        _estimate(draft)
        _hold_back(draft, least=order.least_confidence)
    provenances = _Provenances(stages)
    return [_write(draft, order=order, stages=stages, provenances=provenances) for draft in drafts]


class _Provenances:
    """One provenance for each pair of a request."""

    def __init__(self, stages: Stages) -> None:
        self._stages = stages
        self._made: dict[LanguagePair | None, Provenance] = {}

    def get(self, pair: LanguagePair | None) -> Provenance:
        if pair not in self._made:
            identity = self._stages.engine.identify(pair) if pair else None
            self._made[pair] = Provenance(
                engine=identity.engine if identity else "",
                package=identity.package if identity else "",
                package_sha256=identity.package_sha256 if identity else "",
                glossary_revision=self._stages.glossary.get_revision(),
                pipeline_version=PIPELINE_VERSION,
                made_at=self._stages.get_time(),
            )
        return self._made[pair]


@dataclass(slots=True)
class _Slot:
    """A segment on its way: the pair it needs, and what has become of it."""

    segment: Segment
    language: str
    pair: LanguagePair | None
    result: Climb | None = None
    origin: Origin = Origin.SOURCE
    confidence: float | None = None


@dataclass(slots=True)
class _Draft:
    """An article on its way: one slot for each segment, in order."""

    article: Article
    slots: list[_Slot]

    @classmethod
    def start(cls, article: Article, *, order: TranslationOrder, served: frozenset[LanguagePair]) -> _Draft:
        slots = []
        for paragraph, segment in article.iterate_segments():
            language = paragraph.get_language(segment)
            pair = LanguagePair(language, order.locale.language)
            slot = _Slot(segment=segment, language=language, pair=pair if pair in served else None)
            if slot.pair is None:
                slot.result = _pass_through(slot, target_language=order.locale.language)
            slots.append(slot)
        return cls(article, slots)

    def list_open_pairs(self) -> set[LanguagePair]:
        return {slot.pair for slot in self.slots if slot.result is None and slot.pair is not None}


def _prepare(source: SourceText, *, order: TranslationOrder, stages: Stages) -> Article:
    """Read, detect and segment a text."""
    return _segment(_detect(_read(source, order=order), order=order, stages=stages), stages=stages)


def _read(source: SourceText, *, order: TranslationOrder) -> Article:
    title = source.title.strip()
    text = f"{title}\n\n{source.text}" if title else source.text
    article = replace(formats.read_text(text, format=order.format, options=order.markup), id=source.id, title=title)
    return formats.mark_boilerplate(article) if source.is_page else article


def _detect(article: Article, *, order: TranslationOrder, stages: Stages) -> Article:
    return detection.detect_paragraphs(article, detector=stages.detector, source=order.source)


def _segment(article: Article, *, stages: Stages) -> Article:
    paragraphs = tuple(segmentation.segment_paragraph(paragraph) for paragraph in article.paragraphs)
    return detection.detect_segments(replace(article, paragraphs=paragraphs), detector=stages.detector)


def _pass_through(slot: _Slot, *, target_language: str) -> Climb:
    """Leave a segment as it is: it has no words, is in the target language already, or in one that is not served."""
    source = slot.segment.source
    is_expected = slot.language in (target_language, UNDETERMINED, "")
    issues = () if is_expected else (make_issue("language_not_served", language=slot.language),)
    spans = tuple(replace(span, ref=str(index)) for index, span in enumerate(slot.segment.spans))
    return Climb(best=Attempt(target=source, rung=Rung.PASSED, issues=issues, target_spans=spans))


def _climb_together(
    drafts: Iterable[_Draft], *, pair: LanguagePair, order: TranslationOrder, stages: Stages, terms: TermBook
) -> None:
    """Leverage, mask, translate, restore and check all open segments of a pair."""
    slots = [slot for draft in drafts for slot in draft.slots if slot.result is None and slot.pair == pair]
    matches = stages.memory.find_exact([slot.segment.source for slot in slots], pair=pair)
    results = climb(
        [slot.segment for slot in slots],
        pair=pair,
        locale=order.locale,
        engine=stages.engine,
        entries=terms.get_entries(pair.source),
        quotations=order.quotations,
        alternatives=order.alternatives,
        matches={source: match.target for source, match in matches.items()},
        observer=stages.observer,
    )
    for slot, result in zip(slots, results, strict=True):
        slot.result = result
        slot.origin = _ORIGINS.get(result.best.rung, Origin.ENGINE)


def _add_originals(draft: _Draft) -> None:
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


def _estimate(draft: _Draft) -> None:
    """Tell of each translation how likely it is good."""
    for slot in draft.slots:
        if slot.pair is not None and slot.result is not None:
            slot.confidence = _estimate_confidence(slot, slot.result.best, pair=slot.pair)


def _hold_back(draft: _Draft, *, least: float) -> None:
    """Let a whole text stand as it was where a translation is not sure enough: half a text would serve nobody."""
    lowest = min((slot.confidence for slot in draft.slots if slot.confidence is not None), default=1.0)
    if lowest >= least:
        return
    issue = make_issue("low_confidence", text=f"{lowest:.2f}")
    for slot in draft.slots:
        spans = tuple(replace(span, ref=str(index)) for index, span in enumerate(slot.segment.spans))
        kept = Attempt(target=slot.segment.source, rung=Rung.SOURCE, issues=(issue,), target_spans=spans)
        slot.result, slot.origin = Climb(best=kept), Origin.SOURCE


def _write(draft: _Draft, *, order: TranslationOrder, stages: Stages, provenances: _Provenances) -> TranslatedArticle:
    results = [slot.result for slot in draft.slots if slot.result is not None]
    text, offsets = assemble_article(draft.article, [result.best for result in results])
    detection_of_text: Detection | None = None
    if order.source is None:
        detection_of_text = stages.detector.detect(draft.article.words)
    return TranslatedArticle(
        article=draft.article,
        target_locale=str(order.locale),
        translations=tuple(
            _describe(slot, result.best, order=order, provenances=provenances)
            for slot, result in zip(draft.slots, results, strict=True)
        ),
        text=text,
        offsets=offsets,
        detection=detection_of_text,
        alternatives=_list_alternatives(draft.article, results, best=text, wanted=order.alternatives),
    )


def _describe(slot: _Slot, attempt: Attempt, *, order: TranslationOrder, provenances: _Provenances) -> Translation:
    is_translated = slot.origin is not Origin.SOURCE
    return Translation(
        segment_id=slot.segment.id,
        target=attempt.target,
        state=State.TRANSLATED if is_translated else State.INITIAL,
        origin=slot.origin,
        rung=attempt.rung,
        provenance=provenances.get(slot.pair if slot.origin is not Origin.MEMORY else None),
        issues=attempt.issues,
        target_spans=attempt.target_spans,
        score=attempt.score,
        confidence=slot.confidence,
        links=attempt.links if order.links else (),
    )


def _estimate_confidence(slot: _Slot, attempt: Attempt, *, pair: LanguagePair) -> float:
    evidence = Evidence(
        source=slot.segment.source,
        target=attempt.target,
        target_language=pair.target,
        rung=attempt.rung,
        issues=attempt.issues,
        score=attempt.score,
    )
    return estimate_confidence(evidence)


def _list_alternatives(article: Article, results: Sequence[Climb], *, best: str, wanted: int) -> tuple[str, ...]:
    """Compose other target texts: the n-th takes each segment's n-th other attempt, or its best where it has fewer."""
    texts: list[str] = []
    for rank in range(wanted):
        targets = [result.others[rank] if rank < len(result.others) else result.best for result in results]
        text, _ = assemble_article(article, targets)
        if text != best and text not in texts:
            texts.append(text)
    return tuple(texts)
