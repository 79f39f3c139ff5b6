"""Name the scales, currencies, percents and units that follow figures, in both languages.

Currencies and units are never converted: a name here only says which written forms mean the same thing.
"""

from __future__ import annotations

from decimal import Decimal

_THOUSAND = Decimal(10) ** 3
_MILLION = Decimal(10) ** 6
_MILLIARD = Decimal(10) ** 9
_BILLION = Decimal(10) ** 12  # the French, long scale
_TRILLION = Decimal(10) ** 18

#: Words that multiply the figures before them.
SCALE_WORDS: dict[str, dict[str, Decimal]] = {
    "en": {
        "hundred": Decimal(100),
        "thousand": _THOUSAND,
        "million": _MILLION,
        "billion": _MILLIARD,
        "trillion": _BILLION,
    },
    "fr": {
        "mille": _THOUSAND,
        "millier": _THOUSAND,
        "milliers": _THOUSAND,
        "million": _MILLION,
        "millions": _MILLION,
        "milliard": _MILLIARD,
        "milliards": _MILLIARD,
        "billion": _BILLION,
        "billions": _BILLION,
        "trillion": _TRILLION,
        "trillions": _TRILLION,
    },
}

#: Letters that do so anywhere.
SCALE_LETTERS: dict[str, dict[str, Decimal]] = {
    "en": {
        "k": _THOUSAND,
        "K": _THOUSAND,
        "mn": _MILLION,
        "mln": _MILLION,
        "bn": _MILLIARD,
        "BN": _MILLIARD,
        "tn": _BILLION,
    },
    "fr": {"k": _THOUSAND, "K": _THOUSAND, "Md": _MILLIARD, "Mds": _MILLIARD, "Mrd": _MILLIARD, "Mrds": _MILLIARD},
}

#: Letters that do so only beside the sign of a currency; elsewhere ``m`` is a metre.
MONEY_SCALE_LETTERS: dict[str, dict[str, Decimal]] = {
    "en": {"m": _MILLION, "M": _MILLION, "b": _MILLIARD, "B": _MILLIARD, "T": _BILLION},
    "fr": {"M": _MILLION},
}

DOLLAR = "dollar"

#: Signs and codes; the many dollars are one, because texts leave the country out.
CURRENCY_SIGNS: dict[str, str] = {
    **dict.fromkeys(("$", "US$", "CA$", "C$", "A$", "AU$", "NZ$", "HK$", "S$", "USD", "CAD", "AUD"), DOLLAR),
    **dict.fromkeys(("$US", "$ US", "$CA", "$ CA", "$CAN"), DOLLAR),
    **dict.fromkeys(("€", "EUR"), "EUR"),
    **dict.fromkeys(("£", "GBP"), "GBP"),
    **dict.fromkeys(("¥", "JPY"), "JPY"),
    "₽": "RUB",
    "₹": "INR",
    "₩": "KRW",
    "₴": "UAH",
    "CHF": "CHF",
}

#: Names; a pound is left out, because it is a weight too, and ``livre`` a book.
CURRENCY_WORDS: dict[str, dict[str, str]] = {
    "en": {
        **dict.fromkeys(("dollar", "dollars", "US dollars"), DOLLAR),
        **dict.fromkeys(("euro", "euros"), "EUR"),
        **dict.fromkeys(("pound sterling", "pounds sterling"), "GBP"),
        **dict.fromkeys(("yen",), "JPY"),
        **dict.fromkeys(("ruble", "rubles", "rouble", "roubles"), "RUB"),
        **dict.fromkeys(("yuan",), "CNY"),
        **dict.fromkeys(("rupee", "rupees"), "INR"),
        **dict.fromkeys(("Swiss franc", "Swiss francs"), "CHF"),
        **dict.fromkeys(("CFA franc", "CFA francs"), "XOF"),
    },
    "fr": {
        **dict.fromkeys(("dollar", "dollars"), DOLLAR),
        **dict.fromkeys(("euro", "euros"), "EUR"),
        **dict.fromkeys(("livre sterling", "livres sterling"), "GBP"),
        **dict.fromkeys(("yen", "yens"), "JPY"),
        **dict.fromkeys(("rouble", "roubles"), "RUB"),
        **dict.fromkeys(("yuan", "yuans"), "CNY"),
        **dict.fromkeys(("roupie", "roupies"), "INR"),
        **dict.fromkeys(("franc suisse", "francs suisses"), "CHF"),
        **dict.fromkeys(("franc CFA", "francs CFA"), "XOF"),
    },
}

PERCENT_WORDS: dict[str, tuple[str, ...]] = {
    "en": ("percent", "per cent", "pct"),
    "fr": ("pour cent", "p. 100"),
}

#: Symbols of units, and the one that both languages know them by.
UNITS: dict[str, str] = {
    **{
        name: name
        for name in ("km", "kg", "cm", "mm", "m", "g", "mg", "ha", "m²", "m³", "km²", "km/h", "°C", "°F", "°")
    },
    **{
        name: name
        for name in ("kWh", "MWh", "GWh", "TWh", "kW", "MW", "GW", "Hz", "kHz", "MHz", "GHz", "mph", "lb", "ft")
    },
    "m2": "m²",
    "m3": "m³",
    "km2": "km²",
    "kph": "km/h",
    "kmh": "km/h",
    "km/hr": "km/h",
    "lbs": "lb",
    "sq km": "km²",
    "KB": "kB",
    "kB": "kB",
    "MB": "MB",
    "GB": "GB",
    "TB": "TB",
    "Ko": "kB",
    "ko": "kB",
    "Mo": "MB",
    "Go": "GB",
    "To": "TB",
}

#: How a unit is written where the languages differ.
LOCAL_UNITS: dict[str, dict[str, str]] = {
    "fr": {"kB": "Ko", "MB": "Mo", "GB": "Go", "TB": "To"},
    "en": {"kB": "KB"},
}
