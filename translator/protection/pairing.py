"""Give each candidate its direction as a quotation mark, and find its partner."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from translator.protection.marks import Candidate, Family, Side

#: A single mark after one of these is no apostrophe.
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


@dataclass(slots=True)
class _Directed:
    """A candidate that turned out to be a mark."""

    candidate: Candidate
    is_opening: bool
    partner: _Directed | None = None


class Pairing:
    """The work of `read_marks`; every step is linear in the number of marks."""

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
        if not any(is_alone):
            return self._deepen([1 + count for count in nested])
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
