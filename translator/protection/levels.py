"""Give the quotation marks of a target the levels that those of its source have."""

from __future__ import annotations

from collections.abc import Sequence

from translator.document import Span, SpanKind
from translator.protection.quotations import get_canonical_marks, read_marks


def set_levels(target: str, *, spans: Sequence[Span]) -> str:
    """Write the marks of a target in canonical form, at the levels of the source's.

    An engine often closes an inner quotation with an outer mark. Where the target has as many marks as the source's
    quotations, opening and closing in the same order, each answers the one in its place.

    Args:
        target: What an engine made of a segment.
        spans: Those of the segment.
    """
    wanted = sorted(_list_marks(spans))
    marks = read_marks(target)
    if [mark.is_opening for mark in marks] != [is_opening for _, is_opening, _ in wanted]:
        return target
    for mark, (_, is_opening, level) in reversed(list(zip(marks, wanted, strict=True))):
        opening, closing = get_canonical_marks(level)
        target = f"{target[: mark.start]}{opening if is_opening else closing}{target[mark.end :]}"
    return target


def _list_marks(spans: Sequence[Span]) -> list[tuple[int, bool, int]]:
    """Return place, direction and level of each mark of a segment's quotations."""
    quotations = [span for span in spans if span.kind is SpanKind.QUOTATION]
    opening = [(span.start, True, span.level) for span in quotations if span.opens]
    return opening + [(span.end - 1, False, span.level) for span in quotations if span.closes]
