"""Look at an output beside its source: numbers, quotation marks, placeholders, loops. Plain Python, no engine."""

from __future__ import annotations

import re
from collections import Counter

from .augment import PLACEHOLDERS

LOOP_WORDS, LOOP_TIMES = 3, 4  # the same three words four times in a row are a loop

_NUMBER = re.compile(r"\d+(?:[.,  ]\d+)*")


def find_numbers(text: str) -> Counter[str]:
    """Return how often each number stands in `text`, by its digits alone."""
    return Counter(re.sub(r"\D", "", number) for number in _NUMBER.findall(text))


def keeps_numbers(source: str, output: str) -> bool:
    """Say whether every number of the source is in the output, separators apart."""
    return not find_numbers(source) - find_numbers(output)


def keeps_quotations(source: str, output: str) -> bool:
    """Say whether the output has as many opening and closing marks of the outer level as the source."""
    return all(source.count(mark) == output.count(mark) for mark in "“”")


def is_loop(text: str) -> bool:
    """Say whether a few words are repeated several times in a row."""
    words = text.split()
    span = LOOP_WORDS * LOOP_TIMES
    return any(
        words[start : start + span] == words[start : start + LOOP_WORDS] * LOOP_TIMES
        for start in range(len(words) - span + 1)
    )


def count_placeholders(text: str) -> int:
    """Return how many placeholders stand in `text`."""
    return sum(map(text.count, PLACEHOLDERS))


def count_placeholder_errors(source: str, output: str) -> int:
    """Return how many placeholders of the source are not in the output, or are there too often, or are new there."""
    return sum(abs(source.count(token) - output.count(token)) for token in PLACEHOLDERS)


def keeps_placeholders(source: str, output: str) -> bool:
    """Say whether every placeholder of the source, and no other, is in the output, as often."""
    return not count_placeholder_errors(source, output)


def is_copied(source: str, output: str) -> bool:
    """Say whether a source of several words came out untranslated."""
    return source == output and len(source.split()) > 3
