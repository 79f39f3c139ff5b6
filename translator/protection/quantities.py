"""Read the quantities written in figures in a text: amount, scale and unit, whatever the language's way of writing.

A quantity is the smallest piece that has one value; ``2010-2020`` holds two. Signs before figures stay outside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache
from math import prod

import regex

from translator.protection.figures import FIGURES, SPACE, read_figures
from translator.protection.measures import (
    CURRENCY_SIGNS,
    CURRENCY_WORDS,
    MONEY_SCALE_LETTERS,
    PERCENT_WORDS,
    SCALE_LETTERS,
    SCALE_WORDS,
    UNITS,
)


class QuantityKind(StrEnum):
    """What a quantity counts, as far as its way of writing depends on it."""

    PLAIN = "plain"
    ORDINAL = "ordinal"
    DECADE = "decade"
    PERCENT = "percent"
    MONEY = "money"
    MEASURE = "measure"
    TIME = "time"
    DATE = "date"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value in a text.

    Args:
        start: First code point of the whole expression, its currency and unit included.
        end: One past the last.
        kind: What it counts.
        amount: The number written, without its scale; for a time, minutes since midnight; 0 for a date and a code.
        scale: What a word or letter such as ``million`` or ``bn`` multiplies it by.
        unit: Currency or unit of measurement; for a time ``12`` where morning and evening are not told apart, else
            ``24``; for a date its parts in the order written; for a code (``1.2.3``) the code.
        decimals: How many decimals are written.
        is_grouped: Whether thousands are set apart.
        is_spelled: Whether the currency or the percent is written as a word.
    """

    start: int
    end: int
    kind: QuantityKind
    amount: Decimal
    scale: Decimal = Decimal(1)
    unit: str = ""
    decimals: int = 0
    is_grouped: bool = False
    is_spelled: bool = False

    @property
    def value(self) -> Decimal:
        """The whole value: amount times scale."""
        return self.amount * self.scale


#: How many texts' quantities are kept ready: a source is compared with each of its hypotheses.
_TEXTS = 256
#: Languages with words of their own here; figures in others are read as English ones.
_DEFAULT_LANGUAGE = "en"

_ORDINAL = {
    "en": "st|nd|rd|th",
    "fr": "ers?|[èe]res?|res?|i?[èe]mes?|es?|ᵉ|nde?s?",
}
_DECADE = {"en": "['’]?s", "fr": "(?!)"}
#: Whose decade is one of a life, not of a century: ``in his 40s``.
_OWNER = regex.compile(r"(?<!\p{L})(?:his|her|their|my|our|your)\s$", regex.IGNORECASE)
_ROMAN_ORDINAL = {"en": "(?!)", "fr": r"(?:(?P<roman>I)ers?|(?P<roman>[IVX]{1,6})(?:[eè]mes?|es?|ᵉ))"}
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}

_DATE = (
    r"(?P<date>(?<![\w./-])(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}(?P<between>[/.-])\d{1,2}(?P=between)(?:\d{4}|\d\d))"
    r"(?![\w/-]|\.\d))"
)
_HALF = rf"[ap]\.?{SPACE}?m(?:\.|\b)"
_TIME = rf"""
    (?P<time>(?<![\w.,:])(?P<hour>[01]?\d|2[0-4])(?:
        {SPACE}?h(?:{SPACE}?(?P<minute>[0-5]\d))?(?!\w)
      | {SPACE}heures?{SPACE}(?P<minute>[0-5]\d)(?!\w)
      | :(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?![\w:])(?:{SPACE}?(?P<half>{_HALF}))?
      | (?:\.(?P<minute>[0-5]\d))?{SPACE}?(?P<half>{_HALF})
    ))
"""


@lru_cache(maxsize=_TEXTS)
def find_quantities(text: str, *, language: str) -> tuple[Quantity, ...]:
    """Find the quantities written in figures.

    Args:
        text: Text in which they stand.
        language: ISO 639 code that decides between ``2,000`` and ``2.000`` and gives words their meaning.

    Returns:
        Quantities in order, which do not overlap.
    """
    known = language if language in SCALE_WORDS else _DEFAULT_LANGUAGE
    return tuple(_read(match, language=known) for match in _get_pattern(known).finditer(text))


@cache
def _get_pattern(language: str) -> regex.Pattern[str]:
    signs, words = _alternate(CURRENCY_SIGNS), _alternate(CURRENCY_WORDS[language])
    scale_word = rf"(?P<scale>{_alternate(SCALE_WORDS[language])})(?!\w)"
    scale = rf"(?:{SPACE}|-)?{scale_word}(?:{SPACE}{scale_word})?"
    letter = rf"{SPACE}?(?P<scale>{_alternate(SCALE_LETTERS[language])})(?!\w)(?!{SPACE}?[²³/])"
    money_letter = rf"{SPACE}?(?P<scale>{_alternate(MONEY_SCALE_LETTERS[language] | SCALE_LETTERS[language])})"
    percent = rf"(?:{SPACE}|-)?(?P<percent>[%‰]|(?P<spelled>{_alternate(PERCENT_WORDS[language])})(?!\w))"
    currency = (
        rf"(?:{SPACE}?(?P<sign>{signs})(?!\w)"
        rf"|(?:{SPACE}|-)(?:de{SPACE}|d['’])?(?P<spelled>(?P<currency>{words}))(?!\w))"
    )
    unit = rf"(?:{SPACE}|-)?(?P<unit>{_alternate(UNITS)})(?![\w/²³])"
    number = rf"""
        (?<!\w)(?<!\d[.,])(?:
            (?P<sign>{signs}){SPACE}?(?P<figures>{FIGURES})(?:{scale}|{money_letter}(?!\w))?
          | (?P<figures>{FIGURES})(?:
                {money_letter}{SPACE}?(?P<sign>{signs})(?!\w)
              | (?P<ordinal>{_ORDINAL[language]})
              | (?P<decade>{_DECADE[language]})
              | (?:{scale}|{letter})?(?:{percent}|{currency}|{unit})?
            )
        )(?!\w|[.,]\d|['’]\d)
    """
    roman = rf"(?<!\w){_ROMAN_ORDINAL[language]}(?!\w)"
    pattern = f"{_DATE}|{_TIME}|{number}|{roman}"
    return regex.compile(pattern, regex.VERBOSE)


def _alternate(words: Iterable[str]) -> str:
    """Join words into an alternation, the longest first, fit for a verbose pattern."""
    return "|".join(
        regex.escape(word, literal_spaces=True).replace(" ", SPACE) for word in sorted(words, key=len, reverse=True)
    )


def _read(match: regex.Match[str], *, language: str) -> Quantity:
    if match["date"]:
        parts = "-".join(part.lstrip("0") or "0" for part in regex.split(r"[/.-]", match["date"]))
        return Quantity(*match.span(), QuantityKind.DATE, Decimal(0), unit=parts)
    if match["time"]:
        return _read_time(match)
    if match.groupdict().get("roman"):
        return Quantity(*match.span(), QuantityKind.ORDINAL, _read_roman(match["roman"]))
    figures = read_figures(match["figures"], language=language)
    if figures is None:
        return Quantity(*match.span(), QuantityKind.CODE, Decimal(0), unit=match["figures"])
    kind, unit = _read_unit(match, language=language)
    owner = _OWNER.search(match.string, 0, match.start()) if kind is QuantityKind.DECADE else None
    return Quantity(
        owner.start() if owner is not None else match.start(),
        match.end(),
        kind,
        figures.amount,
        scale=_read_scale(match.captures("scale"), language=language),
        unit=unit,
        decimals=figures.decimals,
        is_grouped=figures.is_grouped,
        is_spelled=match["spelled"] is not None,
    )


def _read_time(match: regex.Match[str]) -> Quantity:
    hour, half = int(match["hour"]), match["half"]
    if half and hour <= 12:
        hour = hour % 12 + (12 if half[0] == "p" else 0)
    minutes = Decimal(hour * 60 + int(match["minute"] or 0)) + Decimal(int(match["second"] or 0)) / 60
    is_certain = half is not None or hour > 12 or hour == 0 or "h" in match["time"]
    return Quantity(*match.span(), QuantityKind.TIME, minutes, unit="24" if is_certain else "12")


def _read_roman(text: str) -> Decimal:
    values = [_ROMAN_VALUES[char] for char in text]
    signed = (-one if one < following else one for one, following in zip(values, [*values[1:], 0], strict=True))
    return Decimal(sum(signed))


def _read_unit(match: regex.Match[str], *, language: str) -> tuple[QuantityKind, str]:
    if match["percent"]:
        return QuantityKind.PERCENT, "‰" if match["percent"] == "‰" else "%"
    if match["sign"]:
        return QuantityKind.MONEY, CURRENCY_SIGNS[regex.sub(SPACE, " ", match["sign"])]
    if match["currency"]:
        word = regex.sub(SPACE, " ", match["currency"])
        return QuantityKind.MONEY, CURRENCY_WORDS[language][word]
    if match["unit"]:
        return QuantityKind.MEASURE, UNITS[regex.sub(SPACE, " ", match["unit"])]
    if match["ordinal"]:
        return QuantityKind.ORDINAL, ""
    return (QuantityKind.DECADE if match["decade"] else QuantityKind.PLAIN), ""


def _read_scale(words: Iterable[str], *, language: str) -> Decimal:
    """Multiply scales: ``mille milliards``."""
    tables = (SCALE_WORDS[language], SCALE_LETTERS[language], MONEY_SCALE_LETTERS[language])
    return prod((next(table[word] for table in tables if word in table) for word in words), start=Decimal(1))


def list_runs(text: str, quantities: Iterable[Quantity]) -> Iterator[tuple[Quantity, ...]]:
    """Group quantities that stand with nothing but a dash or a slash between them: ranges, scores, fractions."""
    run: list[Quantity] = []
    for quantity in quantities:
        if run and text[run[-1].end : quantity.start] not in ("-", "–", "—", "/", "‑"):
            yield tuple(run)
            run = []
        run.append(quantity)
    if run:
        yield tuple(run)
