"""Write a number of the source as the target locale writes it. The value stays; nothing is converted."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache

import regex

from translator.document import Span
from translator.languages import Locale
from translator.protection.figures import write_figures
from translator.protection.measures import DOLLAR, LOCAL_UNITS
from translator.protection.number_words import NAMED_PARTS, spell_number
from translator.protection.numbers import find_all_quantities
from translator.protection.quantities import Quantity, QuantityKind

_NO_BREAK = "\u00a0"
_NARROW = "\u202f"
_THOUSAND = Decimal(1000)
#: How many numbers are kept ready: each is compared with every hypothesis.
_NUMBERS = 1_024

_SCALE_NAMES: dict[str, dict[Decimal, str]] = {
    "en": {Decimal(10) ** 6: "million", Decimal(10) ** 9: "billion", Decimal(10) ** 12: "trillion"},
    "fr": {Decimal(10) ** 6: "million", Decimal(10) ** 9: "milliard"},
}
_SIGNS = {DOLLAR: "$", "EUR": "€", "GBP": "£", "JPY": "¥"}
_CURRENCY_NAMES: dict[str, dict[str, str]] = {
    "en": {
        DOLLAR: "dollars", "EUR": "euros", "GBP": "pounds sterling", "JPY": "yen", "RUB": "rubles", "CNY": "yuan",
        "INR": "rupees", "CHF": "Swiss francs", "XOF": "CFA francs",
    },
    "fr": {
        DOLLAR: "dollars", "EUR": "euros", "GBP": "livres sterling", "JPY": "yens", "RUB": "roubles", "CNY": "yuans",
        "INR": "roupies", "CHF": "francs suisses", "XOF": "francs CFA",
    },
}  # fmt: skip
_AGES = {20: "vingtaine", 30: "trentaine", 40: "quarantaine", 50: "cinquantaine", 60: "soixantaine"}
_PERCENT_NAMES = {"en-US": "percent", "en-GB": "per cent"}

#: Signs of the other language before one or two decimals or, of French, before thousands; neither dates nor codes.
_FOREIGN_SEPARATORS = {
    "en": ((regex.compile(r"(?<=(?<![\d.,])\d{1,12}),(?=\d{1,2}(?![\d.,]))"), "."),),
    "fr": (
        (regex.compile(r"(?<=(?<![\d.,])[1-9]\d{0,2})\.(?=\d{3}(?![\d.,]))"), _NARROW),
        (regex.compile(r"(?<=(?<![\d.,])\d{1,12})\.(?=\d{1,2}(?![\d.,]))"), ","),
    ),
}


#: What shows that English speaks of a part.
_BEFORE_PART = regex.compile(r"(?<!\p{L})(?:a|one|two|three)[\s-]$", regex.IGNORECASE)
_AFTER_PART = regex.compile(r"\s+of(?!\p{L})")

#: What stands before a time of the day, where its figures alone could be a score or how long something took.
_CLOCK = {
    "en": regex.compile(r"(?<!\p{L})(?:at|till|until|by|from|before|after|since|around|about)\s$", regex.IGNORECASE),
}


def is_clock_time(source: str, *, number: Span, language: str) -> bool:
    """Say whether the word before a number of the source shows that it is a time of the day: ``till 3:15``."""
    pattern = _CLOCK.get(language)
    return pattern is not None and pattern.search(source, 0, number.start) is not None


def is_part_of_whole(source: str, *, number: Span, language: str) -> bool:
    """Say whether a number of the source in words is a part and no rank: ``a third of the dam``."""
    is_counted = _BEFORE_PART.search(source, 0, number.start) is not None
    return language == "en" and is_counted and _AFTER_PART.match(source, number.end) is not None


@lru_cache(maxsize=_NUMBERS)
def render_number(
    text: str, *, source_language: str, locale: Locale, is_clock: bool = False, is_part: bool = False
) -> str:
    """Write a number in the target locale's form.

    Args:
        text: Number as it stands in the source, such as ``12 345,67 €``, ``$1.2bn``, ``2010-2020``, ``dix-huit``.
        source_language: ISO 639 code that it was written in.
        locale: Locale to write it for.
        is_clock: Whether the source shows that it is a time of the day.
        is_part: Whether the source shows that it is a part: ``third`` becomes ``tiers``, not ``3e``.

    Returns:
        The number in the locale's form. What cannot be read for certain (``05/06/2024``, ``1.2.3``) stays as it is,
        and so does everything for a language other than French and English.
    """
    write = _WRITERS.get(locale.language)
    if write is None or source_language == locale.language:
        return text
    parts: list[str] = []
    end = 0
    for quantity in find_all_quantities(text, language=source_language):
        original = text[quantity.start : quantity.end]
        if is_clock and quantity.kind is QuantityKind.TIME and locale.language == "fr":
            parts += (text[end : quantity.start], _write_french_time(quantity))
            end = quantity.end
            continue
        in_words = _spell(quantity, locale, is_part=is_part)
        in_words = in_words.capitalize() if original[0].isupper() else in_words
        parts += (text[end : quantity.start], in_words or write(quantity, original, locale))
        end = quantity.end
    return "".join((*parts, text[end:]))


def set_separators(text: str, *, locale: Locale) -> str:
    """Write a number of the target with its locale's signs where an engine used those of the other language.

    ``1,07 billion`` becomes ``1.07 billion`` in English, ``148.000`` in French ``148 000``.
    """
    for pattern, separator in _FOREIGN_SEPARATORS.get(locale.language, ()):
        text = pattern.sub(separator, text)
    return text


def _spell(quantity: Quantity, locale: Locale, *, is_part: bool) -> str:
    """Return the one word for a small number that the source has in words; empty where figures are better."""
    language, value = locale.language, int(quantity.value)
    if not quantity.is_spelled or quantity.value != value:
        return ""
    if quantity.kind is QuantityKind.ORDINAL and is_part:
        return NAMED_PARTS.get(language, {}).get(value) or spell_number(value, language=language, is_ordinal=True)
    return spell_number(value, language=language) if quantity.kind is QuantityKind.PLAIN else ""


def _write_english(quantity: Quantity, original: str, locale: Locale) -> str:
    number = _write_amount(quantity, locale)
    match quantity.kind:
        case QuantityKind.MONEY:
            return _write_english_money(quantity, number)
        case QuantityKind.PERCENT:
            name = _PERCENT_NAMES.get(str(locale), "percent")
            return f"{number} {name}" if quantity.is_spelled else f"{number}{quantity.unit}"
        case QuantityKind.MEASURE:
            return f"{number} {LOCAL_UNITS['en'].get(quantity.unit, quantity.unit)}"
        case QuantityKind.ORDINAL:
            return f"{number}{_get_english_ending(int(quantity.amount))}"
        case QuantityKind.TIME if "h" in original:
            hours, minutes = divmod(int(quantity.amount), 60)
            return f"{hours}:{minutes:02}"
        case QuantityKind.PLAIN:
            return number
    return original


def _write_english_money(quantity: Quantity, number: str) -> str:
    sign = _SIGNS.get(quantity.unit)
    if sign is not None and (not quantity.is_spelled or quantity.scale > 1):
        return f"{sign}{number}"
    return f"{number} {_CURRENCY_NAMES['en'].get(quantity.unit, quantity.unit)}"


def _get_english_ending(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _write_french(quantity: Quantity, original: str, locale: Locale) -> str:
    number = _write_amount(quantity, locale)
    match quantity.kind:
        case QuantityKind.MONEY:
            return _write_french_money(quantity, number)
        case QuantityKind.PERCENT:
            space = _NO_BREAK if locale.region == "CA" else _NARROW
            return f"{number} pour cent" if quantity.is_spelled else f"{number}{space}{quantity.unit}"
        case QuantityKind.MEASURE:
            return f"{number}{_NO_BREAK}{LOCAL_UNITS['fr'].get(quantity.unit, quantity.unit)}"
        case QuantityKind.ORDINAL:
            return f"{number}er" if quantity.amount == 1 else f"{number}e"
        case QuantityKind.DECADE if original[0].isalpha() and int(quantity.amount) in _AGES:
            return f"la {_AGES[int(quantity.amount)]}"
        case QuantityKind.DECADE:
            return f"années {number}"
        case QuantityKind.TIME if quantity.unit == "24" and "m" in original:
            return _write_french_time(quantity)
        case QuantityKind.PLAIN:
            return number
    return original


def _write_french_time(quantity: Quantity) -> str:
    hours, minutes = divmod(int(quantity.amount), 60)
    return f"{hours}{_NO_BREAK}h" + (f"{_NO_BREAK}{minutes:02}" if minutes else "")


def _write_french_money(quantity: Quantity, number: str) -> str:
    sign = _SIGNS.get(quantity.unit)
    name = _CURRENCY_NAMES["fr"].get(quantity.unit, quantity.unit)
    if quantity.scale > _THOUSAND:
        return f"{number} d’{name}" if name[0] in "aeiouAEIOU" else f"{number} de {name}"
    return f"{number} {name}" if quantity.is_spelled or sign is None else f"{number}{_NO_BREAK}{sign}"


def _write_amount(quantity: Quantity, locale: Locale) -> str:
    """Write a quantity's number with its scale, which becomes figures where the language has no word for it."""
    names = _SCALE_NAMES[locale.language]
    amount, scale, decimals, is_grouped = quantity.amount, quantity.scale, quantity.decimals, quantity.is_grouped
    while scale > _THOUSAND and scale not in names:
        scale, amount, is_grouped = scale / _THOUSAND, amount * _THOUSAND, True
    if 1 < scale <= _THOUSAND:
        amount, scale, is_grouped = amount * scale, Decimal(1), True
    if amount != quantity.amount:
        decimals = max(0, -int(amount.normalize().as_tuple().exponent))
    number = write_figures(amount, decimals=decimals, is_grouped=is_grouped, locale=locale)
    if scale == 1:
        return number
    name = names[scale]
    is_plural = locale.language == "fr" and abs(amount) >= 2
    return f"{number} {name}{'s' if is_plural else ''}"


_WRITERS: dict[str, Callable[[Quantity, str, Locale], str]] = {"en": _write_english, "fr": _write_french}
