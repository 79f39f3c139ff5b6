"""Put the original of a quotation beside its translation: “We will win” (« Nous vaincrons »)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import regex

from translator.document import Paragraph, Span, SpanKind

#: A full stop or comma that stands inside a closing mark as American newspapers set it.
_STOP_AND_MARK = regex.compile(r"([.,])([”’])$")
_OWN_STOP = regex.compile(r"[.,!?…][\s»”’\"']*$")


def list_originals(paragraphs: Sequence[Paragraph]) -> dict[str, dict[int, str]]:
    """List the originals that are to stand beside translated quotations.

    Those of the outermost level have one, unless they are in another language than the text and stay as they are.
    One over several segments has its original after the last of them, in each paragraph that of the paragraph.

    Args:
        paragraphs: Annotated.

    Returns:
        Originals with their marks, byte for byte, by the segment's id and the position of the span in it.
    """
    originals: dict[str, dict[int, str]] = {}
    for paragraph in paragraphs:
        starts: dict[str, int] = {}
        ends: dict[str, tuple[str, int, int]] = {}
        for segment in paragraph.segments:
            for index, span in enumerate(segment.spans):
                if span.kind is SpanKind.QUOTATION and span.level == 1 and not span.language:
                    starts.setdefault(span.ref, segment.start + span.start)
                    ends[span.ref] = (segment.id, index, segment.start + span.end)
        for ref, (segment_id, index, end) in ends.items():
            originals.setdefault(segment_id, {})[index] = paragraph.text[starts[ref] : end]
    return originals


def add_originals(
    target: str, *, target_spans: Sequence[Span], originals: Mapping[int, str]
) -> tuple[str, tuple[Span, ...]]:
    """Write originals in brackets behind the quotations that translate them.

    A stop that stands inside the closing mark for the looks of it moves behind the bracket.

    Args:
        target: Translation of a segment.
        target_spans: Its spans; the ``ref`` of each is the position of the source span that it answers.
        originals: By the position of the source span.

    Returns:
        The target and its spans; a quotation that did not arrive gets no original.
    """
    spans = list(target_spans)
    quotations = [each for each in spans if each.kind is SpanKind.QUOTATION and each.ref.isdecimal()]
    for quotation in sorted(quotations, key=lambda each: -each.end):
        original = originals.get(int(quotation.ref))
        if original is None:
            continue
        place = quotation.end
        stop = _STOP_AND_MARK.search(target, 0, place)
        if stop is not None and not _OWN_STOP.search(original):
            target = f"{target[: stop.start()]}{stop[2]}{stop[1]}{target[place:]}"
            place -= 1
        added = f" ({original})"
        target = target[:place] + added + target[place:]
        spans = [_shift(each, place=place, until=quotation.end, by=len(added)) for each in spans]
    return target, tuple(spans)


def _shift(span: Span, *, place: int, until: int, by: int) -> Span:
    """Move a span for text inserted at a place; one that ends between there and a stop moved outside ends there."""
    if span.start >= place:
        return replace(span, start=span.start + by, end=span.end + by)
    if span.end > until:
        return replace(span, end=span.end + by)
    return replace(span, end=min(span.end, place))
