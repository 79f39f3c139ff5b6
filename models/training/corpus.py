"""Read the parallel text and keep what is worth training on."""

from __future__ import annotations

import lzma
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from translator.detection.function_words import FUNCTION_WORDS
from translator.protection.canonical import to_canonical

# A translation of more than ten characters rarely has less than half or more than twice the characters of its
# source: 99.3 % of newstest08-13 is inside.
MAX_LENGTH_RATIO = 2.2
SHORT_CHARACTERS = 12  # under this the ratio says nothing ("Oui." and "That is right.")
MIN_LATIN_SHARE = 0.7
MAX_COPIED_CHARACTERS = 24  # longer segments that are equal on both sides are left untranslated, not names
MIN_FOREIGN_WORDS = 3  # so many function words of the other side's language, and more than of its own, are a wrong side

_NUMBERS = re.compile(r"\d{2,}")
_WORDS = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_BROKEN = re.compile(r"\ufffd|Ã[©¨ª\u00a0]|â€|&[a-z]+;|<[^>]+>|\{\{|%\(")


def fold(text: str) -> str:
    """Return what is left of `text` when case, punctuation and spaces do not count, for comparing segments."""
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())


def fold_closely(text: str) -> str:
    """Return what `fold` does without digits and accents: near-duplicates, such as one form letter's lines, agree."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in decomposed if char.isalpha())


class EvaluationLeakError(ValueError):
    """Say that a sentence of an evaluation set is among the training text."""


@dataclass(frozen=True)
class Pair:
    """Hold one English segment and its French translation, both in canonical form.

    `into` is the one language that the pair teaches to write, empty where it teaches both.
    """

    english: str
    french: str
    into: str = ""


def read_pairs(path: Path) -> Iterator[Pair]:
    """Yield the pairs of a `.tsv.xz` file (English, French, further columns ignored) in canonical form."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            yield Pair(to_canonical(columns[0]), to_canonical(columns[1]))


def find_defect(pair: Pair, *, max_words: int) -> str:
    """Name the reason to leave `pair` out, or return an empty string.

    Arguments: `max_words` counts words split at spaces, on either side.
    """
    english, french = pair.english, pair.french
    if not english or not french:
        return "empty"
    if max(english.count(" "), french.count(" ")) >= max_words:
        return "long"
    longer, shorter = max(len(english), len(french)), min(len(english), len(french))
    if longer > SHORT_CHARACTERS and longer > MAX_LENGTH_RATIO * (shorter + 4):
        return "length ratio"
    if english == french and longer > MAX_COPIED_CHARACTERS:
        return "copy"
    if not (_is_latin(english) and _is_latin(french)):
        return "script"
    if _BROKEN.search(english) or _BROKEN.search(french):
        return "broken or markup"
    if _is_foreign(english, "en", "fr") or _is_foreign(french, "fr", "en"):
        return "language"
    if _numbers_disagree(english, french):
        return "numbers"
    return ""


def _is_latin(text: str) -> bool:
    letters = sum(char.isalpha() for char in text)
    return len(_LATIN.findall(text)) >= MIN_LATIN_SHARE * letters


def _is_foreign(text: str, own: str, other: str) -> bool:
    """Say whether `text` reads like the language `other` rather than `own`, by the function words in it."""
    words = _WORDS.findall(text.casefold())
    foreign = sum(word in FUNCTION_WORDS[other] and word not in FUNCTION_WORDS[own] for word in words)
    return foreign >= MIN_FOREIGN_WORDS and foreign > sum(word in FUNCTION_WORDS[own] for word in words)


def _numbers_disagree(english: str, french: str) -> bool:
    """Say whether both sides have numbers of two digits or more and share none: a sign of misalignment."""
    left, right = set(_NUMBERS.findall(english)), set(_NUMBERS.findall(french))
    return bool(left) and bool(right) and not left & right


def clean(pairs: Iterable[Pair], *, max_words: int, forbidden: frozenset[str], reasons: Counter[str]) -> Iterator[Pair]:
    """Yield the pairs without a defect and unlike those before; count the others in `reasons`.

    Arguments: `forbidden` holds folded sentences of the evaluation sets; a pair with one of them on either side
    is left out.
    """
    seen: set[int] = set()
    for pair in pairs:
        defect = find_defect(pair, max_words=max_words)
        if not defect:
            english, french = fold(pair.english), fold(pair.french)
            key = hash((fold_closely(pair.english), fold_closely(pair.french)))
            if key in seen:
                defect = "near-duplicate"
            elif english in forbidden or french in forbidden:
                defect = "in an evaluation set"
            seen.add(key)
        if defect:
            reasons[defect] += 1
        else:
            yield pair


def evaluation_sentences(folder: Path) -> frozenset[str]:
    """Return the folded sentences, of both sides, of every evaluation set in `folder`."""
    folded = (
        fold(side)
        for path in sorted(folder.glob("*.tsv.xz"))
        for pair in read_pairs(path)
        for side in (pair.english, pair.french)
    )
    return frozenset(text for text in folded if text)


def check_exclusion(pairs: Iterable[Pair], forbidden: frozenset[str]) -> int:
    """Return the number of pairs looked at; raise `EvaluationLeakError` if an evaluation sentence is on either side."""
    count = 0
    for count, pair in enumerate(pairs, start=1):
        for side in (pair.english, pair.french):
            if fold(side) in forbidden:
                raise EvaluationLeakError(f"pair {count} holds a sentence of an evaluation set: {side!r}")
    return count
