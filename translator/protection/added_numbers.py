"""Find numbers in a target that the source does not have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from translator.document import Span, SpanKind
from translator.protection.numbers import find_all_quantities, find_numbers, find_numbers_in_figures, write_value

#: Whole numbers up to this one are written in words on one side and in figures on the other, or are part of an idiom.
_OFTEN_SPELLED = 20

#: Kinds of spans whose figures are accounted for; a quotation is not, because it is translated word by word.
_HOLDING = frozenset({SpanKind.NAME, SpanKind.NUMBER, SpanKind.ADDRESS, SpanKind.TERM, SpanKind.TAG})


def find_added_numbers(
    source: str, *, target: str, target_spans: Sequence[Span], source_language: str, target_language: str
) -> tuple[Span, ...]:
    """Find the numbers in figures of a target that answer nothing of its source.

    A number is not added if a span that arrived holds it, or if the source has its value once more, in words. A small
    whole number is only counted where the source has its value too, so that the target repeats it.

    Args:
        source: Text of the segment.
        target: What became of it.
        target_spans: Spans of the target that answer spans of the source.
        source_language: ISO 639 code.
        target_language: ISO 639 code.
    """
    is_held = bytearray(len(target))
    for span in target_spans:
        if span.kind in _HOLDING:
            is_held[span.start : span.end] = b"\1" * (span.end - span.start)
    free = [
        number
        for number in find_numbers_in_figures(target, language=target_language)
        if not any(is_held[number.start : number.end])
    ]
    if not free:
        return ()
    values = Counter(write_value(quantity) for quantity in find_all_quantities(source, language=source_language))
    unspent = values - Counter(number.ref for number in find_numbers(source, language=source_language))
    added = []
    for number in free:
        if unspent[number.ref] > 0:
            unspent[number.ref] -= 1
        elif values[number.ref] or not _is_often_spelled(number):
            added.append(number)
    return tuple(added)


def _is_often_spelled(number: Span) -> bool:
    return number.ref.isdecimal() and int(number.ref) <= _OFTEN_SPELLED
