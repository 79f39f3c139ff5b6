"""Show what was found: which words of a text answer a search, and the passage that answers it best."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from translator.library import Excerpt, Marked, Run
from translator.storage.search.asking import Asked, Term
from translator.storage.search.words import Word, iterate_words, list_stems

#: Length to which a passage is cut around its first marked word, in characters: some three lines of a column.
EXCERPT_LENGTH = 280

#: How much of it stands before that word.
_LEAD = 100

#: Letters at the start that a word shares with its other forms.
_SHARED = 3


@dataclass(frozen=True, slots=True)
class Passage:
    """A segment of an article with its translation."""

    segment_id: str
    source: str
    source_language: str
    target: str
    target_language: str


def mark_text(text: str, language: str, *, asked: Asked, length: int | None = None) -> Marked:
    """Mark the words of a text that answer a search.

    Args:
        text: The text.
        language: Its ISO 639 code.
        asked: What is searched for.
        length: To how many characters about it is cut; None for the whole.
    """
    stretches = _find_stretches(text, language, asked=asked)[0]
    if length is not None and len(text) > length:
        return _cut(text, stretches, length=length)
    return _build_marked(text, stretches)


def find_excerpt(passages: Iterable[Passage], *, asked: Asked) -> Excerpt | None:
    """Return the first of the passages that answer most of a search, marked; None where none answers any of it."""
    best: Passage | None = None
    most = 0
    for passage in passages:
        found = _find_stretches(passage.source, passage.source_language, asked=asked)[1]
        found |= _find_stretches(passage.target, passage.target_language, asked=asked)[1]
        if len(found) > most:
            best, most = passage, len(found)
        if most == len(asked.wanted):
            break
    if best is None:
        return None
    return Excerpt(
        segment_id=best.segment_id,
        source=mark_text(best.source, best.source_language, asked=asked, length=EXCERPT_LENGTH),
        target=mark_text(best.target, best.target_language, asked=asked, length=EXCERPT_LENGTH),
    )


def _find_stretches(text: str, language: str, *, asked: Asked) -> tuple[list[tuple[int, int]], set[int]]:
    """Return where the text answers the search, in order, and the numbers of the terms that it answers."""
    words = list(iterate_words(text))
    stretches: list[tuple[int, int]] = []
    found: set[int] = set()
    for number, term in enumerate(asked.wanted):
        stems = set(list_stems(term.words[0], language)) if term.is_inflected else set()
        for position in range(len(words) - len(term.words) + 1):
            stretch = words[position : position + len(term.words)]
            if _answers(stretch, term) or (stems and _has_stem(stretch[0], term, stems=stems, language=language)):
                stretches.append((stretch[0].start, stretch[-1].end))
                found.add(number)
    return _join(stretches), found


def _answers(stretch: Sequence[Word], term: Term) -> bool:
    *first, last = zip(stretch, term.words, strict=True)
    is_last = last[0].folded.startswith(last[1].folded) if term.is_prefix else last[0].folded == last[1].folded
    return is_last and all(word.folded == wanted.folded for word, wanted in first)


def _has_stem(word: Word, term: Term, *, stems: set[str], language: str) -> bool:
    # Stemming is slow, and forms of one word begin alike.
    begins_alike = word.folded[:_SHARED] == term.words[0].folded[:_SHARED]
    return begins_alike and not stems.isdisjoint(list_stems(word, language))


def _join(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _build_marked(text: str, stretches: Iterable[tuple[int, int]]) -> Marked:
    runs: list[Run] = []
    position = 0
    for start, end in stretches:
        runs += [Run(text[position:start]), Run(text[start:end], is_match=True)]
        position = end
    runs.append(Run(text[position:]))
    return Marked(tuple(run for run in runs if run.text))


def _cut(text: str, stretches: list[tuple[int, int]], *, length: int) -> Marked:
    first = stretches[0][0] if stretches else 0
    start = max(0, min(first - _LEAD, len(text) - length))
    if start:
        # At a word's beginning.
        start = text.find(" ", start, first) + 1 or start
    end = min(len(text), start + length)
    if end < len(text):
        end = max(text.rfind(" ", start + length // 2, end), start + length // 2)
    kept = [(max(a, start), min(b, end)) for a, b in stretches if a < end and b > start]
    marked = _build_marked(text[start:end], [(a - start, b - start) for a, b in kept])
    before = (Run("… "),) if start else ()
    after = (Run(" …"),) if end < len(text) else ()
    return Marked(before + marked.runs + after)
