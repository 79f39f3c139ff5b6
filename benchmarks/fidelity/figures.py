"""Find values in a text, and say whether an expected one is there."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path

_GROUPS = {"en": r"\d{1,3}(?:,\d{3})+(?!\d)|\d+", "fr": r"\d{1,3}(?: \d{3})+(?!\d)|\d+"}
_FRACTION = {"en": r"(?:\.\d+)?", "fr": r"(?:,\d+)?"}
_SCALES = {
    "en": {"thousand": 3, "million": 6, "billion": 9, "trillion": 12},
    "fr": {"mille": 3, "million": 6, "milliard": 9, "millions": 6, "milliards": 9, "billions": 12},
}
_TIME = re.compile(r"(\d{1,2}):(\d\d)")
_WORDS = Path(__file__).with_name("number_words.tsv")


def has_number(expected: str, text: str, *, language: str, times: int = 1) -> bool:
    """Say whether an expected value, time or string stands in a text at least so often.

    Args:
        expected: As the news has it: ``3500000``, ``18:30`` or a string such as ``3-1``.
        text: In plain form (:func:`benchmarks.fidelity.scoring.make_plain`).
        language: ISO 639 code of the text.
        times: How often.
    """
    if time := _TIME.fullmatch(expected):
        return len(re.findall(_make_time_pattern(time, language=language), text, re.IGNORECASE)) >= times
    try:
        value = Decimal(expected)
    except InvalidOperation:
        return len(re.findall(rf"(?<![\d]){re.escape(expected)}(?!\d)", text, re.IGNORECASE)) >= times
    return find_values(text, language=language)[value] >= times


def find_values(text: str, *, language: str) -> Counter[Decimal]:
    """Return how often each value stands in a text, in figures or in words, scale words multiplied."""
    words, scales = _read_words(language), _SCALES[language]
    figure = f"(?:(?<![\\w-])-)?(?:{_GROUPS[language]}){_FRACTION[language]}"
    spelled = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    pattern = re.compile(
        rf"(?:(?P<figure>{figure})|(?<![\w-])(?P<word>{spelled})(?!\w))(?:[ -]?(?P<scale>{'|'.join(scales)})\b)?",
        re.IGNORECASE,
    )
    found: Counter[Decimal] = Counter()
    for match in pattern.finditer(text):
        value = words[match["word"].lower()] if match["word"] else _read_figure(match["figure"], language=language)
        found[value * 10 ** scales[match["scale"].lower()] if match["scale"] else value] += 1
    return found


def _read_figure(figure: str, *, language: str) -> Decimal:
    return Decimal(figure.replace(",", "") if language == "en" else figure.replace(" ", "").replace(",", "."))


@cache
def _read_words(language: str) -> dict[str, Decimal]:
    rows = (line.split("\t") for line in _WORDS.read_text(encoding="utf-8").splitlines())
    return {word: Decimal(value) for code, value, word in rows if code == language}


def _make_time_pattern(time: re.Match[str], *, language: str) -> str:
    """Match a time by 24 hours, where a full hour may stand alone, and by twelve with the half of the day named."""
    hour, minutes = int(time[1]), time[2]
    optional = "?" if minutes == "00" else ""
    if language == "fr":
        written, morning, evening = (
            rf"(?: ?h(?:eures?)? ?{minutes}|[:.]{minutes})",
            "du matin",
            "(?:du soir|de l'après)",
        )
        full = r"(?: ?h(?:eures?)?)?" if optional else ""
    else:
        written, morning, evening = rf"[:.h]{minutes}", r"a\.?m", r"p\.?m"
        full = ""
    clock = rf"(?:{written}){optional}{full}(?![\d:]|\.\d)"
    wrong, right = (morning, evening) if hour >= 12 else (evening, morning)
    return rf"(?<![\d:])(?:0?{hour}{clock}(?! ?{wrong})|{hour % 12 or 12}{clock} ?{right})"
