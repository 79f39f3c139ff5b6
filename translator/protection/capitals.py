"""Cut a text into words and say how each is capitalised, and whether its place alone explains the capital."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

import regex


class Case(Enum):
    """How a word is written."""

    LOWER = "lower"
    CAPITAL = "capital"
    CAPITALS = "capitals"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text.

    Args:
        start: First code point.
        end: One past the last.
        text: The word.
        case: How it is written.
        is_initial: Whether it begins the text, a sentence or a quotation, so that its capital means nothing.
    """

    start: int
    end: int
    text: str
    case: Case
    is_initial: bool

    @property
    def lower(self) -> str:
        """The word in lower case."""
        return self.text.lower()


_BEGINNING = r"(?<![\p{L}\p{N}])"
_ANY_CAPITAL = r"\p{Lu}"
#: Dotted acronyms, joined ones (``R&D``), names with an apostrophe, Arabic articles, and words with their hyphens.
_SHAPES = (
    r"(?:\p{Lu}\.){2,}(?!\p{L})|\p{Lu}{1,3}&\p{Lu}{1,3}(?!\p{L})|%s['’](?=\p{Lu}\p{Ll})\p{L}+"
    r"|%s"
    r"|(?:al|el|as|ash|ad|az)-\p{Lu}\p{L}+|\p{L}[\p{L}\p{M}\p{N}]*(?:[-‑][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*"
)
#: Names with an apostrophe inside, of one word: ``O’odham``, ``Nuku’alofa``; neither endings nor elisions.
_TIED = {
    "fr": r"(?:O|(?!Aujourd|Entr|Grand|Presqu)\p{Lu}\p{Ll}{2,}(?<!qu))['’]\p{Ll}{2,}",
    "en": r"\p{Lu}\p{Ll}*['’](?!(?:s|t|re|ve|ll|d|m|em|n)(?!\p{L}))\p{Ll}{2,}",
}
_WORD = {
    "fr": regex.compile(f"{_BEGINNING}(?:{_SHAPES % ('[NMO]', _TIED['fr'])})"),
    "en": regex.compile(f"{_BEGINNING}(?:{_SHAPES % (_ANY_CAPITAL, _TIED['en'])})"),
}
_DEFAULT_LANGUAGE = "en"
_APOSTROPHES = ("'", "’")
_ELIDED = frozenset({"c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"})

#: What hyphens tie to a name and is none: ``ex-URSS``, ``Paris-based``, ``US-led``; but not ``Kim Jong-un``.
_TIED_BEFORE = regex.compile(r"(?:\p{Ll}+[-‑])+(?=\p{Lu})")
_TIED_AFTER = regex.compile(
    r"(?:[-‑](?:\p{Ll}+(?:ed|ing)|led|run|style|born|wide|only|era|type|like|free|bound|held|made|old))+$"
)
_ARABIC_ARTICLE = regex.compile(r"(?:al|el|as|ash|ad|az)-\p{Lu}")

_BETWEEN = " \t\u00a0\u2009\u202f\n()[]*\"'“”„«»‹›‘’"
_OPENING = frozenset("«“„‹‘\n")
_ENDS_SENTENCE = frozenset("!?…:•")
_BULLETS = "-–—• \u00a0"
#: A full stop that ends no sentence: initials and the commonest abbreviated titles.
_ABBREVIATION = regex.compile(
    r"(?<!\p{L})(?:\p{Lu}|\p{Lu}\.-?\p{Lu}|MM|Mr|Mrs|Ms|Dr|Prof|Ste?|Sgt|Lt|Col|Gen|Sen|Rep|Gov|Jr|Sr|Me|Mgr|Pr|vs|No)\.$"
)
#: How far back to look for what stands before a word: marks, spaces and the longest abbreviation.
_REACH = 12

#: How many texts' words are kept ready: names are found twice in many, and titles between.
_TEXTS = 256
#: How many words' cases are kept ready.
_WORDS = 8_192

_ALL_CAPITALS_SHARE = 0.8
_TITLE_CASE_SHARE = 0.7
_TITLE_CASE_WORDS = 4
_LONG_WORD = 4


def list_words(text: str, *, language: str) -> list[Word]:
    """Cut a text into words; hyphenated words are one, elided articles and pronouns are cut off."""
    return list(_cut_words(text, language))


@lru_cache(maxsize=_TEXTS)
def _cut_words(text: str, language: str) -> tuple[Word, ...]:
    pattern = _WORD.get(language, _WORD[_DEFAULT_LANGUAGE])
    words = []
    for match in pattern.finditer(text):
        start, end = _trim_hyphenated(text, *match.span())
        is_elided = language == "fr" and text[end : end + 1] in _APOSTROPHES and text[start:end].lower() in _ELIDED
        case = Case.LOWER if is_elided else _get_case(text[start:end])
        words.append(Word(start, end, text[start:end], case, _is_initial(text, start)))
    return tuple(words)


def is_all_capitals(words: list[Word]) -> bool:
    """Say whether a text is a headline in capitals, where case tells nothing."""
    letters = [char for word in words for char in word.text if char.isalpha()]
    upper = sum(char.isupper() for char in letters)
    return len(words) > 2 and upper >= _ALL_CAPITALS_SHARE * len(letters)


def is_all_small(words: list[Word]) -> bool:
    """Say whether a text has no capital at all, so that its names have none either."""
    return len(words) > 2 and all(word.case is Case.LOWER and word.text.islower() for word in words)


def is_title_case(words: list[Word]) -> bool:
    """Say whether a text is a headline whose long words all have capitals."""
    long_words = [word for word in words if len(word.text) >= _LONG_WORD]
    capitalised = sum(word.case is not Case.LOWER for word in long_words)
    return len(long_words) >= _TITLE_CASE_WORDS and capitalised >= _TITLE_CASE_SHARE * len(long_words)


def ends_sentence(text: str) -> bool:
    """Say whether a text ends with a full stop, as no headline does."""
    return text.rstrip(" \n\"'”’»)").endswith(".") and not text.endswith("...")


def _trim_hyphenated(text: str, start: int, end: int) -> tuple[int, int]:
    if _ARABIC_ARTICLE.match(text, start, end):
        return start, end
    before = _TIED_BEFORE.match(text, start, end)
    after = _TIED_AFTER.search(text, start, end)
    return (before.end() if before else start), (
        after.start() if after and text[start:end] != text[start:end].lower() else end
    )


@lru_cache(maxsize=_WORDS)
def _get_case(text: str) -> Case:
    upper = [char.isupper() for char in text if char.isalpha()]
    if not any(upper):
        return Case.LOWER
    if all(upper):
        return Case.CAPITALS if len(upper) > 1 else Case.CAPITAL
    parts = regex.split(r"[-‑.'’]", text)
    is_plain = all(not any(char.isupper() for char in part[1:]) for part in parts)
    return Case.CAPITAL if is_plain and text[0].isupper() else Case.MIXED


def _is_initial(text: str, start: int) -> bool:
    before = text[max(0, start - _REACH) : start]
    last = before.rstrip(_BETWEEN)
    between = before[len(last) :]
    if not last.strip(_BULLETS) and len(before) == start:
        return True
    if between.endswith(('"', "'")) or not _OPENING.isdisjoint(between):
        return True
    if last.endswith("."):
        return _ABBREVIATION.search(last) is None
    return last[-1:] in _ENDS_SENTENCE
