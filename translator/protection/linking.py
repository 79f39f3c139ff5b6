"""Say which stretch of the target answers each quotation, name, number and address of the source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from translator.document import Span, SpanKind
from translator.protection.name_linking import NameLinker
from translator.protection.number_linking import NumberLinker
from translator.protection.quotations import find_quotations

#: Stands for the characters of an address that arrived: part of a word to a quotation mark beside it, and no letter,
#: figure or mark itself.
_HIDDEN = "\U000f0000"


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
    target = _hide(target, places.values())
    numbers = NumberLinker(target, source_language=source_language, target_language=target_language)
    scale = len(target) / max(1, len(source))
    for index, number in _list_texts(source, spans, SpanKind.NUMBER):
        place = numbers.link(number, wanted=spans[index].start * scale)
        if place is not None:
            places[index] = place
    names = NameLinker(target, source_language=source_language, target_language=target_language)
    for index, name in _list_texts(source, spans, SpanKind.NAME):
        place = names.link(name, role=spans[index].ref)
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
    is_taken = bytearray(len(target))
    reached: dict[str, int] = {}
    for index, text in _list_texts(source, spans, SpanKind.ADDRESS):
        start = target.find(text, reached.get(text, 0))
        while start >= 0 and (any(is_taken[start : start + len(text)]) or not _stands_apart(target, start, len(text))):
            start = target.find(text, start + 1)
        if start < 0:
            continue
        is_taken[start : start + len(text)] = b"\1" * len(text)
        reached[text] = start + len(text)
        yield index, (start, start + len(text))


def _hide(target: str, places: Iterable[tuple[int, int]]) -> str:
    """Blank out addresses, so that ``/2024/`` in one of them answers no year; every offset stays good."""
    characters = list(target)
    for start, end in places:
        characters[start:end] = _HIDDEN * (end - start)
    return "".join(characters)


def _stands_apart(target: str, start: int, length: int) -> bool:
    """Say whether a stretch is no part of a longer word: ``@le_monde`` is not in ``@le_monde_fr``."""
    before, after = target[start - 1 : start], target[start + length : start + length + 1]
    return not (before.isalnum() and target[start].isalnum()) and not after.isalnum() and after != "_"


def _link_quotations(spans: Sequence[Span], target: str) -> list[Span]:
    ours = [index for index, span in enumerate(spans) if span.kind is SpanKind.QUOTATION]
    theirs = find_quotations(target) if ours else ()
    levels = {spans[index].level for index in ours}
    pairs = [
        pair
        for level in levels
        for pair in zip(
            [index for index in ours if spans[index].level == level],
            [their for their in theirs if their.level == level],
            strict=False,
        )
    ]
    answered = {index for index, _ in pairs}
    answers = {their.start for _, their in pairs}
    pairs += zip(
        [index for index in ours if index not in answered],
        [their for their in theirs if their.start not in answers],
        strict=False,
    )
    return [Span(their.start, their.end, their.kind, ref=str(index), level=their.level) for index, their in pairs]
