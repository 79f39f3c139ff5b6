"""Say which stretch of the target answers each quotation, name, number and address of the source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from translator.document import Span, SpanKind
from translator.protection.name_linking import NameLinker
from translator.protection.numbers import are_same, find_all_quantities
from translator.protection.quantities import Quantity, QuantityKind, find_quantities
from translator.protection.quotations import find_quotations

#: How many characters may stand between the two values of a range that the target writes in words: ``from 3 to 5``.
_MAX_BETWEEN = 12


def link_spans(
    source: str, *, spans: Sequence[Span], target: str, source_language: str, target_language: str
) -> tuple[Span, ...]:
    """Find for each span of the source the stretch of the target that answers it.

    An address is answered by itself; a number by one of the same value in any form; a name by itself, by the form
    that the target language has for it, or by a country's adjective; a quotation by the next quotation of its level,
    or of another level where none of its own is left. No stretch answers twice.

    Args:
        source: Text of the segment.
        spans: Its spans; those of other kinds are left alone.
        target: Translation, in the target's typography or not.
        source_language: ISO 639 code.
        target_language: ISO 639 code.

    Returns:
        Spans of the target, ordered by start, outer before inner; ``ref`` is the position in ``spans`` of the span
        answered, as a decimal string.
    """
    places: dict[int, tuple[int, int]] = {}
    places.update(_link_addresses(source, spans, target))
    places.update(_link_numbers(source, spans, target, source_language, target_language))
    linker = NameLinker(target, source_language=source_language, target_language=target_language)
    for index, name in _list_texts(source, spans, SpanKind.NAME):
        place = linker.link(name)
        if place is not None:
            places[index] = place
    found = [Span(*place, spans[index].kind, ref=str(index)) for index, place in places.items()]
    found += _link_quotations(spans, target)
    return tuple(sorted(found, key=lambda span: (span.start, -span.end, span.level)))


def _list_texts(source: str, spans: Sequence[Span], kind: SpanKind) -> Iterator[tuple[int, str]]:
    """Yield the spans of a kind with their texts, the longest first, so that no shorter one takes their place."""
    indices = [index for index, span in enumerate(spans) if span.kind is kind]
    for index in sorted(indices, key=lambda at: (spans[at].start - spans[at].end, spans[at].start)):
        yield index, source[spans[index].start : spans[index].end]


def _link_addresses(source: str, spans: Sequence[Span], target: str) -> Iterator[tuple[int, tuple[int, int]]]:
    taken: list[tuple[int, int]] = []
    for index, text in _list_texts(source, spans, SpanKind.ADDRESS):
        start = target.find(text)
        while start >= 0 and any(start < end and first < start + len(text) for first, end in taken):
            start = target.find(text, start + 1)
        if start >= 0:
            taken.append((start, start + len(text)))
            yield index, taken[-1]


def _link_numbers(
    source: str, spans: Sequence[Span], target: str, source_language: str, target_language: str
) -> Iterator[tuple[int, tuple[int, int]]]:
    indices = [index for index, span in enumerate(spans) if span.kind is SpanKind.NUMBER]
    if not indices:
        return
    theirs = find_all_quantities(target, language=target_language)
    used: set[int] = set()
    for index in indices:
        span = spans[index]
        ours = find_quantities(source[span.start : span.end], language=source_language)
        wanted = span.start / max(1, len(source)) * len(target)
        stretch = _find_run(ours, theirs, used=used, wanted=wanted)
        if stretch is not None:
            used.update(stretch)
            yield index, (theirs[stretch[0]].start, theirs[stretch[-1]].end)


def _find_run(ours: Sequence[Quantity], theirs: Sequence[Quantity], *, used: set[int], wanted: float) -> range | None:
    """Find quantities of the target with the same values; those in figures, and the nearest to the place, first."""
    if not ours:
        return None
    lengths = {len(ours), 2} if ours[0].kind is QuantityKind.DATE else {len(ours)}
    runs = [
        range(first, first + length)
        for length in lengths
        for first in range(len(theirs) - length + 1)
        if used.isdisjoint(range(first, first + length)) and _is_answer(ours, theirs[first : first + length])
    ]
    return min(
        runs,
        key=lambda run: (theirs[run[0]].is_spelled and not theirs[run[0]].unit, abs(theirs[run[0]].start - wanted)),
        default=None,
    )


def _is_answer(ours: Sequence[Quantity], theirs: Sequence[Quantity]) -> bool:
    gaps = (other.start - one.end for one, other in pairwise(theirs))
    if any(gap > _MAX_BETWEEN for gap in gaps):
        return False
    return are_same(ours, theirs) or _is_date_in_words(ours, theirs)


def _is_date_in_words(ours: Sequence[Quantity], theirs: Sequence[Quantity]) -> bool:
    """Tell whether ``14/07/1789`` became ``July 14, 1789``: its day and year are there, its month is a word."""
    if len(ours) != 1 or ours[0].kind is not QuantityKind.DATE or len(theirs) != 2:
        return False
    parts = sorted(int(part) for part in ours[0].unit.split("-"))
    return sorted(int(their.value) for their in theirs) in (parts[1:], [parts[0], parts[2]])


def _link_quotations(spans: Sequence[Span], target: str) -> list[Span]:
    ours = [index for index, span in enumerate(spans) if span.kind is SpanKind.QUOTATION]
    theirs = list(find_quotations(target)) if ours else []
    linked: list[Span] = []
    for is_level_kept in (True, False):
        for index in list(ours):
            answer = next((their for their in theirs if not is_level_kept or their.level == spans[index].level), None)
            if answer is not None:
                ours.remove(index)
                theirs.remove(answer)
                linked.append(Span(answer.start, answer.end, SpanKind.QUOTATION, ref=str(index), level=answer.level))
    return linked
