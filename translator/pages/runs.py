"""Cut a passage of the bilingual page where its language changes, so that a screen reader reads each in its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from translator.document import Paragraph, Segment, Span, SpanKind
from translator.translation import Translation


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a passage in one language.

    Args:
        text: The text.
        language: Language tag where it is not that of the passage; empty otherwise.
    """

    text: str
    language: str = ""


def cut_source(segment: Segment, *, language: str) -> tuple[Run, ...]:
    """Cut a source segment at its quotations in another language.

    Args:
        segment: Annotated.
        language: ISO 639 code of the segment.
    """
    foreign = [(span.start, span.end, span.language) for span in _list_quotations(segment.spans)]
    return _cut(segment.source, foreign, language=language)


def cut_target(translation: Translation, segment: Segment, *, paragraph: Paragraph, language: str) -> tuple[Run, ...]:
    """Cut a target at quotations that are as they were spoken, and at originals that stand in brackets.

    Args:
        translation: What became of the segment.
        segment: Annotated.
        paragraph: The segment's.
        language: Language tag of the target.
    """
    answers = {int(span.ref): span for span in _list_quotations(translation.target_spans) if span.ref.isdecimal()}
    starts = _find_starts(paragraph)
    foreign = []
    for index, span in enumerate(segment.spans):
        answer = answers.get(index)
        if answer is None or span.kind is not SpanKind.QUOTATION:
            continue
        spoken = span.language or paragraph.get_language(segment)
        words = segment.source[span.start : span.end]
        if span.language or translation.target[answer.start : answer.end] == words:
            foreign.append((answer.start, answer.end, spoken))
        original = paragraph.text[starts.get(span.ref, segment.start + span.start) : segment.start + span.end]
        if translation.target.startswith(f" ({original})", answer.end):
            foreign.append((answer.end + 2, answer.end + 2 + len(original), spoken))
    return _cut(translation.target, foreign, language=language)


def _find_starts(paragraph: Paragraph) -> Mapping[str, int]:
    """Return where each quotation begins in a paragraph, by its number."""
    starts: dict[str, int] = {}
    for segment in paragraph.segments:
        for span in _list_quotations(segment.spans):
            starts.setdefault(span.ref, segment.start + span.start)
    return starts


def _list_quotations(spans: Iterable[Span]) -> Iterator[Span]:
    return (span for span in spans if span.kind is SpanKind.QUOTATION)


def _cut(text: str, foreign: Iterable[tuple[int, int, str]], *, language: str) -> tuple[Run, ...]:
    """Cut a text around its outermost stretches in another language."""
    runs = []
    position = 0
    for start, end, spoken in sorted(foreign, key=lambda each: (each[0], -each[1])):
        if start < position or _is_same(spoken, language):
            continue
        runs += [Run(text[position:start]), Run(text[start:end], spoken)]
        position = end
    return tuple(run for run in (*runs, Run(text[position:])) if run.text)


def _is_same(one: str, other: str) -> bool:
    return not one or one.split("-", 1)[0].lower() == other.split("-", 1)[0].lower()
