"""Cut a passage of the bilingual page where its language changes, and around what had to survive the translation.

A screen reader then reads each stretch in its own language, and a reader can see which quotation, name, term or number
of one side answers which of the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from translator.document import Paragraph, Segment, Span, SpanKind
from translator.pages.typesetting import hold_together
from translator.translation import Translation
from translator.translation.foreign import find_answered, list_kept

#: What is shown of each kind of span; other kinds are not marked.
SHOWN_KINDS: Mapping[SpanKind, str] = {
    SpanKind.QUOTATION: "quotation",
    SpanKind.DIALOGUE: "quotation",
    SpanKind.NAME: "name",
    SpanKind.TERM: "term",
    SpanKind.NUMBER: "number",
    SpanKind.ADDRESS: "address",
}

#: Numbers of the spans of a paragraph, by the segment's id and the span's place among its spans.
SpanNumbers = Mapping[tuple[str, int], int]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a passage: in a language of its own, or a span, or plain text.

    Args:
        text: The text.
        language: Language tag where it is not that of what is around it; empty otherwise.
        kind: ``quotation``, ``name``, ``term``, ``number`` or ``address`` for a span; empty otherwise.
        number: What the answering spans of both sides share within their row; 0 for none.
        runs: The stretches that it is made of; empty for plain text.
    """

    text: str
    language: str = ""
    kind: str = ""
    number: int = 0
    runs: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Where a run begins and ends in its passage, and what it is."""

    start: int
    end: int
    language: str = ""
    kind: str = ""
    number: int = 0


def number_spans(paragraph: Paragraph) -> SpanNumbers:
    """Number the spans of a paragraph that are shown, from 1; the stretches of one quotation share its number."""
    numbers: dict[tuple[str, int], int] = {}
    quotations: dict[str, int] = {}
    last = 0
    for segment in paragraph.segments:
        for index, span in enumerate(segment.spans):
            if span.kind not in SHOWN_KINDS:
                continue
            known = quotations.get(span.ref) if span.kind is SpanKind.QUOTATION and span.ref else None
            if known is None:
                last += 1
                known = last
                if span.kind is SpanKind.QUOTATION:
                    quotations[span.ref] = known
            numbers[segment.id, index] = known
    return numbers


def cut_source(segment: Segment, *, language: str, numbers: SpanNumbers | None = None) -> tuple[Run, ...]:
    """Cut a source segment at its spans and its quotations in another language.

    Args:
        segment: Annotated.
        language: ISO 639 code of the segment.
        numbers: Numbers of its paragraph's spans; without them no span is marked.
    """
    stretches = []
    for index, span in enumerate(segment.spans):
        spoken = span.language if span.kind is SpanKind.QUOTATION else ""
        stretches.append(_mark(span, language=spoken, number=(numbers or {}).get((segment.id, index), 0)))
    return _cut(_set(segment.source, stretches, language=language), stretches, language=language)


def cut_target(
    translation: Translation,
    segment: Segment,
    *,
    paragraph: Paragraph,
    language: str,
    numbers: SpanNumbers | None = None,
) -> tuple[Run, ...]:
    """Cut a target at its spans, at quotations that are as they were spoken, and at originals that stand in brackets.

    Args:
        translation: What became of the segment.
        segment: Annotated.
        paragraph: The segment's.
        language: Language tag of the target.
        numbers: Numbers of the paragraph's spans; without them no span is marked.
    """
    kept = {(each.start, each.end): each.language for each in list_kept(translation, segment, paragraph=paragraph)}
    stretches = []
    for answer in translation.target_spans:
        index = find_answered(answer, segment=segment)
        number = (numbers or {}).get((segment.id, index), 0) if index is not None else 0
        stretches.append(_mark(answer, language=kept.pop((answer.start, answer.end), ""), number=number))
    stretches += [_Stretch(start, end, spoken) for (start, end), spoken in kept.items()]
    return _cut(_set(translation.target, stretches, language=language), stretches, language=language)


def _mark(span: Span, *, language: str, number: int) -> _Stretch:
    return _Stretch(span.start, span.end, language, SHOWN_KINDS.get(span.kind, "") if number else "", number)


def _set(text: str, stretches: Iterable[_Stretch], *, language: str) -> str:
    """Hold a text together as its language wants it, and what is in another language as that one does."""
    held = hold_together(text, language=language)
    for each in stretches:
        if not _is_same(each.language, language):
            words = hold_together(text[each.start : each.end], language=each.language)
            held = held[: each.start] + words + held[each.end :]
    return held


def _cut(text: str, stretches: Iterable[_Stretch], *, language: str) -> tuple[Run, ...]:
    """Cut a text into a tree of runs; a stretch that crosses one before it is left out."""
    ordered = sorted(stretches, key=lambda each: (each.start, -each.end))
    wanted = [each for each in ordered if each.kind or each.language]
    return tuple(_build(text, wanted, start=0, end=len(text), language=language))


def _build(text: str, stretches: list[_Stretch], *, start: int, end: int, language: str) -> Iterator[Run]:
    """Yield the runs between two places, taking the stretches that lie there off the front of the list."""
    position = start
    while stretches and stretches[0].start < end:
        stretch = stretches.pop(0)
        if stretch.start < position or stretch.end > end or stretch.start >= stretch.end:
            continue
        if stretch.start > position:
            yield Run(text[position : stretch.start])
        spoken = "" if _is_same(stretch.language, language) else stretch.language
        inner = tuple(_build(text, stretches, start=stretch.start, end=stretch.end, language=spoken or language))
        position = stretch.end
        if not (spoken or stretch.kind):
            yield from inner
            continue
        is_plain = len(inner) == 1 and not (inner[0].kind or inner[0].language)
        yield Run(text[stretch.start : stretch.end], spoken, stretch.kind, stretch.number, () if is_plain else inner)
    if position < end:
        yield Run(text[position:end])


def _is_same(one: str, other: str) -> bool:
    return not one or one.split("-", 1)[0].lower() == other.split("-", 1)[0].lower()
