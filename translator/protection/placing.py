"""Put the marks of quotations where their words went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from translator.document import Span
from translator.protection.quotations import get_canonical_marks, read_marks

_WORD_BEFORE = regex.compile(r"[\p{L}\p{M}\p{N}⟦⟧'’-]*$")
_WORD_AFTER = regex.compile(r"[\p{L}\p{M}\p{N}⟦⟧'’-]*")
_WORD_SIGN = regex.compile(r"[\p{L}\p{N}⟦]")
_STOPS_INSIDE = regex.compile(r"[.!?…]+(?=\W$)")
_STOPS = regex.compile(r"[.!?…]+")
_LONGEST_WORD = 60


@dataclass(frozen=True, slots=True)
class MarkEdit:
    """Text for a stretch of a target; an empty stretch has it inserted."""

    start: int
    end: int
    text: str


def place_marks(
    target: str, *, source: str, quotations: Sequence[Span], places: Sequence[tuple[int, int] | None]
) -> tuple[MarkEdit, ...]:
    """Take out the quotation marks of a target and set those of each quotation of the source around its words.

    A quotation at the head or at the end of its segment is so in the target too; else its place is needed.

    Args:
        target: What an engine made of the source, in canonical form.
        source: The segment.
        quotations: Its stretches of quotations, outer before inner.
        places: For each of them the stretch of the target that its words became, None where nobody knows.

    Returns:
        Edits in the order in which they are to be made; none where a place is needed and missing.
    """
    removals = [MarkEdit(mark.start, mark.end, "") for mark in read_marks(target)]
    openings: list[MarkEdit] = []
    closings: list[MarkEdit] = []
    for span, place in zip(quotations, places, strict=True):
        opening, closing = get_canonical_marks(span.level)
        start = _find_start(target, source, span, place)
        end = _find_end(target, source, span, place)
        if start is None or end is None or start >= end:
            return ()
        if span.opens:
            openings.append(MarkEdit(start, start, opening))
        if span.closes:
            closings.insert(0, MarkEdit(end, end, closing))
    return tuple(sorted((*closings, *openings, *removals), key=lambda edit: (edit.start, edit.end)))


def _find_start(target: str, source: str, span: Span, place: tuple[int, int] | None) -> int | None:
    if not _WORD_SIGN.search(source, 0, span.start):
        head = _WORD_SIGN.search(target)
        return head.start() if head else None
    if place is None:
        return None
    word = _WORD_BEFORE.search(target[max(0, place[0] - _LONGEST_WORD) : place[0]])
    is_inside = _WORD_SIGN.match(target, place[0]) is not None
    return place[0] - len(word[0].lstrip("'’-")) if word and is_inside else place[0]


def _find_end(target: str, source: str, span: Span, place: tuple[int, int] | None) -> int | None:
    is_last = not _WORD_SIGN.search(source, span.end)
    if not is_last and place is None:
        return None
    has_stops = _STOPS_INSIDE.search(source, span.start, span.end) is not None
    if is_last or place is None:
        end = len(target.rstrip())
        while end and not _WORD_SIGN.match(target, end - 1) and target[end - 1] not in "⟧)]%":
            end -= 1
    else:
        end = place[1]
        word = _WORD_AFTER.match(target, end)
        if word is not None and end and _WORD_SIGN.match(target, end - 1):
            end += len(word[0].rstrip("'’-"))
    stops = _STOPS.match(target, end)
    return stops.end() if stops is not None and has_stops else end
