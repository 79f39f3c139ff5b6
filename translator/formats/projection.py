"""Find where in a target stands what stands in a stretch of its source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from translator.alignment import project_range
from translator.document import Span
from translator.translation import Link

_WORDS = re.compile(r"\S+")
_ALPHANUMERIC = re.compile(r"[^\W_]")
#: Marks that follow a word, with the space that French sets before some of them.
_MARKS_AFTER = re.compile(r"[\s\u00a0\u202f]?[.,;:!?…»”’\")\]]+")
_MARKS_AT_END = re.compile(r"[\s\u00a0\u202f]?[.,;:!?…»”\")\]]+$")
_SURE = 1.0


@dataclass(frozen=True)
class Projector:
    """Knows what answers what between a source and its target.

    Args:
        source: Text of a segment.
        target: Its translation.
        spans: Spans of the source.
        target_spans: Spans of the target; the ``ref`` of each is the position of the span that it answers.
        links: Word alignment, where there is one.
    """

    source: str
    target: str
    spans: Sequence[Span]
    target_spans: Sequence[Span]
    links: Sequence[Link]

    def project(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of the target that answers one of the source, neither empty nor with space at its edges.

        In this order: what answers a span of the same extent; what the word alignment links; the same words, where
        they stand there once; the same part of the target, in whole words.

        Args:
            start: Where the stretch begins, at a character that is no space.
            end: Where it ends, after a character that is no space.
        """
        answers = self._answers.get((start, end))
        if answers is not None:
            return answers
        place = project_range(self._list_anchors(start, end), start=start, end=end) or self._find_same(start, end)
        return self._fit_marks(*(place or self._find_part(start, end)), source_end=end)

    def project_kept(self, start: int, end: int) -> tuple[int, int]:
        """Return where a kept stretch arrived; an empty stretch at its likely place where it did not."""
        point = self.project_point(start)
        return self._answers.get((start, end), (point, point))

    def project_point(self, position: int) -> int:
        """Return where a tag belongs that holds nothing: after the word that it follows, or before the next."""
        if position and not self.source[position - 1].isspace():
            word = re.search(r"\S+$", self.source[:position])
            return self.project(word.start(), position)[1] if word else 0
        following = _WORDS.search(self.source, position)
        return self.project(*following.span())[0] if following else len(self.target)

    @cached_property
    def _answers(self) -> dict[tuple[int, int], tuple[int, int]]:
        answers: dict[tuple[int, int], tuple[int, int]] = {}
        for answer in self.target_spans:
            if answer.ref.isdecimal() and int(answer.ref) < len(self.spans):
                span = self.spans[int(answer.ref)]
                answers.setdefault((span.start, span.end), (answer.start, answer.end))
        return answers

    @cached_property
    def _sure(self) -> list[Link]:
        return [Link(*span, *answer, weight=_SURE) for span, answer in self._answers.items()]

    @cached_property
    def _fitting(self) -> list[Link]:
        """The links that take no word out of a span's answer, and none into it."""
        return [
            link
            for link in self.links
            if all(_is_met_in_source(link, each) == _is_met_in_target(link, each) for each in self._sure)
        ]

    def _list_anchors(self, start: int, end: int) -> list[Link]:
        """Return what tells where a stretch went; of a span that it holds in part, the words if they are linked."""
        told = [
            each
            for each in self._sure
            if (start <= each.source_start and each.source_end <= end)
            or not any(_is_met_in_source(link, each) for link in self._fitting)
        ]
        return [*self._fitting, *told]

    def _find_same(self, start: int, end: int) -> tuple[int, int] | None:
        words = re.escape(self.source[start:end])
        found = [match.span() for match in re.finditer(rf"(?<!\w){words}(?!\w)", self.target)]
        return found[0] if len(found) == 1 else None

    def _find_part(self, start: int, end: int) -> tuple[int, int]:
        """Return the words of the target that stand where a stretch stands in the source."""
        words = [match.span() for match in _WORDS.finditer(self.target)]
        if not words:
            return 0, len(self.target)
        scale = len(self.target) / max(1, len(self.source))
        first = min(words, key=lambda word: abs(word[0] - start * scale))
        last = min(words, key=lambda word: abs(word[1] - end * scale))
        return first[0], max(first[1], last[1])

    def _fit_marks(self, start: int, end: int, *, source_end: int) -> tuple[int, int]:
        """Take in or leave out the marks after the last word, as the source does."""
        if _ALPHANUMERIC.match(self.source, source_end - 1):
            marks = _MARKS_AT_END.search(self.target, start + 1, end)
            return start, marks.start() if marks else end
        if _ALPHANUMERIC.match(self.target, end - 1):
            marks = _MARKS_AFTER.match(self.target, end)
            return start, marks.end() if marks else end
        return start, end


def _is_met_in_source(one: Link, other: Link) -> bool:
    return one.source_start < other.source_end and other.source_start < one.source_end


def _is_met_in_target(one: Link, other: Link) -> bool:
    return one.target_start < other.target_end and other.target_start < one.target_end
