"""What became of a name that did not arrive: another spelling, or a pronoun."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import regex
from rapidfuzz import fuzz

from translator.checks.comparison import Comparison, list_words

_CAPITALISED = regex.compile(r"\p{Lu}[\p{L}\p{M}]+")
#: Two words of this likeness are spellings of one name: ``Dilokrit`` and ``Dilorit`` have 93, ``Macron`` and
#: ``Marchand`` 57.
_LEAST_LIKENESS = 75
#: Shorter words are alike by chance.
_SHORTEST = 4


def find_changed_name(comparison: Comparison, name: str) -> str | None:
    """Return the word of the target that is most like a word of a lost name; None where none is like it.

    Only capitalised words count that answer nothing else.
    """
    text = list(comparison.target)
    for span in comparison.target_spans:
        if span.ref and span.level == 0:
            text[span.start : span.end] = " " * (span.end - span.start)
    parts = [part for part in _CAPITALISED.findall(name) if len(part) >= _SHORTEST]
    candidates = [word for word in _CAPITALISED.findall("".join(text)) if len(word) >= _SHORTEST]
    rated = [(fuzz.ratio(part.lower(), word.lower()), word) for part in parts for word in candidates]
    likeness, word = max(rated, default=(0.0, ""))
    return word if likeness >= _LEAST_LIKENESS else None


def count_added_pronouns(comparison: Comparison) -> int:
    """Return how many third-person pronouns the target has more than the source; 0 for languages without a list."""
    ours = sum(map(_get_pronouns(comparison.source_language).__contains__, comparison.list_source_words()))
    theirs = sum(map(_get_pronouns(comparison.target_language).__contains__, list_words(comparison.target)))
    return max(0, theirs - ours)


@cache
def _get_pronouns(language: str) -> frozenset[str]:
    lines = files("translator.checks").joinpath("rules", "pronouns.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return frozenset(word for tongue, word in rows if tongue == language)
