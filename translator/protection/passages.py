"""Find the quotations of a whole text, which go on over segments and paragraphs, and cut them where its segments end.

A quotation of several paragraphs is opened again at the head of each and closed once, in French and English alike;
some writers open it only once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count, pairwise

from translator.document import Paragraph, ParagraphKind, Segment, Span, SpanKind
from translator.protection.pairing import Mark
from translator.protection.quotations import read_marks

#: Paragraphs that neither end nor interrupt a quotation of several paragraphs.
_BESIDE = frozenset({ParagraphKind.BOILERPLATE, ParagraphKind.CAPTION})


def find_passages(paragraphs: Sequence[Paragraph]) -> Mapping[str, tuple[Span, ...]]:
    """Find the quotations of a text.

    Args:
        paragraphs: With their segments.

    Returns:
        For each segment, by its id, its stretches of quotations; ``ref`` is the quotation's number within the text,
        from 1. A mark that finds no partner in the whole text belongs to no quotation.
    """
    numbers = map(str, count(1))
    marks = [read_marks(paragraph.text) for paragraph in paragraphs]
    flow = [at for at, each in enumerate(paragraphs) if each.text.strip() and each.kind not in _BESIDE]
    following = dict(pairwise(flow))
    in_flow = frozenset(flow)
    carried: Span | None = None
    found: dict[str, tuple[Span, ...]] = {}
    for at, paragraph in enumerate(paragraphs):
        joint = _find_joint(paragraph.text, marks[at]) if carried and at in in_flow else None
        after = following.get(at)
        is_continued = after is not None and _find_joint(paragraphs[after].text, marks[after]) is not None
        stretches = _list_stretches(paragraph.text, marks[at], joint=joint, is_continued=is_continued)
        numbered = [
            replace(each, ref=carried.ref if carried and _is_joint(each, joint) else next(numbers))
            for each in stretches
        ]
        if at in in_flow:
            carried = next((each for each in numbered if not each.closes), None) if is_continued else None
        for segment in paragraph.segments:
            found[segment.id] = tuple(_cut(numbered, segment))
    return found


def _find_joint(text: str, marks: Sequence[Mark]) -> Mark | None:
    """Return the mark with which a paragraph goes on with a quotation: one at its head, or one that only closes."""
    head = len(text) - len(text.lstrip())
    if marks and marks[0].start == head:
        return marks[0]
    return next((mark for mark in marks if mark.partner is None and not mark.is_opening), None)


def _list_stretches(text: str, marks: Sequence[Mark], *, joint: Mark | None, is_continued: bool) -> list[Span]:
    """List a paragraph's stretches of quotations in order, in its own offsets."""
    stretches = []
    alone = [mark for mark in marks if mark.partner is None]
    for mark in marks:
        if mark.partner is not None:
            if mark.is_opening:
                stretches.append(Span(mark.start, marks[mark.partner].end, SpanKind.QUOTATION, level=mark.level))
        elif mark is joint and not mark.is_opening and text[: mark.start].strip():
            stretches.append(Span(0, mark.end, SpanKind.QUOTATION, level=mark.level, opens=False))
        elif mark is joint or (mark is alone[-1] and mark.is_opening and is_continued):
            stretches.append(Span(mark.start, len(text), SpanKind.QUOTATION, level=mark.level, closes=False))
    return sorted(stretches, key=lambda span: (span.start, -span.end))


def _is_joint(stretch: Span, joint: Mark | None) -> bool:
    return joint is not None and (stretch.start == joint.start or stretch.end == joint.end)


def _cut(stretches: Sequence[Span], segment: Segment) -> Iterator[Span]:
    """Yield what a segment holds of the stretches of its paragraph, in the segment's offsets."""
    for stretch in stretches:
        start, end = max(stretch.start, segment.start), min(stretch.end, segment.end)
        if start < end:
            yield replace(
                stretch,
                start=start - segment.start,
                end=end - segment.start,
                opens=stretch.opens and stretch.start >= segment.start,
                closes=stretch.closes and stretch.end <= segment.end,
            )


def count_open(spans: Sequence[Span]) -> int:
    """Count the quotations that were opened before a segment with these spans."""
    return sum(span.kind is SpanKind.QUOTATION and not span.opens for span in spans)
