"""Months and days that newspapers cut short: ``Sept. 5``, ``sam. 28 nov.``.

Engines take them for names, figures or nothing at all, and write them well once they stand there in full. Only what
stands beside a figure, another month or a word of time is a date: ``Jan`` is a name, ``mar.`` a wing of a house.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import regex
from babel import Locale

from translator.protection.name_evidence import get_role
from translator.protection.rules_files import read_table

_MONTH, _DAY = "month", "day"
_LANGUAGES = ("en", "fr")
#: How far from a short word what makes it a date begins or ends at most.
_REACH = 16
#: A day of the month, or the placeholder of one; behind a month a year will do too.
_DAY_BEFORE = regex.compile(r"(?:(?<![\d.,])(?:[1-9]|[12]\d|3[01])(?:st|nd|rd|th|er)?|⟧)\s$")
_FIGURE_AFTER = {
    "en": regex.compile(r"\s(?:\d{1,2}(?:st|nd|rd|th)?|\d{4}|⟦\d⟧)(?![\w%]|[.,]\d)"),
    "fr": regex.compile(r"\s(?:\d{4}(?![\w%]|[.,]\d)|⟦)"),
}
_DAY_AFTER = regex.compile(r"\s(?:1er|[1-9]|[12]\d|3[01])(?![\w%€$,])")
#: What follows a person's first name: ``Jan Palach``.
_CAPITAL_AFTER = regex.compile(r"\s\p{Lu}")
_STOP = regex.compile(r"\.(?!\.)")
_WORD_BEFORE = regex.compile(r"(\p{L}+)[\s-]$")
#: After these the figure behind a month counts something: ``In November 5 people died``.
_BEFORE_WHOLE_MONTH = frozenset({"in", "early", "mid", "late", "last", "next", "this", "each", "every", "during"})


@dataclass(frozen=True, slots=True)
class ShortDate:
    """A month or day that is cut short in a text.

    Args:
        start: First code point.
        end: One past the last; its full stop belongs to it unless it ends the text.
        written_out: The whole word.
    """

    start: int
    end: int
    written_out: str


def find_short_dates(text: str, *, language: str) -> Iterator[ShortDate]:
    """Yield the months and days that are cut short in a text, from left to right.

    Args:
        text: A segment, or what an engine reads of it; placeholders count as figures.
        language: ISO 639 code; only French and English have rules.
    """
    if language not in _LANGUAGES:
        return
    for match in _get_short_word(language).finditer(text):
        if _is_date(match, language=language):
            yield ShortDate(*match.span(), write_out_date(match[0], language=language))


def _is_date(match: regex.Match[str], *, language: str) -> bool:
    """Say whether what stands beside a short word makes it a day or a month."""
    text, word = match.string, match["word"]
    has_stop = _STOP.match(text, match.end("word")) is not None
    if language == "en" and not (word.istitle() or has_stop):
        return False
    before = text[max(0, match.start() - _REACH) : match.start()]
    around, last = _get_neighbours(language), _WORD_BEFORE.search(before)
    if _get_short_words(language)[word.lower()][0] == _DAY:
        is_newspaper = not has_stop and last is not None and last[1].lower() == "the"  # ``the Sun, May 5``
        is_numbered = language == "fr" and has_stop and _DAY_AFTER.match(text, match.end()) is not None
        return is_numbered or (not is_newspaper and around.date_after.match(text, match.end()) is not None)
    if _FIGURE_AFTER[language].match(text, match.end()):
        return True
    if _DAY_BEFORE.search(before) and (has_stop or not _CAPITAL_AFTER.match(text, match.end())):
        return True
    if around.month_before.search(before) or around.month_after.match(text, match.end()):
        return True
    return has_stop and last is not None and last[1].lower() in around.words_before


def write_out_date(word: str, *, language: str) -> str:
    """Return the whole word for a month or day that is cut short, and any other word as it is."""
    _, whole = _get_short_words(language).get(word.removesuffix(".").lower(), ("", word))
    return whole.capitalize() if word[:1].isupper() and whole != word else whole


def write_out_dates(text: str, *, language: str) -> str:
    """Return a text with its months and days in full."""
    for date in reversed(list(find_short_dates(text, language=language))):
        text = text[: date.start] + date.written_out + text[date.end :]
    return text


def read_dates(text: str, *, language: str) -> str:
    """Return a text as engines read its dates best: months and days in full, and an English day before its month.

    The models' English is mostly European: ``the November 5 election`` is beyond them, ``the 5 November election`` not.

    Args:
        text: A segment in canonical form; placeholders count as figures.
        language: ISO 639 code.
    """
    written_out = write_out_dates(text, language=language)
    return _get_american_date().sub(_put_day_first, written_out) if language == "en" else written_out


def _put_day_first(match: regex.Match[str]) -> str:
    weekday, month, day, year = match.group("weekday", "month", "day", "year")
    last = _WORD_BEFORE.search(match.string, max(0, match.start() - _REACH), match.start())
    is_whole_month = last is not None and last[1].lower() in _BEFORE_WHOLE_MONTH
    if is_whole_month and not year:
        return match[0]
    return " ".join(part for part in (weekday, day, month, year) if part)


def set_first_days(text: str) -> str:
    """Give the first day of a month its ordinal in a French text: ``1er octobre``."""
    return _get_first_day().sub("1er", text)


@cache
def _get_short_words(language: str) -> dict[str, tuple[str, str]]:
    """Return the kind and the whole word of each short one, in lower case."""
    rows = read_table("short_dates.tsv")
    return {short.lower(): (kind, whole) for tongue, kind, short, whole in rows if tongue == language}


@cache
def _get_short_word(language: str) -> regex.Pattern[str]:
    """Return what finds short words, with a full stop that is theirs alone."""
    words = "|".join(sorted(_get_short_words(language), key=len, reverse=True))
    stop = r"(?:\.(?!\.)(?![\s’”\"'»)\]*_]*$))?"
    return regex.compile(rf"(?<![\p{{L}}\p{{N}}])(?P<word>(?i:{words}))(?!\p{{L}}){stop}")


@dataclass(frozen=True, slots=True)
class _Neighbours:
    """What makes a short word a date in one language."""

    month_before: regex.Pattern[str]
    month_after: regex.Pattern[str]
    date_after: regex.Pattern[str]
    words_before: frozenset[str]


@cache
def _get_neighbours(language: str) -> _Neighbours:
    short = (word for word, (kind, _) in _get_short_words(language).items() if kind == _MONTH)
    month = rf"(?i:{_list_months(language)}|{'|'.join(short)})"
    return _Neighbours(
        month_before=regex.compile(rf"(?<!\p{{L}}){month}\.?\s?[-–/]\s?$"),
        month_after=regex.compile(rf"\s?[-–/]\s?{month}(?!\p{{L}})"),
        date_after=regex.compile(rf",?\s(?:le\s)?(?:[\d⟦]\S{{0,4}}\s(?:of\s)?)?{month}(?!\p{{L}})"),
        words_before=get_role("before_month", language=language),
    )


@cache
def _get_first_day() -> regex.Pattern[str]:
    return regex.compile(rf"(?<![\p{{L}}\d]|\d[.,\s])1(?=\s(?:{_list_months('fr')})(?!\p{{L}}))")


@cache
def _get_american_date() -> regex.Pattern[str]:
    days = "|".join(Locale("en").days["format"]["wide"].values())
    day = r"(?:[1-9]|[12]\d|3[01])"
    return regex.compile(
        rf"(?<!\p{{L}}|\d |\d(?:st|nd|rd|th) )(?:(?P<weekday>{days}),? )?(?P<month>{_list_months('en')}) "
        rf"(?P<day>{day}(?:[-–]{day})?)(?:st|nd|rd|th)?"
        r"(?![\w%:/]|[.,]\d|[-–]| ?[ap]\.?m| (?:and|or|to) \d| [mb]illion)(?:, (?P<year>\d{4})(?!\w))?"
    )


def _list_months(language: str) -> str:
    return "|".join(Locale(language).months["format"]["wide"].values())
