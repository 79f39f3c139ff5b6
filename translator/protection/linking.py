"""Say which stretch of the target answers each quotation, name, number and address of the source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import regex

from translator.document import Span, SpanKind
from translator.protection.customs import CUSTOMS, list_custom_forms
from translator.protection.dialogue import begins_with_dash
from translator.protection.exonyms import fold_name
from translator.protection.insertions import link_insertions
from translator.protection.name_linking import NameLinker
from translator.protection.number_linking import NumberLinker
from translator.protection.number_rendering import is_part_of_whole
from translator.protection.passages import count_open
from translator.protection.quotations import list_stretches, read_marks

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
#: What shows that French speaks of several people or places of one name, which English gives an ending.
_PLURAL = regex.compile(r"(?<!\p{L})(?:les|des|aux|ces|deux|trois|frères|sœurs|époux)\s$", regex.IGNORECASE)

#: Code points before a name in which such a word stands.
_REACH = 12

#: Stands for the characters of an address that arrived: part of a word to a quotation mark beside it, and no letter,
#: figure or mark itself.
_HIDDEN = "\U000f0000"


def link_spans(
    source: str, *, spans: Sequence[Span], target: str, source_language: str, target_language: str
) -> tuple[Span, ...]:
    """Find for each span of the source the stretch of the target that answers it.

    An address or a kept tag is answered by itself; a number by one of the same value in any form; a name by itself, by
    the form that the target language has for it, or by a country's adjective; a quotation by the next quotation of its
    level, or of another level where none of its own is left. No stretch answers twice.

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
    target = _hide(target, places.values()) if places else target
    if numbers := list(_list_texts(source, spans, SpanKind.NUMBER)):
        number_linker = NumberLinker(target, source_language=source_language, target_language=target_language)
        scale = len(target) / max(1, len(source))
        for index, number in numbers:
            is_part = is_part_of_whole(source, number=spans[index], language=source_language)
            place = number_linker.link(number, wanted=spans[index].start * scale, is_part=is_part)
            if place is not None:
                places[index] = place
    if names := list(_list_texts(source, spans, SpanKind.NAME)):
        name_linker = NameLinker(target, source_language=source_language, target_language=target_language)
        for index, name in names:
            start = spans[index].start
            is_plural = _PLURAL.search(source[max(0, start - _REACH) : start]) is not None
            place = name_linker.link(name, role=spans[index].ref, is_plural=is_plural)
            if place is not None:
                places[index] = place
    for index, place in _link_customs(source, spans, target, source_language, target_language):
        places[index] = place
    found = [Span(*place, spans[index].kind, ref=str(index)) for index, place in places.items()]
    found += _link_quotations(spans, target)
    found += link_insertions(source, spans=spans, target=target)
    found += [
        replace(span, start=0, end=len(target), ref=str(index))
        for index, span in enumerate(spans)
        if span.kind is SpanKind.DIALOGUE and begins_with_dash(target)
    ]
    return tuple(sorted(found, key=lambda span: (span.start, -span.end, span.level)))


def _link_customs(
    source: str, spans: Sequence[Span], target: str, source_language: str, target_language: str
) -> Iterator[tuple[int, tuple[int, int]]]:
    """Link peoples, months and days with one of their forms each; a form serves once for each time it stands there."""
    customs = [(index, span) for index, span in enumerate(spans) if span.ref in CUSTOMS and span.kind is SpanKind.TERM]
    if not customs:
        return
    words = [(match.span(), fold_name(match[0])) for match in _WORD.finditer(target)]
    used: set[tuple[int, int]] = set()
    for index, span in customs:
        forms = list_custom_forms(
            source[span.start : span.end], source_language=source_language, target_language=target_language
        )
        place = next((place for place in _find_forms(forms, words) if place not in used), None)
        if place is not None:
            used.add(place)
            yield index, place


def _find_forms(forms: Sequence[str], words: Sequence[tuple[tuple[int, int], str]]) -> Iterator[tuple[int, int]]:
    """Yield where one of some forms stands among words, from left to right; the words of a form stand in a row."""
    wanted = {tuple(match[0] for match in _WORD.finditer(fold_name(form))) for form in forms}
    longest = max(map(len, wanted), default=0)
    for first, ((start, _), _) in enumerate(words):
        for length in range(min(longest, len(words) - first), 0, -1):
            if tuple(word for _, word in words[first : first + length]) in wanted:
                yield start, words[first + length - 1][0][1]


def _list_texts(source: str, spans: Sequence[Span], *kinds: SpanKind) -> Iterator[tuple[int, str]]:
    """Yield the spans of some kinds with their texts, the longest first, so that no shorter one takes their place."""
    indices = [index for index, span in enumerate(spans) if span.kind in kinds]
    for index in sorted(indices, key=lambda at: (spans[at].start - spans[at].end, spans[at].start)):
        yield index, source[spans[index].start : spans[index].end]


def _link_addresses(source: str, spans: Sequence[Span], target: str) -> Iterator[tuple[int, tuple[int, int]]]:
    is_taken = bytearray(len(target))
    reached: dict[str, int] = {}
    for index, text in _list_texts(source, spans, SpanKind.ADDRESS, SpanKind.TAG):
        is_apart = _stands_apart(source, spans[index].start, len(text))
        start = target.find(text, reached.get(text, 0))
        while start >= 0 and (
            any(is_taken[start : start + len(text)]) or (is_apart and not _stands_apart(target, start, len(text)))
        ):
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
    """Link each quotation with the next one of its level and shape, or of its shape where none of its level is left.

    The shape is which of its marks stand in the segment; what has none of them is all of the segment.
    """
    ours = {index: span for index, span in enumerate(spans) if span.kind is SpanKind.QUOTATION}
    theirs = list(list_stretches(target, depth=count_open(spans))) if ours else []
    pairs: dict[int, Span] = {}
    for get_key in (_get_shape_and_level, _get_shape):
        for index, span in ours.items():
            if index not in pairs and (span.opens or span.closes):
                answer = next((their for their in theirs if get_key(their) == get_key(span)), None)
                if answer is not None:
                    pairs[index] = answer
                    theirs.remove(answer)
    for index, span in ours.items():
        if not (span.opens or span.closes):
            pairs[index] = replace(span, start=0, end=len(target))
    return [replace(their, ref=str(index)) for index, their in pairs.items()]


def find_added_quotations(target: str, *, target_spans: Sequence[Span], depth: int = 0) -> tuple[Span, ...]:
    """Find the quotations of a target, whole or with one mark only, that answer none of the source.

    Args:
        target: The target text.
        target_spans: What `link_spans` found in it.
        depth: How many quotations were opened before the segment.
    """
    answers = {(span.start, span.end) for span in target_spans if span.kind is SpanKind.QUOTATION}
    return tuple(each for each in list_stretches(target, depth=depth) if (each.start, each.end) not in answers)


def count_strays(source: str, *, spans: Sequence[Span]) -> int:
    """Count the marks of a segment that belong to none of its quotations."""
    placed = {span.start for span in spans if span.opens} | {span.end for span in spans if span.closes}
    return sum((mark.start if mark.is_opening else mark.end) not in placed for mark in read_marks(source))


def _get_shape(span: Span) -> tuple[bool, bool, int]:
    return span.opens, span.closes, 0


def _get_shape_and_level(span: Span) -> tuple[bool, bool, int]:
    return span.opens, span.closes, span.level
