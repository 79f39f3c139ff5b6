"""Checks of the target's words: none at all, the source's own, in a loop, too many or too few."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from translator.checks.issues import make_issue
from translator.checks.subject import Subject
from translator.translation import Issue

_WORD = re.compile(r"[^\W\d_]+")
_WORD_OR_NUMBER = re.compile(r"[^\W_]+")

#: From this share on of ordinary words that are the source's, a text counts as untranslated. The human translations
#: of flores-dev, newsdiscusstest2015 and ud-pud have 43 % at most and 25 % in 199 of 200.
_SAME_WORDS_SHARE = 0.6
#: Fewer words agree by chance: ``Attention !``, ``message important``.
_SAME_WORDS_LEAST = 3

#: Lowest and highest usual ratio of lengths in characters, by direction and least length of the source: the outermost
#: 0.1 % of the same human translations on either side, rounded outwards.
_RATIOS: dict[tuple[str, str], tuple[tuple[int, float, float], ...]] = {
    ("en", "fr"): ((160, 0.75, 1.65), (80, 0.7, 1.95), (40, 0.55, 2.1), (20, 0.5, 2.4), (0, 0.4, 3.0)),
    ("fr", "en"): ((160, 0.5, 1.3), (80, 0.45, 1.45), (40, 0.4, 1.65), (20, 0.4, 1.8), (0, 0.3, 2.5)),
}
_OTHER_RATIOS = ((160, 0.4, 2.0), (40, 0.35, 2.5), (0, 0.2, 4.0))
#: Shorter sources, single words mostly, may have translations of any length.
_LEAST_LENGTH = 8

#: A sequence of up to so many words is looked for in a loop.
_LONGEST_SEQUENCE = 12
#: How often in a row a sequence of a word, of two and three words, and of more is a loop.
_TIMES_BY_LENGTH = {1: 3, 2: 3, 3: 3}
_TIMES_OF_LONGER = 2
#: How often a sequence of four words anywhere in the target is a loop.
_SCATTERED_LENGTH = 4
_SCATTERED_TIMES = 4
#: A word made of one piece twice, or of a short piece three times: ``prevenpreven``, ``nananana``.
_STUTTER = re.compile(r"([^\W\d]{5,})\1|([^\W\d]{2,4})\2{2,}|([^\W\d])\3{5,}")


def check_empty(subject: Subject) -> Iterator[Issue]:
    """Report a target without any character where the source has some."""
    if subject.source.strip() and not subject.target.strip():
        yield make_issue("empty_target")


def check_translated(subject: Subject) -> Iterator[Issue]:
    """Report a target whose ordinary words are for the most part the source's."""
    if subject.source_language == subject.target_language:
        return
    source = Counter(_list_ordinary_words(subject))
    target = Counter(word for word in _WORD.findall(subject.target) if word[0].islower())
    shared = sum((source & target).values())
    fewest = min(sum(source.values()), sum(target.values()))
    if shared >= _SAME_WORDS_LEAST and shared >= _SAME_WORDS_SHARE * max(1, fewest):
        yield make_issue("untranslated")


def check_length(subject: Subject) -> Iterator[Issue]:
    """Report a target whose length is out of proportion."""
    length = len(subject.source)
    if length < _LEAST_LENGTH or not subject.target:
        return
    ratio = len(subject.target) / length
    bounds = _RATIOS.get((subject.source_language, subject.target_language), _OTHER_RATIOS)
    lowest, highest = next((low, high) for least, low, high in bounds if length >= least)
    if not lowest <= ratio <= highest:
        yield make_issue("length_odd", ratio=f"{ratio:.1f}")


def check_loops(subject: Subject) -> Iterator[Issue]:
    """Report words or pieces of words that the target repeats and the source does not."""
    source, target = _list_words(subject.source), _list_words(subject.target)
    found = _find_loop(target) or _find_scattered(target) or _find_stutter(target)
    if found and not (_find_loop(source) or _find_scattered(source) or _find_stutter(source)):
        yield make_issue("repetition_loop", words=found)


def _list_words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD_OR_NUMBER.findall(text)]


def _list_ordinary_words(subject: Subject) -> Iterator[str]:
    """Yield the source's words in lower case that lie in no name, number, term or address."""
    inside = bytearray(len(subject.source))
    for span in subject.segment.spans:
        if not span.level:
            inside[span.start : span.end] = b"\1" * (span.end - span.start)
    for match in _WORD.finditer(subject.source):
        if match[0][0].islower() and not inside[match.start()]:
            yield match[0]


def _find_loop(words: Sequence[str]) -> str:
    """Return a sequence of words that follows itself too often; empty if there is none."""
    for length in range(1, min(_LONGEST_SEQUENCE, len(words) // 2) + 1):
        wanted = length * (_TIMES_BY_LENGTH.get(length, _TIMES_OF_LONGER) - 1)
        equal = 0
        for at in range(length, len(words)):
            equal = equal + 1 if words[at] == words[at - length] else 0
            if equal >= wanted:
                return " ".join(words[at - length + 1 : at + 1])
    return ""


def _find_scattered(words: Sequence[str]) -> str:
    """Return a sequence of four words that occurs again and again; empty if there is none."""
    sequences = Counter(tuple(words[at : at + _SCATTERED_LENGTH]) for at in range(len(words) - _SCATTERED_LENGTH + 1))
    for sequence, times in sequences.most_common(1):
        if times >= _SCATTERED_TIMES:
            return " ".join(sequence)
    return ""


def _find_stutter(words: Sequence[str]) -> str:
    """Return a word that is made of one piece again and again; empty if there is none."""
    return next((word for word in words if _STUTTER.search(word)), "")
