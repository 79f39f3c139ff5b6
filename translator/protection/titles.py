"""Find the titles of works, ships and the like that stand between quotation marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from translator.document import Span, SpanKind
from translator.protection.capitals import Case, Word, list_words
from translator.protection.exonyms import WORK
from translator.protection.name_evidence import get_role
from translator.protection.word_lists import get_vocabulary

#: What may stand inside the marks after a title.
_STOPS = " \u00a0\u202f.,"
_LONGEST = 8
_WORD_BEFORE = regex.compile(r"(\p{Ll}[\p{L}-]*),?[ \u00a0\u202f]$")
_PLAIN = regex.compile(r"[\p{L}\p{N}\s'’-]+")


def find_titles(text: str, *, quotations: Sequence[Span], names: Sequence[Span], language: str) -> Iterator[Span]:
    """Yield what stands between marks with capitals that nothing but a title explains: ``“The Quiet Harbour”``.

    All words but small ones have a capital, and one that is not first is no name, office or people: ``« Vive la
    France »`` is none.

    Args:
        text: A segment.
        quotations: Its quotations.
        names: Its names.
        language: ISO 639 code.
    """
    for quotation in quotations:
        if quotation.opens and quotation.closes:
            inner = text[quotation.start + 1 : quotation.end - 1]
            start = quotation.start + 1 + len(inner) - len(inner.lstrip())
            end = quotation.start + 1 + len(inner.rstrip(_STOPS))
            words = [word for word in list_words(text, language=language) if start <= word.start < end]
            is_short = 0 < len(words) <= _LONGEST and _PLAIN.fullmatch(text, start, end) is not None
            is_called = is_short and words[0].case is not Case.LOWER and _is_called(text[: quotation.start], language)
            is_nickname = is_short and _is_nickname(quotation, words, names)
            if is_called or is_nickname or (is_short and _is_title(words, names, language)):
                yield Span(start, end, SpanKind.NAME, ref=WORK)


def _is_article(word: Word) -> bool:
    """Say whether a word is an article with a capital, which English gives it in a title: ``‘The Handmaid’``."""
    return word.text in ("The", "A", "An")


def _is_nickname(quotation: Span, words: Sequence[Word], names: Sequence[Span]) -> bool:
    """Say whether a capitalised word between marks stands inside somebody's name: ``Dwayne "Tiny" Ferguson``."""
    is_capital = all(word.case is not Case.LOWER for word in words)
    is_before = any(name.end + 1 == quotation.start for name in names)
    return is_capital and is_before and any(name.start == quotation.end + 1 for name in names)


def _is_called(before: str, language: str) -> bool:
    """Say whether a ship, work or the like is called what stands between marks: ``le cargo « Étoile du Sud »``."""
    kind = _WORD_BEFORE.search(before)
    return kind is not None and kind[1] in get_role("kind", language=language)


def _is_title(words: Sequence[Word], names: Sequence[Span], language: str) -> bool:
    vocabulary = get_vocabulary(language)
    telling = [word for word in words if word.lower not in vocabulary.function]
    explained = vocabulary.excluded | vocabulary.titled if language == "fr" else vocabulary.excluded
    is_begun_small = language == "en" and words[0] not in telling
    is_one_name = is_begun_small and any(
        name.start == telling[0].start and name.end == telling[-1].end for name in names[:] if telling
    )
    unexplained = [
        word
        for word in (telling if is_begun_small else telling[1:])
        if word.lower not in explained
        and (is_one_name or not any(name.start <= word.start < name.end for name in names))
    ]
    is_office = all(word.lower in vocabulary.titled for word in telling)
    return (
        (len(telling) > 1 or _is_article(words[0]))
        and bool(unexplained)
        and not is_office
        and all(word.case in (Case.CAPITAL, Case.MIXED) for word in telling)
    )
