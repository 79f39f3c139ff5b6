"""Cut a paragraph into segments."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from translator.document import Paragraph, Segment
from translator.segmentation.candidates import Candidate, find_candidates
from translator.segmentation.long_sentences import LONG, cut_long_sentence
from translator.segmentation.marks import Pair, find_pairs
from translator.segmentation.rules import load_rules
from translator.segmentation.stops import is_final, is_sentence_start

#: A quotation or bracket up to this many code points is never cut: two or three spoken sentences, which are clearer
#: together, and whose marks stay together. A longer one is cut between its sentences.
SHORT_PAIR = 120

#: A list number or letter before its text (``7.``, ``IV.``), which is no sentence.
_LIST_NUMBER = re.compile(r"(?:\d{1,3}|[A-Za-z]|[IVX]{2,5})\.")
_LONGEST_LIST_NUMBER = 6
_ALPHANUMERIC = re.compile(r"[^\W_]")
_OPENING_QUOTATION = frozenset("«“")
_NOT_SPACE = re.compile(r"\S")
_LETTER = re.compile(r"[^\W\d_]+")


def segment_paragraph(paragraph: Paragraph, *, is_whole: bool = False) -> Paragraph:
    """Return the paragraph with its segments.

    A segment has no white space at either end; segments and the gaps between them make up the paragraph's text. A
    paragraph without a letter or a digit has none.

    Args:
        paragraph: With text and language, whose rule file is used where there is one.
        is_whole: Whether all of it is one segment, whatever sentences it has.
    """
    text = paragraph.text
    if _ALPHANUMERIC.search(text) is None:
        return replace(paragraph, segments=())
    start = _skip_space(text, 0)
    segments: list[Segment] = []
    for end in [len(text.rstrip())] if is_whole else _find_ends(paragraph, start=start):
        following = _skip_space(text, end)
        identifier = f"p{paragraph.index}s{len(segments)}"
        segments.append(Segment(identifier, text[start:end], start, end, text[end:following]))
        start = following
    return replace(paragraph, segments=tuple(segments))


def _find_ends(paragraph: Paragraph, *, start: int) -> list[int]:
    """Return where segments end, the last at the end of the text without its white space."""
    text, language = paragraph.text, paragraph.language
    pairs = find_pairs(text)
    kept = [Pair(first, last - 1) for first, last in paragraph.list_kept()]
    guard = _Guard([*kept, *(pair for pair in pairs if pair.end - pair.start < SHORT_PAIR)])
    closings = frozenset(pair.end for pair in pairs)
    candidates = find_candidates(text, language=language)
    cutter = _Cutter(text, candidates, language=language, guard=guard)
    last = len(text.rstrip())
    ends: list[int] = []
    for candidate in candidates:
        end = _take_closing_marks(text, candidate.end, closings=closings)
        if end < last and cutter.is_end(candidate, start=start, end=end):
            ends += _cut_if_long(text, start, end, guard=guard)
            start = _skip_space(text, end)
    return ends + _cut_if_long(text, start, last, guard=guard)


class _Guard:
    """Knows which offsets lie inside a short quotation or bracket, or a stretch to keep, where nothing may be cut."""

    def __init__(self, pairs: Sequence[Pair]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for pair in sorted(pairs, key=lambda pair: pair.start):
            if not self._ends or pair.start > self._ends[-1]:
                self._starts.append(pair.start)
                self._ends.append(pair.end)
            else:
                self._ends[-1] = max(self._ends[-1], pair.end)

    def is_free(self, offset: int) -> bool:
        """Return whether the text may be cut at an offset."""
        index = bisect_left(self._starts, offset) - 1
        return index < 0 or offset > self._ends[index]


class _Cutter:
    """Judges candidates of one paragraph from left to right."""

    def __init__(self, text: str, candidates: Sequence[Candidate], *, language: str, guard: _Guard) -> None:
        self._text = text
        self._language = language
        self._guard = guard
        self._rules = load_rules(language)
        self._may_be_lower = _is_lower_case_writing(text, candidates)

    def is_end(self, candidate: Candidate, *, start: int, end: int) -> bool:
        """Return whether a segment ends at a candidate.

        Args:
            candidate: The place.
            start: Where the segment begins.
            end: Where it would end, with the closing marks after the candidate.
        """
        text = self._text
        if end <= start or not self._guard.is_free(end) or _ALPHANUMERIC.search(text, start, end) is None:
            return False
        if candidate.is_certain:
            return True
        following = _skip_space(text, end)
        # Some writers begin every quotation with a small letter; after a full stop it is a sentence all the same.
        is_quoted = candidate.marks == "." and text[following : following + 1] in _OPENING_QUOTATION
        if not is_sentence_start(text, following, may_be_lower=self._may_be_lower or is_quoted):
            return False
        if candidate.marks == "." and self._is_list_number(candidate, start=start):
            return False
        return is_final(text, candidate, following=following, rules=self._rules, language=self._language)

    def _is_list_number(self, candidate: Candidate, *, start: int) -> bool:
        """Return whether a stop only belongs to the number of what follows it."""
        begin = max(start, candidate.marks_end - _LONGEST_LIST_NUMBER)
        before = self._text[begin : candidate.marks_end]
        if begin == start and _LIST_NUMBER.fullmatch(before):
            return True
        last = re.split(r"[:;\n]\s?", before)
        return len(last) > 1 and _LIST_NUMBER.fullmatch(last[-1]) is not None


def _is_lower_case_writing(text: str, candidates: Sequence[Candidate]) -> bool:
    """Return whether sentences begin with small letters here: the first one does, and no later one has a capital."""
    first = _LETTER.search(text)
    if first is None or not first.group().islower():
        return False
    return not any(
        text[begin : begin + 1].isupper() for begin in (_skip_space(text, candidate.end) for candidate in candidates)
    )


def _take_closing_marks(text: str, end: int, *, closings: frozenset[int]) -> int:
    """Return the end moved past closing marks that stand behind white space."""
    following = _skip_space(text, end)
    while following in closings:
        end = following + 1
        following = _skip_space(text, end)
    return end


def _cut_if_long(text: str, start: int, end: int, *, guard: _Guard) -> list[int]:
    return cut_long_sentence(text, start, end, is_free=guard.is_free) if end - start > LONG else [end]


def _skip_space(text: str, position: int) -> int:
    """Return the offset of the next thing that is no white space, or the end of the text."""
    found = _NOT_SPACE.search(text, position)
    return found.start() if found else len(text)
