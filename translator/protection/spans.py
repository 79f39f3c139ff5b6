"""Find all spans of a text together, so that they nest and never cross."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from translator.document import Span
from translator.protection.addresses import find_addresses
from translator.protection.names import find_names
from translator.protection.numbers import find_numbers
from translator.protection.quotations import find_quotations


def find_spans(text: str, *, language: str, known_names: Collection[str] = ()) -> tuple[Span, ...]:
    """Find the quotations, names, numbers and addresses of a text.

    Where stretches meet, an address wins over all, a number over a name inside it (``US$30``) and a name over any other
    number; a quotation that would cross one of them is left out.

    Args:
        text: A segment.
        language: ISO 639 code.
        known_names: Names found in the rest of the article.

    Returns:
        Spans ordered by start, outer before inner.
    """
    addresses = find_addresses(text)
    numbers = find_numbers(text, language=language)
    names = [
        name
        for name in find_names(text, language=language, known_names=known_names)
        if not any(number.start <= name.start and name.end <= number.end for number in numbers)
    ]
    kept = list(addresses)
    for found in (names, numbers):
        kept = sorted((*kept, *_list_free(found, kept)), key=lambda span: span.start)
    quotations = [quotation for quotation in find_quotations(text) if not _crosses(quotation, kept)]
    return tuple(sorted((*quotations, *kept), key=lambda span: (span.start, -span.end, span.level)))


def _list_free(found: Iterable[Span], kept: list[Span]) -> list[Span]:
    return [span for span in found if not any(span.start < other.end and other.start < span.end for other in kept)]


def _crosses(quotation: Span, kept: list[Span]) -> bool:
    """Whether a quotation's mark lies inside another span, or a span lies across one of its marks."""
    return any(
        span.start < quotation.start < span.end or span.start < quotation.end < span.end for span in kept
    ) or any(span.start <= quotation.start and quotation.end <= span.end for span in kept)
