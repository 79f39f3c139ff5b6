"""Read numbers spelled out in words, so that ``3`` can be recognised in ``trois`` and ``twenty-one`` in ``21``."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

import regex

from translator.protection.quantities import Quantity, QuantityKind
from translator.protection.rules_files import read_table

_THOUSAND = 1000
#: The largest number that is read; nobody spells out a larger one.
_LARGEST = 10**15
_JOINING = {"en": frozenset({"and"}), "fr": frozenset({"et"})}
_SPACE = regex.compile(r"[\s\u00a0]")
_NOTHING_BETWEEN = regex.compile(r"[\s\u00a0-]*")
_FINAL_JOINING = regex.compile(r"\s(?:and|et)$", regex.IGNORECASE)


@dataclass(slots=True)
class _Sum:
    """A number on its way, word by word."""

    start: int
    end: int = 0
    total: int = 0
    current: int = 0

    def can_add(self, value: int) -> bool:
        """Say whether a word may go on the number: ``twenty`` takes ``one``, ``two`` takes nothing smaller."""
        if self.current % 100 == 0:
            return value < 100
        rest = self.current % 100
        return (rest in (60, 80) and value < 20) or (rest % 10 == 0 and rest >= 20 and value < 10)

    def can_multiply(self, value: int) -> bool:
        """Say whether a word may multiply the number: a list of hundreds is no number."""
        return max(1, self.total + self.current) * value <= _LARGEST

    def add(self, value: int) -> None:
        self.current += value

    def multiply(self, value: int) -> None:
        if value < _THOUSAND:
            self.current = max(1, self.current) * value
        else:
            self.total += max(1, self.current) * value
            self.current = 0


@dataclass(frozen=True, slots=True)
class _Words:
    """The number words of a language: those that add their value, those that multiply, and what finds a word."""

    adding: dict[str, int]
    multiplying: dict[str, int]
    joining: frozenset[str]
    pattern: regex.Pattern[str]


def find_spelled_quantities(text: str, *, language: str) -> tuple[Quantity, ...]:
    """Find the numbers written in words, cardinal and ordinal.

    Returns:
        Quantities of kind ``PLAIN`` in order; none for a language without words here.
    """
    words = _get_words(language)
    sums: list[_Sum] = []
    open_sum: _Sum | None = None
    for match in words.pattern.finditer(text):
        word = _SPACE.sub("-", match[0].lower())
        if open_sum is not None and _NOTHING_BETWEEN.fullmatch(text, open_sum.end, match.start()) is None:
            open_sum = None
        if word in words.joining:
            if open_sum is not None:
                open_sum.end = match.end()
            continue
        is_adding = word in words.adding
        value = words.adding[word] if is_adding else words.multiplying[word]
        if open_sum is None or not (open_sum.can_add(value) if is_adding else open_sum.can_multiply(value)):
            open_sum = _Sum(match.start())
            sums.append(open_sum)
        if is_adding:
            open_sum.add(value)
        else:
            open_sum.multiply(value)
        open_sum.end = match.end()
    return tuple(_close(text, one) for one in sums)


def _close(text: str, found: _Sum) -> Quantity:
    end = found.start + len(_FINAL_JOINING.sub("", text[found.start : found.end]))
    return Quantity(found.start, end, QuantityKind.PLAIN, Decimal(found.total + found.current), is_spelled=True)


@cache
def _get_words(language: str) -> _Words:
    rows = [
        (word, int(value), role) for tongue, word, value, role in read_table("number_words.tsv") if tongue == language
    ]
    adding = {word: value for word, value, role in rows if role == "add"}
    multiplying = {word: value for word, value, role in rows if role == "multiply"}
    joining = _JOINING.get(language, frozenset())
    alternatives = sorted((*adding, *multiplying, *joining), key=len, reverse=True)
    joined = "|".join(regex.escape(word).replace(r"\-", "-").replace("-", r"[-\s\u00a0]") for word in alternatives)
    pattern = regex.compile(rf"(?<!\w)(?:{joined})(?!\w)" if joined else "(?!)", regex.IGNORECASE)
    return _Words(adding, multiplying, joining, pattern)
