"""Stretches of a text that are in another language than the text: quotations as they were spoken, and originals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from translator.document import Paragraph, Segment, Span, SpanKind
from translator.translation.results import Translation


@dataclass(frozen=True, slots=True)
class ForeignStretch:
    """A stretch in a language of its own.

    Args:
        start: First code point.
        end: One past the last.
        language: Its language tag.
    """

    start: int
    end: int
    language: str


def list_spoken(segment: Segment) -> Iterator[ForeignStretch]:
    """Yield the quotations of a segment that are in another language than it."""
    for span in segment.spans:
        if span.kind is SpanKind.QUOTATION and span.language:
            yield ForeignStretch(span.start, span.end, span.language)


def list_kept(translation: Translation, segment: Segment, *, paragraph: Paragraph) -> Iterator[ForeignStretch]:
    """Yield the quotations of a target that are as they were spoken, and the originals that stand in brackets behind.

    Args:
        translation: What became of the segment.
        segment: Annotated.
        paragraph: The segment's.
    """
    starts = _find_starts(paragraph)
    for answer in translation.target_spans:
        index = find_answered(answer, segment=segment)
        span = None if index is None else segment.spans[index]
        if span is None or not span.kind is answer.kind is SpanKind.QUOTATION:
            continue
        language = span.language or paragraph.get_language(segment)
        words = segment.source[span.start : span.end]
        if span.language or translation.target[answer.start : answer.end] == words:
            yield ForeignStretch(answer.start, answer.end, language)
        original = paragraph.text[starts.get(span.ref, segment.start + span.start) : segment.start + span.end]
        if translation.target.startswith(f" ({original})", answer.end):
            yield ForeignStretch(answer.end + 2, answer.end + 2 + len(original), language)


def find_answered(answer: Span, *, segment: Segment) -> int | None:
    """Return the place of the source span that a target span answers."""
    index = int(answer.ref) if answer.ref.isdecimal() else len(segment.spans)
    return index if index < len(segment.spans) else None


def _find_starts(paragraph: Paragraph) -> Mapping[str, int]:
    """Return where each quotation begins in a paragraph, by its number."""
    starts: dict[str, int] = {}
    for segment in paragraph.segments:
        for span in segment.spans:
            if span.kind is SpanKind.QUOTATION:
                starts.setdefault(span.ref, segment.start + span.start)
    return starts
