"""The one sequence through which every text is translated.

Whatever asks for a translation hands texts to :func:`translate_articles`; it runs the ten verbs in order. Stages are
pure functions; the engine, memory and glossary come in as protocols; what to do when a translation loses something
is the ladder's business (``translator/ladder/``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from translator import detection, formats, segmentation
from translator.annotation import TermBook, annotate_article
from translator.assembly import assemble_article
from translator.document import Article, ParagraphKind
from translator.drafts import Draft, Slot, add_originals, estimate, hold_back
from translator.ladder import Attempt, Climb, climb
from translator.languages import LanguagePair
from translator.orders import SourceText, Stages, TranslationOrder
from translator.translation import (
    Detection,
    Origin,
    Provenance,
    QuotationPolicy,
    Rung,
    State,
    TranslatedArticle,
    Translation,
)

__all__ = ["SourceText", "Stages", "TranslationOrder", "translate_articles"]

#: Changes whenever the same input and weights may give another output.
PIPELINE_VERSION = "1"

#: Where a target came from that no engine made, by the attempt that is served.
_ORIGINS = {Rung.PASSED: Origin.MEMORY, Rung.SOURCE: Origin.SOURCE}


def translate_articles(
    sources: Sequence[SourceText], *, order: TranslationOrder, stages: Stages
) -> list[TranslatedArticle]:
    """Translate texts together.

    1. read: each text and its format become paragraphs and a skeleton.
    2. detect: the language of each paragraph.
    3. segment: paragraphs into segments, with their gaps; one in another language than its paragraph gets its own.
    4. annotate: quotations, names, numbers, addresses and terms become spans.
    5. leverage: what the memory knows exactly needs no engine, unless nobody has judged it and a check finds an error.
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
    context = prepare_article(SourceText(order.context), order=order, stages=stages) if order.context else None
    articles = [
        annotate_article(
            prepare_article(source, order=order, stages=stages), terms=terms, detector=stages.detector, context=context
        )
        for source in sources
    ]
    drafts = [Draft.start(article, order=order, served=served) for article in articles]
    for pair in sorted({pair for draft in drafts for pair in draft.list_open_pairs()}):
        _climb_together(drafts, pair=pair, order=order, stages=stages, terms=terms)
    if order.quotations is QuotationPolicy.BOTH:
        for draft in drafts:
            add_originals(draft)
    for draft in drafts:
        estimate(draft)
        hold_back(draft, least=order.least_confidence)
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


def prepare_article(source: SourceText, *, order: TranslationOrder, stages: Stages) -> Article:
    """Read, detect and segment a text."""
    return _segment(_detect(_read(source, order=order), order=order, stages=stages), order=order, stages=stages)


def _read(source: SourceText, *, order: TranslationOrder) -> Article:
    title = source.title.strip()
    text = f"{title}\n\n{source.text}" if title else source.text
    article = replace(formats.read_text(text, format=order.format, options=order.markup), id=source.id, title=title)
    if source.kinds:
        kinds = (ParagraphKind.HEADING, *source.kinds) if title else source.kinds
        return formats.set_kinds(article, kinds=kinds)
    return formats.mark_boilerplate(article) if source.is_page else article


def _detect(article: Article, *, order: TranslationOrder, stages: Stages) -> Article:
    return detection.detect_paragraphs(article, detector=stages.detector, source=order.source)


def _segment(article: Article, *, order: TranslationOrder, stages: Stages) -> Article:
    paragraphs = tuple(
        segmentation.segment_paragraph(paragraph, is_whole=not order.cuts_sentences) for paragraph in article.paragraphs
    )
    return detection.detect_segments(replace(article, paragraphs=paragraphs), detector=stages.detector)


def _climb_together(
    drafts: Iterable[Draft], *, pair: LanguagePair, order: TranslationOrder, stages: Stages, terms: TermBook
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
        matches=matches,
        observer=stages.observer,
    )
    for slot, result in zip(slots, results, strict=True):
        slot.result = result
        slot.origin = _ORIGINS.get(result.best.rung, Origin.ENGINE)


def _write(draft: Draft, *, order: TranslationOrder, stages: Stages, provenances: _Provenances) -> TranslatedArticle:
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


def _describe(slot: Slot, attempt: Attempt, *, order: TranslationOrder, provenances: _Provenances) -> Translation:
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


def _list_alternatives(article: Article, results: Sequence[Climb], *, best: str, wanted: int) -> tuple[str, ...]:
    """Compose other target texts: the n-th takes each segment's n-th other attempt, or its best where it has fewer."""
    texts: list[str] = []
    for rank in range(wanted):
        targets = [result.others[rank] if rank < len(result.others) else result.best for result in results]
        text, _ = assemble_article(article, targets)
        if text != best and text not in texts:
            texts.append(text)
    return tuple(texts)
