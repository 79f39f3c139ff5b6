"""Read and write figures: which comma is a decimal one and which sets thousands apart."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import regex
from babel.numbers import format_decimal

from translator.languages import Locale

SPACE = r"[ \u00a0\u2009\u202f]"
#: Figures with thousands set apart by spaces or apostrophes, or by points and commas, which are told apart later.
FIGURES = (
    rf"(?:\d{{1,3}}(?:{SPACE}\d{{3}})+(?!\d)(?:[.,]\d+)?"
    r"|\d{1,3}(?:['’]\d{3})+(?!\d)(?:[.,]\d+)?"
    r"|\d+(?:[.,]\d+)*)"
)

_GROUPED = {
    ",": regex.compile(r"[1-9]\d{0,2}(?:,\d{3})+"),
    ".": regex.compile(r"[1-9]\d{0,2}(?:\.\d{3})+"),
}
#: Figures beyond which digits name something and count nothing; decimal arithmetic is exact up to 28.
_MAX_LENGTH = 24

_THOUSANDS_SIGN = {"en": ",", "fr": "."}
_APART = regex.compile(rf"(?:{SPACE}|['’])")

#: What a separator may be taken for where the language is neither French nor English.
_DEFAULT_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Figures:
    """A number in figures.

    Args:
        amount: Its value.
        decimals: How many decimals are written.
        is_grouped: Whether thousands are set apart.
    """

    amount: Decimal
    decimals: int
    is_grouped: bool


def read_figures(text: str, *, language: str) -> Figures | None:
    """Read a number written as a language writes it; None for what has no value, such as ``1.2.3`` or a long code.

    English ``2,000`` is two thousand and French ``2,000`` is two; ``2.000`` the other way round. A comma that cannot
    set thousands apart is a decimal one in English too.
    """
    joined = _APART.sub("", text)
    is_grouped = joined != text
    if len(joined) > _MAX_LENGTH:
        return None
    signs = [char for char in joined if char in ".,"]
    if len(set(signs)) == 2:
        decimal_sign = signs[-1]
        if signs.count(decimal_sign) > 1:
            return None
        thousands_sign = "," if decimal_sign == "." else "."
        whole, _, rest = joined.partition(decimal_sign)
        if _GROUPED[thousands_sign].fullmatch(whole) is None:
            return None
        return Figures(Decimal(f"{whole.replace(thousands_sign, '')}.{rest}"), len(rest), is_grouped=True)
    if not signs:
        return Figures(Decimal(joined), 0, is_grouped)
    sign = signs[0]
    if _is_thousands(joined, sign, language=language, count=len(signs)) and not is_grouped:
        return Figures(Decimal(joined.replace(sign, "")), 0, is_grouped=True)
    if len(signs) > 1:
        return None
    whole, _, rest = joined.partition(sign)
    return Figures(Decimal(f"{whole}.{rest}"), len(rest), is_grouped)


def _is_thousands(text: str, sign: str, *, language: str, count: int) -> bool:
    if _GROUPED[sign].fullmatch(text) is None:
        return False
    return count > 1 or _THOUSANDS_SIGN.get(language, _THOUSANDS_SIGN[_DEFAULT_LANGUAGE]) == sign


def write_figures(amount: Decimal, *, decimals: int, is_grouped: bool, locale: Locale) -> str:
    """Write a number as a locale does.

    Args:
        amount: Its value.
        decimals: How many decimals to write.
        is_grouped: Whether to set thousands apart.
        locale: Whose signs to use.
    """
    pattern = "#,##0" if is_grouped else "0"
    if decimals:
        pattern += "." + "0" * decimals
    return format_decimal(amount, format=pattern, locale=str(locale).replace("-", "_"), group_separator=is_grouped)
