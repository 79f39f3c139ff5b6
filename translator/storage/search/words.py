"""The words of a text, as searches compare them.

A word is folded: « État », “ETAT” and “état” are one. Elided articles and pronouns are left out (« l’État » holds the
word « État »), and so is the English possessive. Stems come from Snowball's French and English algorithms
(https://snowballstem.org), taken of the word as it is written and of the folded one, since many people type no accents.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import regex

from translator.languages import SERVED_LANGUAGES

#: Longest part of a word that is compared, in characters; the longest words of French and English have about 30.
WORD_LENGTH = 60

#: Words whose folded form and stems are remembered; a newspaper's year uses about this many.
_REMEMBERED = 100_000

#: How Snowball calls the languages.
_STEMMERS = {"fr": "french", "en": "english"}

#: What stands before an apostrophe and is no word of its own, folded.
_ELIDED = frozenset(["c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"])

_WORD = regex.compile(r"[\p{L}\p{N}\p{M}]+(?:['’ʼ＇][\p{L}\p{N}\p{M}]+)*")
_APOSTROPHE = regex.compile(r"['’ʼ＇]")
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text.

    Args:
        start: First code point.
        end: One past the last code point.
        folded: As it is compared: letters and digits without case and accents.
        written: In lower case with its accents, for stemming.
    """

    start: int
    end: int
    folded: str
    written: str


def iterate_words(text: str) -> Iterator[Word]:
    """Yield the words of a text in order."""
    for match in _WORD.finditer(text):
        start, end = match.span()
        skipped, folded, written = _read_word(match[0])
        if folded:
            yield Word(start + skipped, end, folded, written)


def list_stems(word: Word, language: str) -> tuple[str, ...]:
    """Return the stems of a word in a language, each with the language before it; none for other languages."""
    if language not in SERVED_LANGUAGES:
        return ()
    return tuple(dict.fromkeys(_stem(form, language) for form in (word.written, word.folded)))


def build_terms(text: str, language: str) -> tuple[str, str]:
    """Return what the index holds of a text: its words in order, and their stems.

    Args:
        text: The text.
        language: Its ISO 639 code.
    """
    words = list(iterate_words(text))
    stems = (stem for word in words for stem in list_stems(word, language))
    return " ".join(word.folded for word in words), " ".join(stems)


@lru_cache(maxsize=_REMEMBERED)
def _read_word(text: str) -> tuple[int, str, str]:
    """Return how many characters at the start are no part of the word, the word folded, and the word as written."""
    parts = _APOSTROPHE.split(text)
    first = 0
    while first < len(parts) - 1 and _fold(parts[first]) in _ELIDED:
        first += 1
    kept = parts[first:]
    if len(kept) > 1 and _fold(kept[-1]) == "s":
        kept = kept[:-1]
    skipped = sum(len(part) + 1 for part in parts[:first])
    written = unicodedata.normalize("NFC", "".join(kept)).lower()
    return skipped, _fold(written)[:WORD_LENGTH], written[:WORD_LENGTH]


@lru_cache(maxsize=_REMEMBERED)
def _fold(word: str) -> str:
    parted = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    return "".join(sign for sign in parted if sign.isalnum()).casefold()


@lru_cache(maxsize=_REMEMBERED)
def _stem(form: str, language: str) -> str:
    return f"{language}={_fold(_get_stemmer(language).stemWord(form))}"


@cache
def _get_stemmer(language: str) -> Any:
    # Its algorithms are slow to import, and only a search or a new article needs them.
    import snowballstemmer  # type: ignore[import-untyped]  # it ships no py.typed

    return snowballstemmer.stemmer(_STEMMERS[language])
