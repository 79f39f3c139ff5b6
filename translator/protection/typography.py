"""Set the quotation marks, apostrophes and spaces of a text as its locale wants them.

French: Imprimerie nationale, *Lexique des règles typographiques* (spaces before high punctuation, marks in the second
and third degree); for Canada, Office québécois de la langue française (no space before ``; ! ?``). English: New Hart's
Rules for en-GB, the Chicago Manual for en-US. Widths and separators of numbers are CLDR's.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from translator.document import Span
from translator.languages import Locale
from translator.protection.quotations import read_marks
from translator.protection.shielding import shield, unshield

_NO_BREAK = "\u00a0"
_NARROW = "\u202f"

_DOUBLE = ("“", "”")
_SINGLE = ("‘", "’")
_GUILLEMETS = ("«", "»")


@dataclass(frozen=True, slots=True)
class _Rules:
    """What a locale wants.

    Args:
        marks: Opening and closing mark of each level from the outermost; deeper levels alternate the last two.
        inside: Space inside guillemets.
        before_high: Space before ``; ! ?``.
        before_colon: Space before a colon.
        before_percent: Space between a number and ``%``.
        before_currency: Space between a number and the sign of a currency; None leaves it as it is.
        thousands: Space between groups of figures that are set apart by spaces; None leaves it as it is.
        ellipsis: What three full stops become.
    """

    marks: tuple[tuple[str, str], ...]
    inside: str = ""
    before_high: str = ""
    before_colon: str = ""
    before_percent: str = ""
    before_currency: str | None = None
    thousands: str | None = None
    ellipsis: str = "..."

    def get_marks(self, level: int) -> tuple[str, str]:
        if level <= len(self.marks):
            return self.marks[level - 1]
        return self.marks[-1] if (level - len(self.marks)) % 2 == 0 else self.marks[-2]


_RULES = {
    "fr-FR": _Rules(
        marks=(_GUILLEMETS, _DOUBLE, _SINGLE),
        inside=_NARROW,
        before_high=_NARROW,
        before_colon=_NO_BREAK,
        before_percent=_NARROW,
        before_currency=_NO_BREAK,
        thousands=_NARROW,
        ellipsis="…",
    ),
    "fr-CA": _Rules(
        marks=(_GUILLEMETS, _DOUBLE, _SINGLE),
        inside=_NO_BREAK,
        before_colon=_NO_BREAK,
        before_percent=_NO_BREAK,
        before_currency=_NO_BREAK,
        thousands=_NO_BREAK,
        ellipsis="…",
    ),
    "en-US": _Rules(marks=(_DOUBLE, _SINGLE)),
    "en-GB": _Rules(marks=(_SINGLE, _DOUBLE)),
}

_SPACES = " \t\u00a0\u2009\u202f"
_OPENING_MARK = regex.compile(rf"^(?:''|``|´´|.)[{_SPACES}]*+")
_CLOSING_MARK = regex.compile(rf"[{_SPACES}]*(?:''|``|´´|.)$")
_WORD = r"\w\U000F0000-\U000FFFFD"  # a private character stands for an address, a placeholder and the like
_HIGH = regex.compile(rf"(?<=[^\s(\[{{«“‘‹;!?¿¡])[{_SPACES}]*+([;!?]++)(?![{_WORD}=])")
_COLON = regex.compile(rf"(?<=[^\s(\[{{«“‘‹:;!?¿¡])[{_SPACES}]*+:(?![{_WORD}:/\\()=-])")
_PERCENT = regex.compile(rf"(?<=\d)[{_SPACES}]*+([%‰])(?!\w)")
_CURRENCY = regex.compile(rf"(?<=\d)[{_SPACES}]*+([€$£¥])(?!\w)")
_THOUSANDS = regex.compile(rf"(?<![\d.,]|\d[{_SPACES}])\d{{1,3}}(?:[ \u00a0\u2009\u202f]\d{{3}})++(?![\d])")
_THREE_STOPS = regex.compile(r"(?<!\.)\.\.\.(?!\.)")
_APOSTROPHE = regex.compile(
    rf"(?<=[{_WORD}])['‘‛ʼ´`](?=[^\W\d])|(?<=[^\W\d]|[\U000F0000-\U000FFFFD])['ʼ]"
    r"|(?<!\w)['‘](?=(?:em|til|till|tis|twas|twere|cause|bout|round|cos|coz|n['’]|\d\ds?)(?!\w))",
    regex.IGNORECASE,
)

#: A text whose marks contradict each other takes more passes than one to come to rest: two in prose, ten in the most
#: senseless heap of marks seen.
_MAX_PASSES = 24


def apply_typography(text: str, *, locale: Locale, depth: int = 0) -> str:
    """Set marks, apostrophes and spaces as a locale wants them; done twice, it changes nothing more.

    Addresses, times, code, emoticons, tags, placeholders and the insides of numbers are left alone.

    Args:
        text: Text with canonical or any other marks.
        locale: One of the locales with rules of their own; text in other languages comes back as it is.
        depth: How many quotations were opened before the text.
    """
    rules = _RULES.get(str(locale))
    if rules is None:
        return text
    return _settle(text, rules, depth=depth)


def set_outer_marks(text: str, *, quotation: Span, locale: Locale) -> str:
    """Give a quotation the marks that a locale wants, and leave its words byte for byte.

    Args:
        text: The quotation with those of its marks that stand in its segment.
        quotation: Says which do, and its level.
        locale: One of those with rules of their own; with another the text stays as it is.
    """
    rules = _RULES.get(str(locale))
    if rules is None:
        return text
    opening, closing = rules.get_marks(quotation.level)
    inside = rules.inside if opening in _GUILLEMETS else ""
    if quotation.opens:
        text = _OPENING_MARK.sub(f"{opening}{inside}", text, count=1)
    if quotation.closes:
        text = _CLOSING_MARK.sub(f"{inside}{closing}", text, count=1)
    return text


def _settle(text: str, rules: _Rules, *, depth: int) -> str:
    """Set a text until nothing changes; of texts that lead to each other in a circle, take the first in code order."""
    seen: list[str] = [text]
    for _ in range(_MAX_PASSES):
        text = _set_once(text, rules, depth=depth)
        if text in seen:
            return min(seen[seen.index(text) :])
        seen.append(text)
    return text


def _set_once(text: str, rules: _Rules, *, depth: int) -> str:
    shielded, stretches = shield(text)
    shielded = _set_marks(shielded, rules, depth=depth)
    shielded = _APOSTROPHE.sub("’", shielded)
    shielded = _THREE_STOPS.sub(rules.ellipsis, shielded)
    shielded = _HIGH.sub(rf"{rules.before_high}\1", shielded)
    shielded = _COLON.sub(f"{rules.before_colon}:", shielded)
    return unshield(_set_numbers(shielded, rules), stretches)


def _set_numbers(text: str, rules: _Rules) -> str:
    text = _PERCENT.sub(rf"{rules.before_percent}\1", text)
    if rules.before_currency is not None:
        text = _CURRENCY.sub(rf"{rules.before_currency}\1", text)
    if rules.thousands is not None:
        separator = rules.thousands
        text = _THOUSANDS.sub(lambda match: separator.join(match[0].split()), text)
    return text


def _set_marks(text: str, rules: _Rules, *, depth: int) -> str:
    parts: list[str] = [""]
    end = 0
    for mark in read_marks(text, depth=depth):
        opening, closing = rules.get_marks(mark.level)
        between = text[end : mark.start]
        end = mark.end
        if mark.is_opening:
            end += len(text[end:]) - len(text[end:].lstrip(_SPACES))
            parts += (between, opening, _get_inside(opening, text[end : end + 1], rules))
        else:
            between = between.rstrip(_SPACES)
            last = between[-1:] or _drop_inside(parts)
            parts += (between, _get_inside(closing, last, rules), closing)
    parts.append(text[end:])
    return "".join(parts)


def _get_inside(mark: str, neighbour: str, rules: _Rules) -> str:
    """Return the space between a mark and what stands inside of it, none where nothing does."""
    return rules.inside if mark in _GUILLEMETS and neighbour.strip("\n") else ""


def _drop_inside(parts: list[str]) -> str:
    """Take back the space after an opening mark that is closed at once; return the last character written."""
    while len(parts) > 1 and not parts[-1].strip(_SPACES):
        parts.pop()
    return parts[-1][-1:]
