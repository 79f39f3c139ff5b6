"""Texts as words, and when two words are the same."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import regex

from translator.glossary.lemmas import find_lemma

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_WORD_END = regex.compile(r"[\p{L}\p{M}\p{N}]+", regex.REVERSE)
_SPACE = regex.compile(r"\s+")
_MARK = regex.compile(r"\p{Mn}+")
_SEPARATORS = str.maketrans({**dict.fromkeys("’ʼ‘＇", "'"), **dict.fromkeys("-\u2010\u2011", " ")})
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE"})

#: Endings of a plural in both languages; entries are written in the singular.
_PLURAL_ENDINGS = ("s", "x")

#: Words that French elides before a vowel, without their apostrophe, folded.
_ELIDED = frozenset(["c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"])

#: Prefixes that a hyphen joins to a term without making another term of it, folded.
_LOOSE_PREFIXES = frozenset(
    ["anti", "euro", "ex", "franco", "neo", "non", "post", "pre", "pro", "quasi", "sud", "nord", "est", "ouest"]
)

#: What French joins to any word by a hyphen, folded.
_FRENCH_CLITICS = frozenset(["ce", "ci", "elle", "elles", "il", "ils", "je", "la", "nous", "on", "t", "tu", "vous"])

#: How many texts' words are kept ready: a source and each of its targets are searched several times.
_TEXTS = 512
#: How many words' keys are.
_WORDS = 16_384

_HYPHENS = "-\u2010\u2011"
_APOSTROPHES = "'’ʼ"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text.

    Args:
        start: First code point in the text.
        end: One past the last.
        text: The word as it is written, accents composed and ligatures spelt out.
        key: The word without case and accents.
        separator: What stands between the word before and this one, a hyphen counting as a space.
    """

    start: int
    end: int
    text: str
    key: str
    separator: str


@lru_cache(maxsize=_TEXTS)
def split_words(text: str) -> tuple[Word, ...]:
    """Cut a text into its words."""
    words: list[Word] = []
    end = 0
    for match in _WORD.finditer(text):
        written = _write_out(match[0])
        separator = _SPACE.sub(" ", text[end : match.start()].translate(_SEPARATORS)) if words else ""
        words.append(Word(match.start(), match.end(), written, _fold(written), separator))
        end = match.end()
    return tuple(words)


def get_first_key(text: str) -> str:
    """Return the key of the first word of a text; empty where it has none."""
    match = _WORD.search(text)
    return "" if match is None else _fold(match[0])


def list_keys(word: Word, *, language: str) -> tuple[str, ...]:
    """Return the keys under which a word may be known: its own, its singular's and its lemma's where it has others.

    Args:
        word: A word of a text.
        language: ISO 639 code of the text.
    """
    return _list_keys(word.key, word.text.lower(), language)


@lru_cache(maxsize=_WORDS)
def _list_keys(key: str, lowered: str, language: str) -> tuple[str, ...]:
    singular = key[:-1] if len(key) > 2 and key.endswith(_PLURAL_ENDINGS) else key
    return tuple(dict.fromkeys((key, singular, _fold(find_lemma(lowered, language=language)))))


def is_same_word(shown: Word, wanted: Word, *, is_exact: bool, language: str) -> bool:
    """Tell whether a text shows the word of a term.

    Args:
        shown: The word in the text.
        wanted: The word in the term.
        is_exact: Whether case counts and a plural is another word. Otherwise case is free, and a capital may lack the
            accent that it has in the term, as in many newspapers.
        language: ISO 639 code of the text.
    """
    if is_exact:
        return shown.text == wanted.text
    if shown.key == wanted.key:
        return _is_spelt_alike(shown.text, wanted.text)
    # With a capital that the term has not, what ends in s is rather a name: « Paris » is no plural of « pari ».
    if wanted.key not in list_keys(shown, language=language) or (shown.text[0].isupper() and wanted.text[0].islower()):
        return False
    is_inflected = find_lemma(shown.text.lower(), language=language) == wanted.text.lower()
    return is_inflected or _is_spelt_alike(shown.text[:-1], wanted.text)


def is_bounded(text: str, *, start: int, end: int, language: str) -> bool:
    """Tell whether a stretch of a text stands by itself, and is no part of a longer word, address or handle."""
    return _is_free_before(text, start, language=language) and _is_free_after(text, end, language=language)


def _is_free_before(text: str, start: int, *, language: str) -> bool:
    sign = text[start - 1 : start]
    if sign in ("@", "#", "_", "⟦"):
        return False
    previous = _find_word_before(text, start - 1) if sign else ""
    if not previous:
        return True
    if sign in _HYPHENS:
        return previous in _LOOSE_PREFIXES
    if sign in _APOSTROPHES:
        return language == "fr" and previous in _ELIDED
    return sign != "."


def _is_free_after(text: str, end: int, *, language: str) -> bool:
    sign = text[end : end + 1]
    if sign in ("@", "_", "⟧"):
        return False
    match = _WORD.match(text, end + 1) if sign else None
    if match is None:
        return True
    if sign in _HYPHENS:
        return _fold(match[0]) in _FRENCH_CLITICS if language == "fr" else match[0].islower()
    if sign in _APOSTROPHES:
        return language != "fr" and _fold(match[0]) == "s"
    return sign != "."


def _find_word_before(text: str, end: int) -> str:
    match = _WORD_END.match(text, 0, end)
    return "" if match is None else _fold(match[0])


def _write_out(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text).translate(_LIGATURES)


def _fold(text: str) -> str:
    folded = text.casefold() if text.isascii() else text.translate(_LIGATURES).casefold()
    return folded if folded.isascii() else _strip_accents(folded)


def _strip_accents(text: str) -> str:
    return _MARK.sub("", unicodedata.normalize("NFD", text))


def _is_spelt_alike(shown: str, wanted: str) -> bool:
    if shown.casefold() == wanted.casefold():
        return True
    return len(shown) == len(wanted) and all(
        one.casefold() == other.casefold() or (one.isupper() and _fold(one) == one.casefold() == _fold(other))
        for one, other in zip(shown, wanted, strict=True)
    )
