"""Find all spans of a text together, so that they nest and never cross."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from operator import attrgetter

import regex

from translator.document import Span, SpanKind
from translator.protection.addresses import find_addresses
from translator.protection.customs import find_customs
from translator.protection.dates import find_short_dates
from translator.protection.insertions import find_insertions
from translator.protection.names import find_names
from translator.protection.numbers import find_numbers
from translator.protection.quotations import find_quotations
from translator.protection.titles import find_titles

_START = attrgetter("start")
_WORDS = regex.compile(r"\p{L}(?:.*[\p{L}\p{M}\p{N}])?")


def find_spans(
    text: str, *, language: str, known_names: Collection[str] = (), quotations: Sequence[Span] | None = None
) -> tuple[Span, ...]:
    """Find the quotations, names, numbers, addresses and insertions of a text.

    Peoples, months and days are terms whose ``ref`` names their kind; they give way to all others. Where stretches
    meet, an address wins over all, a number over a name inside it (``US$30``) and a name over any other number; a
    quotation that would cross one of them is left out.

    Args:
        text: A segment.
        language: ISO 639 code.
        known_names: Names found in the rest of the article.
        quotations: Those of the segment, found in the whole article; None to find them in the segment alone.

    Returns:
        Spans ordered by start, outer before inner.
    """
    numbers = find_numbers(text, language=language)
    dates = list(find_short_dates(text, language=language))
    names = [
        name
        for name in find_names(text, language=language, known_names=known_names)
        if not any(number.start <= name.start and name.end <= number.end for number in _list_met(name, numbers))
        and not any(date.start <= name.start and name.end <= date.end for date in dates)
    ]
    quoted = find_quotations(text) if quotations is None else quotations
    titles = find_titles(text, quotations=quoted, names=names, language=language)
    kept: Sequence[Span] = find_addresses(text)
    for found in (list(titles), names, numbers):
        kept = _add_free(found, kept)
    kept = _add_free(find_customs(text, language=language, taken=kept), kept)
    whole = [quotation for quotation in quoted if not _is_crossed(quotation, kept)]
    held = (*whole, *kept)
    insertions = [each for each in find_insertions(text) if not any(_is_crossing(each, other) for other in held)]
    return tuple(sorted((*held, *insertions), key=lambda span: (span.start, -span.end, span.level)))


def find_left_over(text: str, *, spans: Sequence[Span], taken: Sequence[Span], language: str) -> tuple[Span, ...]:
    """Find what other spans leave of names that gave way to them: names, and peoples, months and days.

    ``Minister Tuesday`` is a day where ``Minister`` became a term, and ``Sofia Berlin`` a person's other name.

    Args:
        text: A segment.
        spans: What `find_spans` found in it.
        taken: What stands of it, and what it gave way to, in order.
        language: ISO 639 code.

    Returns:
        Spans in order that meet none of ``taken``.
    """
    given_way = [span for span in spans if span.kind is SpanKind.NAME and span not in taken]
    firm = [span for span in taken if span.kind not in (SpanKind.QUOTATION, SpanKind.INSERTION, SpanKind.DIALOGUE)]
    found: list[Span] = []
    for name in given_way:
        for start, end in _list_gaps(name, firm):
            words = _WORDS.search(text, start, end)
            if words is not None:
                inner = find_names(words[0], language=language, known_names=(words[0],))
                shift = words.start()
                found += [replace(each, start=shift + each.start, end=shift + each.end) for each in inner]
        around = (Span(0, name.start, SpanKind.NAME), Span(name.end, len(text), SpanKind.NAME))
        found += find_customs(text, language=language, taken=(*around, *firm, *found))
    return tuple(sorted(found, key=_START))


def _list_gaps(span: Span, others: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a span that no other one meets."""
    start = span.start
    for other in others:
        if other.start < span.end and start < other.end:
            if start < other.start:
                yield start, other.start
            start = other.end
    if start < span.end:
        yield start, span.end


def _list_met(span: Span, others: Sequence[Span]) -> Sequence[Span]:
    """Return those of some ordered spans, none of which overlap, that have a character in common with a span."""
    first = max(0, bisect_left(others, span.start, key=_START) - 1)
    after = bisect_left(others, span.end, key=_START)
    return [other for other in others[first:after] if other.end > span.start]


def _add_free(found: Iterable[Span], kept: Sequence[Span]) -> Sequence[Span]:
    return sorted((*kept, *(span for span in found if not _list_met(span, kept))), key=_START)


def _is_crossing(insertion: Span, other: Span) -> bool:
    """Say whether an insertion overlaps another span and neither lies inside the other, or lies inside a name."""
    is_apart = insertion.end <= other.start or other.end <= insertion.start
    is_around = insertion.start <= other.start and other.end <= insertion.end
    is_quoted = other.kind is SpanKind.QUOTATION and other.start <= insertion.start and insertion.end <= other.end
    return not (is_apart or is_around or is_quoted)


def _is_crossed(quotation: Span, kept: Sequence[Span]) -> bool:
    """Say whether a mark of a quotation lies inside another span."""
    marks = (
        (quotation.opens, Span(quotation.start, quotation.start + 1, quotation.kind)),
        (quotation.closes, Span(quotation.end - 1, quotation.end, quotation.kind)),
    )
    return any(_list_met(mark, kept) for is_there, mark in marks if is_there)
