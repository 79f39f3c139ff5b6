"""Find quotation marks, tell them from apostrophes, and pair them.

A mark's own shape is believed first, then its place (what stands before and after it), then what is open. Marks of
one family (guillemets, double, single) close each other; what is left over after that pairs across families, so that
``« texte ”`` is one quotation. A mark that finds no partner is plain text, and is reported.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate

from translator.document import Span, SpanKind
from translator.protection.marks import Candidate, Family, Side, list_candidates

#: The marks of canonical form, by level; deeper levels take turns.
_CANONICAL_MARKS = (("“", "”"), ("‘", "’"))
#: How many texts' marks are kept ready: a source is compared with each of its hypotheses.
_TEXTS = 256


_BEFORE_CLOSER = frozenset(".,!?…’”»'")


@dataclass(frozen=True, slots=True)
class Mark:
    """A quotation mark in a text.

    Args:
        start: First code point.
        end: One past the last; a doubled apostrophe is one mark of two characters.
        is_opening: Whether it opens a quotation or closes one.
        level: Depth of its quotation, 1 for the outermost; a mark without partner counts as if the quotation went on
            beyond the text.
        partner: Position of its partner among the marks, None for a mark left alone.
    """

    start: int
    end: int
    is_opening: bool
    level: int = 1
    partner: int | None = None


def find_quotations(text: str) -> tuple[Span, ...]:
    """Find the quotations of a text.

    Args:
        text: A segment or a paragraph.

    Returns:
        Spans that cover the marks, ordered by start; ``level`` is the depth and ``ref`` the quotation's number
        within the text, from 1.
    """
    marks = read_marks(text)
    paired = [mark for mark in marks if mark.is_opening and mark.partner is not None]
    return tuple(
        Span(mark.start, marks[mark.partner].end, SpanKind.QUOTATION, ref=str(number), level=mark.level)
        for number, mark in enumerate(paired, start=1)
        if mark.partner is not None
    )


def direct_marks(text: str, *, spans: Sequence[Span]) -> str:
    """Write the marks of the quotations found in canonical form, so that no stage has to guess their direction again.

    Args:
        text: Text of a segment.
        spans: Its spans; those that are no quotations are left alone, and so are quotations in doubled apostrophes,
            whose marks are two characters long.

    Returns:
        A text of the same length, every offset still good.
    """
    characters = list(text)
    for span in spans:
        if span.kind is not SpanKind.QUOTATION:
            continue
        opening, closing = get_canonical_marks(span.level)
        if span.opens and not _is_doubled(text, span.start):
            characters[span.start] = opening
        if span.closes and not _is_doubled(text, span.end - 2):
            characters[span.end - 1] = closing
    return "".join(characters)


def remove_marks(text: str) -> str:
    """Return a text without its quotation marks."""
    for mark in reversed(read_marks(text)):
        text = text[: mark.start] + text[mark.end :]
    return text


def get_canonical_marks(level: int) -> tuple[str, str]:
    """Return the opening and the closing mark of canonical form for a quotation of a level."""
    return _CANONICAL_MARKS[(level - 1) % len(_CANONICAL_MARKS)]


def _is_doubled(text: str, start: int) -> bool:
    """Whether a mark of two equal characters begins here."""
    return start >= 0 and text[start : start + 1] == text[start + 1 : start + 2]


def find_unbalanced_marks(text: str) -> tuple[Mark, ...]:
    """Return the quotation marks of a text that have no partner in it."""
    return tuple(mark for mark in read_marks(text) if mark.partner is None)


@lru_cache(maxsize=_TEXTS)
def read_marks(text: str, *, depth: int = 0) -> tuple[Mark, ...]:
    """Return the quotation marks of a text in order, each with its direction, level and partner.

    Apostrophes, signs for feet and inches, and straight marks whose place and surroundings do not tell their
    direction are no marks.

    Args:
        text: A segment or a paragraph.
        depth: How many quotations were opened before the text; those that it closes tell it by themselves.
    """
    candidates = list_candidates(text)
    if not candidates:
        return ()
    pairing = _Pairing(text, candidates)
    pairing.pair_within_families()
    pairing.drop_lone_apostrophes()
    pairing.pair_leftovers()
    marks = pairing.list_marks()
    deeper = depth - sum(mark.partner is None and not mark.is_opening for mark in marks)
    return tuple(replace(mark, level=mark.level + deeper) for mark in marks) if deeper > 0 else marks


def list_stretches(text: str, *, depth: int = 0) -> tuple[Span, ...]:
    """List the quotations of a segment, those that only begin or end in it too.

    Args:
        text: The segment.
        depth: How many quotations were opened before it.
    """
    marks = read_marks(text, depth=depth)
    stretches = []
    for mark in marks:
        if mark.partner is None:
            start, end = (mark.start, len(text)) if mark.is_opening else (0, mark.end)
            opens, closes = mark.is_opening, not mark.is_opening
            stretches.append(Span(start, end, SpanKind.QUOTATION, level=mark.level, opens=opens, closes=closes))
        elif mark.is_opening:
            stretches.append(Span(mark.start, marks[mark.partner].end, SpanKind.QUOTATION, level=mark.level))
    return tuple(stretches)


@dataclass(slots=True)
class _Directed:
    """A candidate that turned out to be a mark."""

    candidate: Candidate
    is_opening: bool
    partner: _Directed | None = None


class _Pairing:
    """The work of :func:`read_marks`; every step is linear in the number of marks."""

    def __init__(self, text: str, candidates: list[Candidate]) -> None:
        self._text = text
        self._candidates = candidates
        self._marks: list[_Directed] = []
        closers = (at for at, candidate in enumerate(candidates) if _may_close_single(candidate))
        self._last_single_closer = max(closers, default=-1)
        self._next_singles = _list_next_singles(candidates)

    def pair_within_families(self) -> None:
        """Give each mark its direction and pair those of one family."""
        opened: dict[Family, list[int]] = {family: [] for family in Family}
        for index, candidate in enumerate(self._candidates):
            own = opened[candidate.family]
            is_opening = self._choose_direction(index, is_open=bool(own))
            if is_opening is None:
                continue
            mark = _Directed(candidate, is_opening)
            if is_opening:
                own.append(len(self._marks))
            elif own:
                start = own.pop()
                mark.partner, self._marks[start].partner = self._marks[start], mark
                _forget_from(start, opened)
            self._marks.append(mark)

    def drop_lone_apostrophes(self) -> None:
        """Leave out straight single marks that found no partner: an apostrophe is likelier."""
        self._marks = [mark for mark in self._marks if mark.partner is not None or mark.candidate.shape != "'"]

    def pair_leftovers(self) -> None:
        """Pair an opening mark left alone with the next closing one of another family, where no pair is crossed."""
        waiting: list[_Directed] = []
        for mark in self._marks:
            if mark.partner is None and mark.candidate.family is Family.SINGLE:
                continue
            if mark.is_opening:
                waiting.append(mark)  # one that has a partner bars the way out of its quotation
            elif mark.partner is not None:
                while waiting and waiting.pop() is not mark.partner:
                    pass
            elif waiting and waiting[-1].partner is None:
                mark.partner = waiting.pop()
                mark.partner.partner = mark

    def list_marks(self) -> tuple[Mark, ...]:
        """Return the marks with their levels."""
        places = {id(mark): place for place, mark in enumerate(self._marks)}
        return tuple(
            Mark(
                mark.candidate.start,
                mark.candidate.end,
                mark.is_opening,
                level,
                None if mark.partner is None else places[id(mark.partner)],
            )
            for mark, level in zip(self._marks, self._measure_levels(), strict=True)
        )

    def _measure_levels(self) -> list[int]:
        """Count the quotations around each mark, the outermost marks being of level 1.

        One without partner reaches to the end or the beginning of the text, and counts for marks of other families
        only: beside it, marks of its own family are likelier to be its equals.
        """
        is_alone = [mark.partner is None for mark in self._marks]
        nested = _count_open(self._marks, [not alone for alone in is_alone])
        beyond = _count_open(self._marks, is_alone)
        own = {
            family: _count_open(
                self._marks,
                [alone and mark.candidate.family is family for mark, alone in zip(self._marks, is_alone, strict=True)],
            )
            for family in Family
        }
        counted = [1 + nested[at] + beyond[at] - own[mark.candidate.family][at] for at, mark in enumerate(self._marks)]
        return self._deepen(counted)

    def _deepen(self, counted: list[int]) -> list[int]:
        """Put each mark deeper than the quotation around it, where marks without partner made it look equal."""
        levels: list[int] = []
        around: list[int] = []
        for mark, level in zip(self._marks, counted, strict=True):
            if mark.partner is not None and not mark.is_opening:
                levels.append(around.pop())
                continue
            levels.append(max(level, around[-1] + 1) if around else level)
            if mark.partner is not None:
                around.append(levels[-1])
        return levels

    def _choose_direction(self, index: int, *, is_open: bool) -> bool | None:
        """Say whether a mark opens; None for one that is no mark, or whose direction nothing tells."""
        candidate = self._candidates[index]
        if candidate.family is Family.SINGLE:
            return self._choose_single(index, is_open=is_open)
        if candidate.is_straight:
            return self._choose_straight(index, is_open=is_open)
        if candidate.shape in "«‹“„‟":
            return not (is_open and candidate.place is Side.CLOSE)
        return not is_open and candidate.place is Side.OPEN

    def _choose_straight(self, index: int, *, is_open: bool) -> bool | None:
        candidate = self._candidates[index]
        if candidate.place is Side.OPEN:
            return True
        if candidate.place is Side.CLOSE:
            is_inches = not is_open and self._text[candidate.start - 1].isdigit()
            return None if is_inches else False
        if is_open:
            return False
        has_more = index + 1 < len(self._candidates)
        return True if has_more and candidate.place is Side.EITHER else None

    def _choose_single(self, index: int, *, is_open: bool) -> bool | None:
        """Tell single marks from apostrophes: one closes only what a single mark opened."""
        candidate = self._candidates[index]
        if candidate.shape in "‘‚‛":
            if candidate.place is Side.CLOSE:
                return False if is_open else None
            return True
        if is_open and _may_close_single(candidate):
            return None if self._is_possessive(index) else False
        if (
            candidate.shape == "’"
            and candidate.place is Side.CLOSE
            and self._text[candidate.start - 1] in _BEFORE_CLOSER
        ):
            return False  # no apostrophe follows a stop or a mark: the quotation was opened in an earlier segment
        if candidate.shape == "'" and candidate.place is Side.OPEN and self._last_single_closer > index:
            return True
        return None

    def _is_possessive(self, index: int) -> bool:
        """Whether ``workers' rights`` goes on: after an s, before a word, and another closer still comes."""
        mark = self._candidates[index]
        after = self._text[mark.end : mark.end + 2]
        if self._text[mark.start - 1].lower() != "s" or not (after[:1].isspace() and after[1:].isalnum()):
            return False
        other = self._next_singles[index]
        return other is not None and _may_close_single(other)


def _list_next_singles(candidates: list[Candidate]) -> list[Candidate | None]:
    """For each candidate, the next single mark or apostrophe after it."""
    following: list[Candidate | None] = []
    latest: Candidate | None = None
    for candidate in reversed(candidates):
        following.append(latest)
        if candidate.family is Family.SINGLE:
            latest = candidate
    return following[::-1]


def _may_close_single(candidate: Candidate) -> bool:
    return candidate.shape in ("'", "’") and candidate.place in (Side.CLOSE, Side.EITHER)


def _forget_from(start: int, opened: dict[Family, list[int]]) -> None:
    """Give up the marks opened inside a quotation that has just been closed."""
    for places in opened.values():
        while places and places[-1] > start:
            places.pop()


def _count_open(marks: list[_Directed], is_counted: list[bool]) -> list[int]:
    """Count, at each mark, the quotations around it among those whose marks are counted."""
    steps = [0] * (len(marks) + 1)
    for at, mark in enumerate(marks):
        if not is_counted[at]:
            continue
        if mark.is_opening:
            steps[at + 1] += 1
        else:
            steps[at] -= 1
            if mark.partner is None:
                steps[0] += 1
    return list(accumulate(steps[:-1]))
