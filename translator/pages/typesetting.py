"""Spaces at which no line may end: a text is shown with them even where it was typed without.

Only the kind of a space changes, never their number, so that offsets hold. French: Imprimerie nationale, *Lexique des
règles typographiques* (« Espacements », « Coupures »); English: New Hart's Rules, 2.5 (turned-over names and figures).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from markupsafe import Markup, escape

_NO_BREAK = "\u00a0"
_NARROW = "\u202f"

_FRENCH_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_ENGLISH_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan\\.|Feb\\.|Aug\\.|Sept\\.|Oct\\.|Nov\\.|Dec\\."
)
_UNITS = "h|min|km|kg|m|cm|mm|ha|kW|MW|GW|kWh|Mo|Go"

#: Between a figure and its unit.
_UNIT = (re.compile(rf"(?<=\d) (?=(?:{_UNITS})\b)"), _NO_BREAK)

#: For each language, where such a space stands and which one it is.
_RULES: dict[str, Sequence[tuple[re.Pattern[str], str]]] = {
    "fr": (
        (re.compile(r"(?<=[«‹]) | (?=[»›])|(?<=\S) (?=[;!?])"), _NARROW),
        (re.compile(r"(?<=\S) (?=:)"), _NO_BREAK),
        # Groups of figures, but not a year and a number after it.
        (re.compile(r"(?<![\d,])\d{1,3}(?: \d{3})+(?!\d)"), _NARROW),
        (re.compile(r"(?<=\d) (?=%)"), _NARROW),
        (re.compile(r"(?<=\d) (?=[€$£¥])"), _NO_BREAK),
        (re.compile(r"\b(?:MM?\.|Mme|Mlle|Me|Dr|Pr|n°) (?=\S)"), _NO_BREAK),
        (re.compile(rf"(?:\d|\b1er) (?=(?:{_FRENCH_MONTHS})\b)"), _NO_BREAK),
        (re.compile(r"\d h \d"), _NO_BREAK),
        (re.compile(r"\b[IVX]{1,5}(?:er|e|ᵉ) (?=siècles?\b)"), _NO_BREAK),
        _UNIT,
    ),
    "en": (
        (re.compile(r"\b(?:(?:Mr|Mrs|Ms|Dr)\.?|No\.) (?=[A-Z\d])"), _NO_BREAK),
        (re.compile(rf"\d (?=(?:{_ENGLISH_MONTHS})(?!\w))|\b(?:{_ENGLISH_MONTHS}) (?=\d)"), _NO_BREAK),
        (re.compile(r"(?<=\d) (?=[ap]\.m\.)"), _NO_BREAK),
        _UNIT,
    ),
}


def hold_together(text: str, *, language: str) -> str:
    """Return a text with spaces that keep together what belongs together, as its language wants it.

    Args:
        text: The text.
        language: Language tag; a text in a language without rules comes back as it is.
    """
    for pattern, space in _RULES.get(language.split("-", 1)[0].lower(), ()):
        text = pattern.sub(partial(_fill, space), text)
    return text


#: The figures of a century, which French sets in small capitals (*Lexique*, « Siècle »).
_CENTURY = re.compile(rf"\b[IVX]{{1,5}}(?=(?:er|e|ᵉ)[ {_NO_BREAK}{_NARROW}]siècles?\b)")


def set_centuries(text: str) -> Markup:
    """Return a text as HTML, with the Roman figures of French centuries marked for small capitals."""
    return Markup(_CENTURY.sub(r'<span class="century">\g<0></span>', str(escape(text))))  # noqa: S704  it is escaped


def _fill(space: str, match: re.Match[str]) -> str:
    return match[0].replace(" ", space)
