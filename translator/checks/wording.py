"""Checks of the words: none at all, the same ones over and over, the source's, too many or too few."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from translator.checks.codes import make_issue
from translator.checks.comparison import Comparison, list_words
from translator.checks.rules_files import read_function_words
from translator.translation import Issue

#: A run of the same one to four words this often is a loop; rhetoric rarely goes beyond three, and hardly ever says
#: five words or more twice in a row.
LOOP_RUNS = {1: 4, 2: 3, 3: 3, 4: 3, **dict.fromkeys(range(5, 13), 2)}

#: A group of this many words that comes this often anywhere in a segment is a loop too.
LOOP_GROUP, LOOP_COUNT = 4, 4

#: From this many words on, a target whose words are the source's to this share counts as untranslated. French and
#: English share spellings (`important`, `train`): of 6,994 human translations in flores-dev, newsdiscusstest2015 and
#: ud-pud, names included, one in a thousand shares 0.67.
UNTRANSLATED_WORDS, UNTRANSLATED_SHARE = 4, 0.75

#: From this many different function words of the source's language on, and more than this many times the target's
#: own, a target is in the wrong language.
FOREIGN_WORDS, FOREIGN_RATIO = 3, 2

#: Bounds of target characters for one source character, for sources of 40 characters or more, by the human translations
#: in flores-dev, newsdiscusstest2015 and ud-pud: their 0.5 % quantiles below, a little outside their 0.1 % above.
LENGTH_BOUNDS = {"fr": (0.74, 2.0), "en": (0.52, 1.6)}
LENGTH_BOUNDS_ELSEWHERE = (0.4, 2.5)
LENGTH_MINIMUM = 40

#: Syllables four times, or half a long word twice: ``prevenpreven``.
_REPLACEMENT = "\ufffd"
_LETTER_LOOP = regex.compile(r"(?P<part>\p{L}{2,8})(?P=part){3,}|(?P<part>\p{L}{5,12})(?P=part)", regex.IGNORECASE)


def check_empty_target(comparison: Comparison) -> Iterator[Issue]:
    """Report a target without any text."""
    if comparison.segment.source.strip() and not comparison.target.strip():
        yield make_issue("empty_target")


def check_garbled(comparison: Comparison) -> Iterator[Issue]:
    """Report more replacement characters than the source has: halves of characters that the engine put together."""
    if comparison.target.count(_REPLACEMENT) > comparison.segment.source.count(_REPLACEMENT):
        yield make_issue("garbled")


def check_repetition(comparison: Comparison) -> Iterator[Issue]:
    """Report words or syllables repeated more often than in the source."""
    words = list_words(comparison.target)
    repeated = ""
    if len(set(pairwise(words))) < len(words) - 1:  # every loop says some two words twice
        source_words = comparison.list_source_words()
        repeated = _find_run(words, source=source_words) or _find_group(words, source=source_words)
    letters = _LETTER_LOOP.search(comparison.target)
    if not repeated and letters and not _LETTER_LOOP.search(comparison.segment.source):
        repeated = letters["part"]
    if repeated:
        yield make_issue("repetition_loop", text=repeated)


def check_untranslated(comparison: Comparison) -> Iterator[Issue]:
    """Report a target most of whose words are the source's, or whose function words are those of its language."""
    words = comparison.list_free_words()
    if _is_source_again(words, comparison=comparison):
        yield make_issue("untranslated")
    elif _is_foreign(words, comparison=comparison):
        yield make_issue("language_wrong")


def _is_source_again(words: Sequence[str], *, comparison: Comparison) -> bool:
    source_words = set(comparison.list_source_words())
    shared = sum(word in source_words for word in words)
    return len(words) >= UNTRANSLATED_WORDS and shared >= UNTRANSLATED_SHARE * len(words)


def _is_foreign(words: Sequence[str], *, comparison: Comparison) -> bool:
    known = read_function_words()
    ours = known.get(comparison.source_language, frozenset()).intersection(words)
    theirs = known.get(comparison.target_language, frozenset()).intersection(words)
    return len(ours) >= FOREIGN_WORDS and len(ours) > FOREIGN_RATIO * len(theirs)


def check_length(comparison: Comparison) -> Iterator[Issue]:
    """Report a target whose length no human translation of such a source has."""
    length = len(comparison.segment.source)
    if length < LENGTH_MINIMUM:
        return
    lowest, highest = LENGTH_BOUNDS.get(comparison.target_language, LENGTH_BOUNDS_ELSEWHERE)
    if not lowest <= len(comparison.target) / length <= highest:
        yield make_issue("length_odd")


def _find_run(words: Sequence[str], *, source: Sequence[str]) -> str:
    """Return the first group of words that repeats at once too often, and more often than in the source."""
    for size, limit in LOOP_RUNS.items():
        longest, at = _measure_run(words, size=size)
        if longest >= limit and longest > _measure_run(source, size=size)[0]:
            return " ".join(words[at : at + size])
    return ""


def _measure_run(words: Sequence[str], *, size: int) -> tuple[int, int]:
    """Return how often a group of ``size`` words stands in a row at most, and where the first of them begins."""
    best, best_at = min(len(words), 1), 0
    for offset in range(size):
        groups = [tuple(words[start : start + size]) for start in range(offset, len(words) - size + 1, size)]
        run = 1
        for position, (one, other) in enumerate(pairwise(groups), start=1):
            run = run + 1 if one == other else 1
            if run > best:
                best, best_at = run, offset + (position - run + 1) * size
    return best, best_at


def _find_group(words: Sequence[str], *, source: Sequence[str]) -> str:
    """Return a group of words that comes too often anywhere in the target, and more often than in the source."""
    counts = _count_groups(words)
    group = max(counts, key=lambda each: counts[each], default=())
    if counts.get(group, 0) < LOOP_COUNT or counts[group] <= max(_count_groups(source).values(), default=0):
        return ""
    return " ".join(group)


def _count_groups(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    counts: dict[tuple[str, ...], int] = {}
    for start in range(len(words) - LOOP_GROUP + 1):
        group = tuple(words[start : start + LOOP_GROUP])
        counts[group] = counts.get(group, 0) + 1
    return counts
