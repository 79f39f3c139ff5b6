"""Words without their inflection, so that ``la Première ministre`` shows the term ``Premier ministre``.

Only endings of gender and number count: a verb is never taken for the noun that it resembles. The lemmas are
simplemma's; the tables of a language load when a text in it is first searched.
"""

from __future__ import annotations

from functools import lru_cache

import regex

_LANGUAGES = frozenset({"en", "fr"})
#: How many words' lemmas are kept ready.
_WORDS = 16_384
_SHORTEST = 4
#: English plurals that an ``s`` does not make.
_ENGLISH_PLURAL = regex.compile(r"(?:s|men|children|people|feet|teeth|geese|mice|data|media|criteria|phenomena)$")
_FRENCH_ENDING = regex.compile(r"[esx]$")
_INFINITIVE = regex.compile(r"(?:er|ir|re|oir)$")
_FEMININE_OF_ER = regex.compile(r"ères?$")


@lru_cache(maxsize=_WORDS)
def find_lemma(word: str, *, language: str) -> str:
    """Return the masculine or singular of a word in lower case; the word itself where it is no inflected noun.

    Args:
        word: In lower case.
        language: ISO 639 code; only French and English have lemmas here.
    """
    ending = _FRENCH_ENDING if language == "fr" else _ENGLISH_PLURAL
    if language not in _LANGUAGES or len(word) < _SHORTEST or ending.search(word) is None:
        return word
    import simplemma

    lemma = simplemma.lemmatize(word, lang=language).lower()
    is_verb = _INFINITIVE.search(lemma) is not None and _INFINITIVE.search(word) is None
    is_feminine = _FEMININE_OF_ER.search(word) is not None
    return word if language == "fr" and is_verb and not is_feminine else lemma
