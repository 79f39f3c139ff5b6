"""Write headlines in capitals, and those of English with a capital on each word, as sentences are written.

Engines are trained on sentences: a word with a capital looks like a name to them, and stays as it is.
"""

from __future__ import annotations

from functools import lru_cache

from translator.document import Span, SpanKind
from translator.protection.capitals import Case, Word, ends_sentence, is_all_capitals, is_title_case, list_words
from translator.protection.exonyms import fold_name
from translator.protection.name_evidence import get_listed, get_role, is_formed_like_word
from translator.protection.word_lists import get_vocabulary

#: A name of so few letters in a headline in capitals is an acronym.
_LONGEST_ACRONYM = 3


#: How many texts are kept ready: each attempt at a segment asks again.
_TEXTS = 256


@lru_cache(maxsize=_TEXTS)
def is_shouted(text: str, *, spans: tuple[Span, ...], language: str) -> bool:
    """Say whether a text is a headline in capitals.

    Args:
        text: A segment.
        spans: Its spans; addresses are as they are.
        language: ISO 639 code.
    """
    return is_all_capitals(_list_free_words(text, spans=spans, language=language))


@lru_cache(maxsize=_TEXTS)
def settle_case(text: str, *, spans: tuple[Span, ...], language: str) -> str:
    """Write a headline as a sentence; any other text stays as it is, and so does each character's place.

    Names keep their capital, acronyms all of them, and addresses every letter.

    Args:
        text: A segment.
        spans: Its spans.
        language: ISO 639 code.
    """
    words = _list_free_words(text, spans=spans, language=language)
    is_capitals = is_all_capitals(words)
    if not is_capitals and not (language == "en" and is_title_case(words) and not ends_sentence(text)):
        return text
    settle = _settle_shouted if is_capitals else _settle_titled
    names = [span for span in spans if span.kind is SpanKind.NAME]
    settled = list(text)
    for word in words:
        is_name = any(name.start < word.end and word.start < name.end for name in names)
        settled[word.start : word.end] = settle(word, is_name=is_name, language=language)
    settled[words[0].start] = text[words[0].start]
    return "".join(settled)


def _list_free_words(text: str, *, spans: tuple[Span, ...], language: str) -> list[Word]:
    """Return the words of a text outside its addresses and tags."""
    addresses = [span for span in spans if span.kind in (SpanKind.ADDRESS, SpanKind.TAG)]
    return [
        word
        for word in list_words(text, language=language)
        if not any(address.start < word.end and word.start < address.end for address in addresses)
    ]


def _settle_shouted(word: Word, *, is_name: bool, language: str) -> str:
    vocabulary = get_vocabulary(language)
    is_short = len(word.text) <= _LONGEST_ACRONYM and word.lower not in vocabulary.function
    if is_name and (is_short or _is_listed_acronym(word, language=language)):
        return word.text
    is_capital = is_name and word.lower not in get_role("particle", language=language) | vocabulary.function
    is_capital |= language == "en" and (word.lower in vocabulary.excluded or word.lower in vocabulary.calendar)
    is_capital |= _is_unknown(word, language=language)
    lower = _lower(word.text)
    return lower[0].upper() + lower[1:] if is_capital else lower


def _is_unknown(word: Word, *, language: str) -> bool:
    """Say whether a word is likelier a name than a word: no common one, nor formed like one."""
    vocabulary = get_vocabulary(language)
    known = (vocabulary.common, vocabulary.function, vocabulary.titled, vocabulary.excluded, vocabulary.calendar)
    stems = {word.lower.removesuffix(ending) for ending in ("", "s", "es", "e")}
    return (
        word.text.isalpha()
        and not is_formed_like_word(word.lower, language=language)
        and not any(stem in listed for listed in known for stem in stems)
    )


def _settle_titled(word: Word, *, is_name: bool, language: str) -> str:
    vocabulary = get_vocabulary(language)
    is_custom = word.lower in vocabulary.excluded or word.lower in vocabulary.calendar
    return word.text if is_name or is_custom or word.case is not Case.CAPITAL else _lower(word.text)


def _is_listed_acronym(word: Word, *, language: str) -> bool:
    return (word.text,) in get_listed(language).get(fold_name(word.text), ())


def shout(text: str) -> str:
    """Return a text in capitals, each character in its place."""
    return "".join(char.upper() if len(char.upper()) == 1 else char for char in text)


def _lower(text: str) -> str:
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
