"""The verb annotate: mark what must survive in each segment of an article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import regex

from translator import detection, glossary, protection
from translator.detection import Detector
from translator.document import Article, Segment, Span, SpanKind
from translator.glossary import GlossaryIndex
from translator.languages import LanguagePair
from translator.translation import Glossary

#: What other spans may lie in.
_AROUND = frozenset({SpanKind.QUOTATION, SpanKind.INSERTION})
_WORD = regex.compile(r"[\p{L}\p{M}]+")


class TermBook:
    """The glossary entries in force for one target, read once for a request.

    Args:
        source: The glossary.
        target: ISO 639 code of the target.
    """

    def __init__(self, source: Glossary, *, target: str) -> None:
        self._source = source
        self._target = target
        self._entries: dict[str, GlossaryIndex] = {}

    def get_entries(self, language: str) -> GlossaryIndex:
        """Return the entries that translate from a language, by id and ready to be found."""
        if language not in self._entries:
            listed = self._source.list_entries(pair=LanguagePair(language, self._target))
            self._entries[language] = glossary.get_index(listed)
        return self._entries[language]


def annotate_article(
    article: Article, *, terms: TermBook, detector: Detector, context: Article | None = None
) -> Article:
    """Find the quotations, names, numbers, addresses and terms of each segment.

    Names are found twice: a name that stands where only names are capitalised is evidence for the same word at the
    start of a sentence, in a headline, or where it is a common word too.

    Args:
        article: Segmented article.
        terms: Glossary entries in force.
        detector: Tells the language of quotations.
        context: A segmented text beside the article, whose names are evidence too.
    """
    passages = _find_passages(article, detector=detector)
    protected = {
        segment.id: protection.find_spans(
            segment.source, language=paragraph.get_language(segment), quotations=passages[segment.id]
        )
        for paragraph, segment in article.iterate_segments()
    }
    known_names = _collect_names(article, protected)
    if context is not None:
        known_names |= _collect_names(context, _find_spans(context))
    dialogue = protection.find_dialogue(article.paragraphs, quotations=passages.values())
    known_words = frozenset(word for name in known_names for word in _WORD.findall(name))
    paragraphs = []
    for paragraph in article.paragraphs:
        kept = paragraph.list_kept()
        segments = []
        for segment in paragraph.segments:
            language = paragraph.get_language(segment)
            spans = protected[segment.id]
            if not known_words.isdisjoint(_list_words_outside_names(segment, spans)):
                spans = protection.find_spans(
                    segment.source, language=language, known_names=known_names, quotations=passages[segment.id]
                )
            found = glossary.find_terms(segment.source, entries=terms.get_entries(language), language=language)
            tags = _list_tags(segment, kept=kept)
            lines = (dialogue[segment.id],) if segment.id in dialogue else ()
            merged = merge_spans(found, lay_over(spans, tags=tags))
            rest = protection.find_left_over(segment.source, spans=spans, taken=merged, language=language)
            segments.append(replace(segment, spans=(*lines, *merge_spans(rest, merged))))
        paragraphs.append(replace(paragraph, segments=tuple(segments)))
    return replace(article, paragraphs=tuple(paragraphs))


def _find_spans(article: Article) -> dict[str, tuple[Span, ...]]:
    return {
        segment.id: protection.find_spans(segment.source, language=paragraph.get_language(segment))
        for paragraph, segment in article.iterate_segments()
    }


def _find_passages(article: Article, *, detector: Detector) -> dict[str, tuple[Span, ...]]:
    """Find the quotations of each segment, by its id, with the language of those that are in another."""
    passages = protection.find_passages(article.paragraphs)
    return {
        segment.id: tuple(
            replace(
                span,
                language=detection.find_quoted_language(
                    segment.source[span.start : span.end], language=paragraph.get_language(segment), detector=detector
                ),
            )
            for span in passages[segment.id]
        )
        for paragraph, segment in article.iterate_segments()
    }


def lay_over(spans: Sequence[Span], *, tags: Sequence[Span]) -> tuple[Span, ...]:
    """Join tags that are kept as they are with other spans, of which those stay that hold no part of a tag alone."""
    kept = [span for span in spans if not any(_is_met(span, tag) and not _is_around(span, tag) for tag in tags)]
    return tuple(sorted((*kept, *tags), key=lambda span: (span.start, -span.end, span.level)))


def merge_spans(terms: Sequence[Span], others: Sequence[Span]) -> tuple[Span, ...]:
    """Join terms with the other spans: one replaces the names, numbers, peoples and dates that it meets, no others."""
    kept_terms = [term for term in terms if not any(_is_crossed(term, other) for other in others if _is_firm(other))]
    kept_others = [other for other in others if _is_firm(other) or not any(_is_met(other, term) for term in kept_terms)]
    return tuple(sorted((*kept_terms, *kept_others), key=lambda span: (span.start, -span.end, span.level)))


def _list_tags(segment: Segment, *, kept: Sequence[tuple[int, int]]) -> list[Span]:
    return [
        Span(start - segment.start, end - segment.start, SpanKind.TAG)
        for start, end in kept
        if segment.start <= start and end <= segment.end
    ]


def _collect_names(article: Article, protected: Mapping[str, Sequence[Span]]) -> frozenset[str]:
    return frozenset(
        segment.source[span.start : span.end]
        for _, segment in article.iterate_segments()
        for span in protected[segment.id]
        if span.kind is SpanKind.NAME and span.start > 0
    )


def _list_words_outside_names(segment: Segment, spans: Sequence[Span]) -> list[str]:
    is_named = bytearray(len(segment.source))
    for span in spans:
        if span.kind is SpanKind.NAME:
            is_named[span.start : span.end] = b"\1" * (span.end - span.start)
    return [match[0] for match in _WORD.finditer(segment.source) if not is_named[match.start()]]


def _is_firm(span: Span) -> bool:
    return span.kind not in (SpanKind.NAME, SpanKind.NUMBER, SpanKind.TERM)


def _is_met(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _is_around(span: Span, tag: Span) -> bool:
    return span.kind in _AROUND and span.start < tag.start and tag.end < span.end


def _is_crossed(term: Span, firm: Span) -> bool:
    """Whether a term overlaps a firm span otherwise than by lying inside a quotation or an insertion."""
    is_inside = firm.kind in _AROUND and firm.start <= term.start and term.end <= firm.end
    return _is_met(term, firm) and not is_inside
