"""What a text says about its language besides its letter groups: function words, apostrophes, accents."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from translator.detection.function_words import CONTRACTIONS, ELISIONS, FUNCTION_WORDS, NAME_PARTICLES

#: Web and mail addresses and handles say nothing about the language around them.
_ADDRESS = re.compile(r"(?:https?://|www\.)\S{1,2000}|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}|(?<!\w)@\w{1,64}")

#: A quotation; the bound keeps a text full of opening marks linear.
_QUOTATION = re.compile(r"«[^«»]{1,600}»|“[^“”]{1,600}”|\"[^\"]{1,600}\"")

#: Words with the apostrophes inside them. The bound keeps a text without white space linear.
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_APOSTROPHES = re.compile("['’ʼ]")

#: Accented letters and letters of its own that a language writes outside borrowed words.
OWN_LETTERS: Mapping[str, frozenset[str]] = {
    "fr": frozenset("éèêëàâçùûîïôœ"),
    "de": frozenset("äöüß"),
    "es": frozenset("áéíóúñ"),
    "it": frozenset("àèéìòù"),
    "nl": frozenset("ëï"),
    "pt": frozenset("ãõáâàçéêíóôú"),
    "da": frozenset("æøå"),
    "pl": frozenset("ąćęłńóśźż"),
    "ro": frozenset("ăâîșțşţ"),
    "sv": frozenset("åäö"),
    "tr": frozenset("ğışçöü"),
}

_ACCENTED = frozenset().union(*OWN_LETTERS.values())

#: How many words' languages are kept ready.
_WORDS = 8_192


@dataclass(frozen=True, slots=True)
class Evidence:
    """Counts taken from one text.

    Args:
        words: How many words there are.
        letters: The letters, without addresses and handles.
        function_words: For each language with a list, how many words speak for it.
        accented: How many words carry each letter of `OWN_LETTERS`, in lower case.
        in_names: How many words may be part of a name: those with a capital, and particles between them.
    """

    words: int
    letters: str
    function_words: Mapping[str, int]
    accented: Mapping[str, int]
    in_names: int


def clean_text(text: str) -> str:
    """Return the text in NFC without addresses and handles, and in lower case where it is all in capitals."""
    text = _ADDRESS.sub(" ", unicodedata.normalize("NFC", text))
    return text.lower() if text.isupper() else text


def remove_quotations(text: str) -> str:
    """Return the text without what stands between quotation marks, whose language may be another's."""
    return _QUOTATION.sub(" ", text)


def gather_evidence(text: str) -> Evidence:
    """Count what speaks for each language.

    Args:
        text: A text cleaned by `clean_text`.
    """
    words = _WORD.findall(text)
    hits: Counter[str] = Counter()
    accented: Counter[str] = Counter()
    inside_names = _find_name_particles(words)
    for index, word in enumerate(words):
        lowered = word.lower()
        if index not in inside_names:
            for code in _list_supporters(lowered):
                hits[code] += 1
        if not lowered.isascii():
            accented.update(_ACCENTED & set(lowered))
    return Evidence(
        words=len(words),
        letters="".join(filter(str.isalpha, text)),
        function_words={code: hits[code] for code in FUNCTION_WORDS},
        accented=accented,
        in_names=len(inside_names) + sum(word[0].isupper() for word in words),
    )


def _find_name_particles(words: Sequence[str]) -> set[int]:
    """Return the positions of particles between two words with capitals (``Ursula von der Leyen``)."""
    found: set[int] = set()
    run: list[int] = []
    after_capital = False
    for index, word in enumerate(words):
        if after_capital and word in NAME_PARTICLES:
            run.append(index)
            continue
        if word[0].isupper():
            found.update(run)
        run = []
        after_capital = word[0].isupper()
    return found


@lru_cache(maxsize=_WORDS)
def _list_supporters(word: str) -> tuple[str, ...]:
    """Return the languages that a lower-case word speaks for, each at most once."""
    first, *rest = _APOSTROPHES.split(word)
    if not rest:
        return tuple(code for code, listed in FUNCTION_WORDS.items() if first in listed)
    supporters = [code for code, listed in ELISIONS.items() if first in listed and len(rest[-1]) > 1]
    return (*supporters, *(code for code, listed in CONTRACTIONS.items() if rest[-1] in listed))
