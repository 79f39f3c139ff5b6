"""Find what a source names by common words with capitals, which a translation may keep or translate.

``Banana Republic`` keeps its words, the ``National Weather Service`` has a translation, and nothing in the text tells
which is which. Such a name is no span, because no form of it is wrong; but whoever publishes the text should know
where one did not arrive as it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

import regex

from translator.document import Span, SpanKind
from translator.protection.capitals import Case, Word
from translator.protection.name_evidence import Evidence, get_role

_LANGUAGES = ("en", "fr")
_JOINS = {"en": regex.compile(r" (?:(?:of|of the|for) )?"), "fr": regex.compile(r" (?:(?:de|du|des|de la) )?|[ ]d[’']")}
#: How many texts' names are kept ready: each attempt at a segment asks again.
_TEXTS = 256
_SPACES = regex.compile(r"[\s\u00a0\u202f]+")


def find_changed_names(source: str, *, spans: Sequence[Span], target: str, language: str) -> Iterator[str]:
    """Yield the names of common words that do not stand in the target as in the source.

    Args:
        source: A segment.
        spans: Its spans; a term of the glossary has a rendering, and a name is checked by itself.
        target: Its translation.
        language: ISO 639 code of the source.
    """
    if language not in _LANGUAGES:
        return
    written = _make_plain(target)
    for start, end in find_open_names(source, spans=tuple(spans), language=language):
        if _make_plain(source[start:end]) not in written:
            yield source[start:end]


@lru_cache(maxsize=_TEXTS)
def find_open_names(text: str, *, spans: tuple[Span, ...], language: str) -> tuple[tuple[int, int], ...]:
    """Return where the names of common words stand in a text.

    In English, they are capitalised words in a row, of which one no title or institution writes so, or a name with a
    word of a street, club or place; in French, a firm's or house's kind with a capital before its name.
    """
    evidence = Evidence(text, language=language, known_names=())
    if evidence.is_caseless:
        return ()
    if evidence.is_headline:
        return tuple(_find_people_of_common_words(evidence, spans))
    judge = _is_open_in_english if language == "en" else _is_open_in_french
    found = []
    for run in _list_runs(evidence, language=language):
        terms = [span for span in spans if span.kind in (SpanKind.TERM, SpanKind.ADDRESS)]
        if _is_met(run, terms):
            continue
        names = [span for span in spans if span.kind is SpanKind.NAME]
        free = [word for word in run if not _is_met([word], names)]
        if free and judge(evidence, run, free):
            found.append((run[0].start, run[-1].end))
    return tuple(found)


def _find_people_of_common_words(evidence: Evidence, spans: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Yield, of a headline with a capital on each word, a given name and the common word behind it: ``Will Power``."""
    for word, following in pairwise(evidence.words):
        is_person = word.case is following.case is Case.CAPITAL and word.lower in evidence.vocabulary.given
        is_free = not word.is_initial and not _is_met([word, following], spans)
        if is_person and is_free and evidence.is_adjacent(word, following) and not evidence.is_weak(following):
            yield word.start, following.end


def _list_runs(evidence: Evidence, *, language: str) -> Iterator[list[Word]]:
    """Yield the capitalised words in a row that no sentence begins with; French has one alone for much else."""
    words = [word for word in evidence.words if word.case in (Case.CAPITAL, Case.MIXED)]
    run: list[Word] = []
    for word in words:
        is_joined = bool(run) and _JOINS[language].fullmatch(evidence.text, run[-1].end, word.start) is not None
        if run and (not is_joined or word.is_initial):
            yield from _take_run(evidence, run)
            run = []
        run.append(word)
    yield from _take_run(evidence, run)


def _take_run(evidence: Evidence, run: list[Word]) -> Iterator[list[Word]]:
    while run and (run[0].lower in evidence.vocabulary.function or (run[0].is_initial and len(run) > 1)):
        run = run[1:]
    is_alone = len(run) == 1 and run[0].case is Case.CAPITAL and evidence.language == "en"
    if (is_alone or len(run) > 1) and not run[0].is_initial and not any(evidence.is_calendar(word) for word in run):
        yield run


def _is_open_in_english(evidence: Evidence, run: Sequence[Word], free: Sequence[Word]) -> bool:
    words = evidence.vocabulary
    is_unusual = any(
        not any(word.lower in listed for listed in (words.titled, words.excluded, words.function, words.given))
        for word in free
    )
    return is_unusual or (len(free) < len(run) and _is_beside_name(run, free))


def _is_beside_name(run: Sequence[Word], free: Sequence[Word]) -> bool:
    """Say whether a word of a street, club or place is right beside a name: ``Maple Court``, ``Grand Marais``."""
    after, before = get_role("open_after", language="en"), get_role("open_before", language="en")
    return any(
        (other in free and one not in free and other.lower in after)
        or (one in free and other not in free and one.lower in before)
        for one, other in pairwise(run)
    )


def _is_open_in_french(evidence: Evidence, run: Sequence[Word], free: Sequence[Word]) -> bool:
    del evidence
    return run[0] in free and run[0].lower in get_role("open_before", language="fr")


def _is_met(words: Sequence[Word], spans: Sequence[Span]) -> bool:
    return any(span.start < word.end and word.start < span.end for word in words for span in spans)


def _make_plain(text: str) -> str:
    return _SPACES.sub(" ", text.replace("’", "'"))
