"""Whether a mark ends a sentence, judged by the words on both sides of it."""

from __future__ import annotations

import re

from translator.segmentation.candidates import Candidate, is_abbreviation
from translator.segmentation.rules import LanguageRules

#: No abbreviation is longer, in code points.
_LONGEST_WORD = 24

_WORD_BEFORE = re.compile(r"[^\s«“\"(\[]+$")
_LEADING_MARKS = "'‘’*_—–-"
_ELISION = re.compile(r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)[’'ʼ](?=.)", re.IGNORECASE)
_HYPHENATED_INITIALS = re.compile(r"[^\W\d_]{1,2}\.-[^\W\d_]")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.){1,6}[^\W\d_]")
#: ``I`` alone is an English word.
_NUMERAL = re.compile(r"\d|(?!I\b)[IVXLC]+\b")

_CURRENCIES = frozenset("$€£")
_OPENERS = re.compile(r"(?:(?:[\[(]?(?:…|\.{3})[\])]?|[«“„‘\"'‹(\[¿¡*_—–-])\s?){0,5}")
_CAMEL_CASE = re.compile(r"[a-z]{1,3}[A-Z]")
_NEXT_WORD = re.compile(r"[^\W\d_]+['’ʼ]?[^\W\d_]*")
_CLOSING_QUOTATION = re.compile(r"[»›”’\"']")


def is_sentence_start(text: str, position: int, *, may_be_lower: bool) -> bool:
    """Return whether a sentence may begin at a position.

    Args:
        text: A paragraph.
        position: Offset of something that is no white space.
        may_be_lower: Whether sentences begin with small letters in this text.
    """
    begin = _skip_openers(text, position)
    first = text[begin : begin + 1]
    if first.isalpha():
        is_small = first.islower() and _CAMEL_CASE.match(text, begin) is None
        return may_be_lower or not is_small or text.startswith(("https://", "http://", "www."), begin)
    is_number = first.isdigit() or (first in _CURRENCIES and text[begin + 1 : begin + 2].isdigit())
    return is_number or (first in {"#", "@"} and text[begin + 1 : begin + 2].isalnum())


def is_final(text: str, candidate: Candidate, *, following: int, rules: LanguageRules, language: str) -> bool:
    """Return whether a mark before a possible sentence start ends a sentence.

    Args:
        text: A paragraph.
        candidate: The mark.
        following: Offset of what follows it.
        rules: The language's rules.
        language: ISO 639 code, for the abbreviations that only sentencex knows.
    """
    if candidate.marks == ".":
        return _is_stop_final(text, candidate.marks_end - 1, following=following, rules=rules, language=language)
    is_name = any(text.endswith(name, 0, candidate.marks_end) for name in rules.marked_names)
    closing = _CLOSING_QUOTATION.search(text, candidate.marks_end, candidate.end)
    return not is_name and not (closing and _is_reported(text, following, rules=rules))


def _is_stop_final(text: str, stop: int, *, following: int, rules: LanguageRules, language: str) -> bool:
    before = text[max(stop - _LONGEST_WORD, 0) : stop]
    found = _WORD_BEFORE.search(before)
    if found is None:
        return True
    word = _ELISION.sub("", found.group().lstrip(_LEADING_MARKS), count=1)
    begin = _skip_openers(text, following)
    starter = _find_next_word(text, following, rules=rules)
    if word in rules.never or _ends_with_phrase(before, rules.never):
        return False
    if word in rules.before_number and _NUMERAL.match(text, begin):
        return False
    if _ends_with_phrase(before, rules.before_starter):
        return bool(starter)
    if _is_initial(word):
        return _has_word(before[: found.start()], word) and bool(starter) and starter not in rules.particles
    if _ACRONYM.fullmatch(word) or word in rules.before_starter:
        return bool(starter)
    if word in rules.free:
        return not text[begin : begin + 1].islower()
    is_word = word in rules.words or word in rules.before_number or word.isupper() or not word.isalpha()
    return is_word or bool(starter) or not is_abbreviation(word, language=language)


def _is_initial(word: str) -> bool:
    return (len(word) == 1 and word.isupper()) or _HYPHENATED_INITIALS.fullmatch(word) is not None


def _has_word(before: str, initial: str) -> bool:
    """Return whether a whole word stands before an initial, which may then be none: ``the plan B``, ``av. J.-C``."""
    previous = before.split()[-1:]
    return len(initial) > 1 or (bool(previous) and len(previous[0].strip(".")) > 1)


def _is_reported(text: str, following: int, *, rules: LanguageRules) -> bool:
    """Return whether a name and a verb of saying follow a quotation (``“Who?” Mr. Hill asked``)."""
    if _find_next_word(text, following, rules=rules):
        return False
    words = [word.strip(".,;:!?") for word in text[following : following + 60].split()[:5]]
    return not rules.reporting_verbs.isdisjoint(words[1:])


def _find_next_word(text: str, following: int, *, rules: LanguageRules) -> str:
    """Return the next word in lower case if it often begins sentences, else nothing."""
    found = _NEXT_WORD.match(text, _skip_openers(text, following))
    if found is None:
        return ""
    word = re.sub("[’ʼ]", "'", found.group().lower())
    forms = (word, word[: word.find("'") + 1])
    return next((form for form in forms if form and form in rules.starters), "")


def _ends_with_phrase(before: str, phrases: frozenset[str]) -> bool:
    """Return whether a text ends with one of the abbreviations of several words."""
    return any(
        before.endswith(phrase) and not before[: -len(phrase)][-1:].isalnum() for phrase in phrases if " " in phrase
    )


def _skip_openers(text: str, position: int) -> int:
    found = _OPENERS.match(text, position)
    return found.end() if found else position
