"""Find the numbers of a text, and tell whether two numbers, each in its language's form, mean the same."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from translator.document import Span, SpanKind
from translator.protection.number_words import find_spelled_quantities
from translator.protection.quantities import Quantity, QuantityKind, find_quantities, list_runs

#: How many texts' numbers are kept ready: a source is compared with each of its hypotheses.
_TEXTS = 256
_MINUTES_OF_AN_HOUR = 60
_MINUTES_OF_HALF_A_DAY = 12 * _MINUTES_OF_AN_HOUR
_EARLIEST_YEAR = 1000
_YEARS_OF_A_CENTURY = 100
#: Kinds whose units must agree; a number without unit agrees with all.
_WITH_UNIT = frozenset({QuantityKind.PERCENT, QuantityKind.MONEY, QuantityKind.MEASURE})


@lru_cache(maxsize=_TEXTS)
def find_numbers(text: str, *, language: str) -> tuple[Span, ...]:
    """Find the numbers: sums, percentages, ranges, dates, times, scores, ordinals, measures, and those in words.

    Words that are often no number, such as ``un`` and ``first``, are left out where they stand alone.

    Returns:
        Spans in order that do not overlap; ``ref`` is the canonical value: a plain decimal number with the unit after
        a space (``12345.67 EUR``), ``20:15`` for a time, ``1789-7-14`` for a date in the order written; the values of
        a range, score or fraction are set apart by ``|``.
    """
    in_figures = find_numbers_in_figures(text, language=language)
    is_taken = bytearray(len(text))
    for number in in_figures:
        is_taken[number.start : number.end] = b"\1" * (number.end - number.start)
    in_words = (
        Span(quantity.start, quantity.end, SpanKind.NUMBER, ref=write_value(quantity))
        for quantity in find_spelled_quantities(text, language=language, is_strict=True)
        if not any(is_taken[quantity.start : quantity.end])
    )
    return tuple(sorted((*in_figures, *in_words), key=lambda number: number.start))


def find_numbers_in_figures(text: str, *, language: str) -> tuple[Span, ...]:
    """Find the numbers written in figures, as :func:`find_numbers` does."""
    return tuple(
        Span(run[0].start, run[-1].end, SpanKind.NUMBER, ref="|".join(map(write_value, run)))
        for run in list_runs(text, find_quantities(text, language=language))
    )


def write_value(quantity: Quantity) -> str:
    """Write the canonical value of a quantity."""
    if quantity.kind in (QuantityKind.DATE, QuantityKind.CODE):
        return quantity.unit
    if quantity.kind is QuantityKind.TIME:
        hours, minutes = divmod(int(quantity.amount), _MINUTES_OF_AN_HOUR)
        return f"{hours}:{minutes:02}"
    number = format(quantity.value.normalize(), "f")
    return f"{number} {quantity.unit}" if quantity.unit else number


def is_same_number(a: str, b: str, *, source_language: str, target_language: str) -> bool:
    """Tell whether two numbers have the same value, each read as its language writes it.

    Currencies and units are never converted: ``5 km`` is not ``3 miles``, and ``5 $`` not ``5 €``. A unit that stands
    on one side only does not count, because it may be a word outside the number on the other.

    Args:
        a: Number in the source language, in figures or in words.
        b: Number in the target language, in figures or in words.
        source_language: ISO 639 code of ``a``.
        target_language: ISO 639 code of ``b``.
    """
    ours = find_all_quantities(a, language=source_language)
    theirs = find_all_quantities(b, language=target_language)
    return bool(ours) and are_same(ours, theirs)


@lru_cache(maxsize=_TEXTS)
def find_all_quantities(text: str, *, language: str) -> tuple[Quantity, ...]:
    """Find the quantities of a text, in figures and in words, in order."""
    in_figures = find_quantities(text, language=language)
    is_taken = bytearray(len(text))
    for quantity in in_figures:
        is_taken[quantity.start : quantity.end] = b"\1" * (quantity.end - quantity.start)
    in_words = [
        quantity
        for quantity in find_spelled_quantities(text, language=language)
        if not any(is_taken[quantity.start : quantity.end])
    ]
    return tuple(sorted((*in_figures, *in_words), key=lambda quantity: quantity.start))


def are_same(ours: Sequence[Quantity], theirs: Sequence[Quantity]) -> bool:
    """Tell whether two runs of quantities have the same values in the same order."""
    if len(ours) != len(theirs):
        return False
    return all(is_same_quantity(our, their) for our, their in zip(ours, theirs, strict=True)) or _are_same_years(
        ours, theirs
    )


def is_same_quantity(our: Quantity, their: Quantity) -> bool:
    """Tell whether two quantities have the same value."""
    kinds = {our.kind, their.kind}
    if QuantityKind.CODE in kinds or QuantityKind.DATE in kinds:
        return len(kinds) == 1 and _split_code(our) == _split_code(their)
    if our.kind in _WITH_UNIT and their.kind in _WITH_UNIT and our.unit != their.unit:
        return False
    if QuantityKind.TIME in kinds:
        return _is_same_time(our, their)
    if QuantityKind.DECADE in kinds and min(our.value, their.value) < _YEARS_OF_A_CENTURY:
        return our.value % _YEARS_OF_A_CENTURY == their.value % _YEARS_OF_A_CENTURY
    return our.value == their.value


def _split_code(quantity: Quantity) -> list[str]:
    """Return what must agree: the parts of a date in any order, a code as it is."""
    return sorted(quantity.unit.split("-")) if quantity.kind is QuantityKind.DATE else [quantity.unit]


def _is_same_time(our: Quantity, their: Quantity) -> bool:
    """Compare clock times; a bare number may be an hour, and one that names no half of the day either half."""
    ours, theirs = _read_minutes(our), _read_minutes(their)
    if ours == theirs:
        return True
    if max(ours, theirs) > 2 * _MINUTES_OF_HALF_A_DAY:
        return False
    is_open = any(quantity.kind is not QuantityKind.TIME or quantity.unit == "12" for quantity in (our, their))
    return is_open and (ours - theirs) % _MINUTES_OF_HALF_A_DAY == 0


def _read_minutes(quantity: Quantity) -> Decimal:
    return quantity.amount if quantity.kind is QuantityKind.TIME else quantity.value * _MINUTES_OF_AN_HOUR


def _are_same_years(ours: Sequence[Quantity], theirs: Sequence[Quantity]) -> bool:
    """Tell whether ``1990-91`` and ``1990-1991`` are meant."""
    firsts = {ours[0].value, theirs[0].value}
    lasts = sorted((ours[-1].value, theirs[-1].value))
    is_plain = all(quantity.kind is QuantityKind.PLAIN for quantity in (*ours, *theirs))
    is_year = lasts[-1] >= _EARLIEST_YEAR
    return is_plain and is_year and len(ours) == 2 and len(firsts) == 1 and lasts[0] == lasts[1] % _YEARS_OF_A_CENTURY
