"""Is there a sentence in the target for each of the source?"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from translator.checks.codes import make_issue
from translator.checks.comparison import Comparison
from translator.translation import Issue

#: The end of a sentence inside a segment: a stop after a word that is no abbreviation, and a capital after it.
_SENTENCE_END = regex.compile(
    r"(?:(?<=[\p{Ll}\p{N}]{2}|[\p{Ll}]{3}['’]s|[)\]»”])[.]|[!?…]|\.{3})[»”’\")\]\s]*\s+(?=[«“‘\"(\[—–-]*\s?\p{Lu})"
)
_WORD = regex.compile(r"[\p{L}\p{N}]{2,}")

#: A sentence of fewer words may have gone into its neighbour.
_LEAST_WORDS = 4
#: A sentence of which a smaller share of words is aligned with the target is not in it.
_LEAST_LINKED = 0.25
#: Without an alignment: target characters for one of the source, below which fewer sentences mean that one is lost.
_LEAST_LENGTH = {"fr": 0.85, "en": 0.6}
_LEAST_LENGTH_ELSEWHERE = 0.6
#: A target of fewer characters for one of the source has lost much of it, be it one sentence: one in four hundred human
#: translations of news is as short.
_LEAST_OF_ALL = {"fr": 0.66, "en": 0.54}
_LEAST_OF_ALL_ELSEWHERE = 0.4
_LEAST_CHARACTERS = 45


def check_sentences(comparison: Comparison) -> Iterator[Issue]:
    """Report that the target has fewer sentences than the source and one of these is not in it.

    A target much too short has lost a part of its only sentence too. Which one of several is lost is told by the
    alignment where there is one, and else by the length alone: sentences may be joined.
    """
    sentences = _split(comparison.segment.source)
    least_of_all = _LEAST_OF_ALL.get(comparison.target_language, _LEAST_OF_ALL_ELSEWHERE)
    length = len(comparison.segment.source)
    is_long = len(sentences) == 1 and length >= _LEAST_CHARACTERS
    if is_long and len(comparison.target) < least_of_all * length:
        yield make_issue("sentence_lost", text=comparison.segment.source)
    if len(sentences) < 2 or len(_split(comparison.target)) >= len(sentences):
        return
    source = comparison.segment.source
    links = comparison.read_links()
    if links:
        linked = [(link.source_start, link.source_end) for link in links]
        for start, end in sentences:
            if _measure_linked(source, start, end, linked=linked) < _LEAST_LINKED:
                yield make_issue("sentence_lost", text=source[start:end])
        return
    least = _LEAST_LENGTH.get(comparison.target_language, _LEAST_LENGTH_ELSEWHERE)
    if len(comparison.target) < least * len(source):
        yield make_issue("sentence_lost", text=source[slice(*sentences[-1])])


def _split(text: str) -> list[tuple[int, int]]:
    """Return the start and end of each sentence that is long enough to be missed."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    places = zip([0, *ends], [*ends, len(text)], strict=True)
    return [(start, end) for start, end in places if len(_WORD.findall(text, start, end)) >= _LEAST_WORDS]


def _measure_linked(source: str, start: int, end: int, *, linked: list[tuple[int, int]]) -> float:
    """Return the share of a sentence's words that the alignment links with the target."""
    words = [match.span() for match in _WORD.finditer(source, start, end)]
    hits = sum(
        any(first < last_of_word and first_of_word < last for first, last in linked)
        for first_of_word, last_of_word in words
    )
    return hits / len(words)
