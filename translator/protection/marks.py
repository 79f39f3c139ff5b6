"""Find the characters that may be quotation marks, and say what each can be by its shape and its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

_CANDIDATE = re.compile(r"''|``|´´|[\"“”„‟«»‹›‘’‚‛']")
_APOSTROPHES = frozenset("'’‘‛")

#: What precedes an apostrophe in French, so that ``qu'”il`` is an elision followed by a quotation mark.
_ELISION_BEFORE = re.compile(
    r"(?<!\w)(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu|quelqu|aujourd)$", re.IGNORECASE
)
#: English words that begin with an apostrophe; the digits are decades: ’90s.
_ELIDED_AFTER = re.compile(r"(?:em|til|till|tis|twas|twere|cause|bout|round|cos|coz|n['’]|\d\ds?)(?!\w)", re.IGNORECASE)

_OPENING_BRACKETS = frozenset("([{<-–—―/=¿¡+…")
_AFTER_CLOSING = frozenset(".,;:!?…)]}>-–—―/*%")
#: How far to look for the word before an apostrophe: the longest of ``_ELISION_BEFORE`` and one character more.
_ELISION_REACH = 8


class Family(Enum):
    """Marks that close each other."""

    GUILLEMET = "«»‹›"
    DOUBLE = "\"“”„‟''``´´"
    SINGLE = "'‘’‚‛"


class Side(Enum):
    """Which side of a quotation a mark can stand on."""

    OPEN = "open"
    CLOSE = "close"
    EITHER = "either"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A character, or a doubled apostrophe, that may be a mark.

    Args:
        start: First code point.
        end: One past the last.
        shape: The characters themselves.
        family: Which marks it may pair with.
        place: What it can be by what stands around it.
    """

    start: int
    end: int
    shape: str
    family: Family
    place: Side

    @property
    def is_straight(self) -> bool:
        """Whether its shape leaves open which side it stands on."""
        return self.shape in ('"', "'", "''", "``", "´´")


def list_candidates(text: str) -> list[Candidate]:
    """Return what may be a quotation mark, in order.

    What can only be an apostrophe (``l’État``, ``’90s``) or a sign for feet, inches or minutes is left out.
    """
    spans = [match.span() for match in _CANDIDATE.finditer(text)]
    kept = [span for span in spans if not _is_apostrophe(text, *span) and not _is_measure(text, *span)]
    candidates = []
    for run in _list_runs(kept):
        place = _judge_place(text, run[0][0], run[-1][1])
        shapes = [(start, end, text[start:end]) for start, end in run]
        candidates += [Candidate(start, end, shape, _get_family(shape), place) for start, end, shape in shapes]
    return candidates


def _list_runs(spans: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Group marks that touch each other: what stands around the group tells the place of each."""
    runs: list[list[tuple[int, int]]] = []
    for span in spans:
        if runs and runs[-1][-1][1] == span[0]:
            runs[-1].append(span)
        else:
            runs.append([span])
    return runs


def _get_family(shape: str) -> Family:
    if len(shape) == 2:
        return Family.DOUBLE
    return next(family for family in (Family.GUILLEMET, Family.SINGLE, Family.DOUBLE) if shape in family.value)


def _is_apostrophe(text: str, start: int, end: int) -> bool:
    if text[start:end] not in _APOSTROPHES:
        return False
    before, after = text[start - 1 : start], text[end : end + 1]
    if _is_wordlike(before) and _is_wordlike(after):
        return True
    if _is_wordlike(before) and after and _CANDIDATE.match(after) and _is_wordlike(text[end + 1 : end + 2]):
        return _ELISION_BEFORE.search(text[max(0, start - _ELISION_REACH) : start]) is not None
    return not _is_wordlike(before) and _ELIDED_AFTER.match(text, end) is not None


def _is_measure(text: str, start: int, end: int) -> bool:
    """Whether a straight mark between digits, or an apostrophe after one, stands for feet, inches or minutes."""
    if text[start:end] not in ('"', "'") or not text[start - 1 : start].isdigit():
        return False
    return text[end : end + 1].isdigit() or bool(re.search(r"\d['’]\d{1,2}$", text[max(0, start - 5) : start]))


def _is_wordlike(char: str) -> bool:
    """Say whether a character belongs to a word; private ones stand for a stretch that was put out of the way."""
    return char.isalnum() or "\ue000" <= char <= "\uf8ff" or char >= "\U000f0000"


def _judge_place(text: str, start: int, end: int) -> Side:
    """Say what a mark can be by what stands around it."""
    before, after = text[start - 1 : start], text[end : end + 1]
    is_free_before = not before or before.isspace()
    is_free_after = not after or after.isspace()
    is_elision = before in _APOSTROPHES and _is_wordlike(text[start - 2 : start - 1]) if before else False
    can_open = (
        (is_free_before or before in _OPENING_BRACKETS or is_elision)
        and not is_free_after
        and after not in _AFTER_CLOSING
    )
    can_close = (
        not is_free_before
        and (before not in _OPENING_BRACKETS or before == "…")
        and (is_free_after or not _is_wordlike(after))
    )
    if can_open and can_close:
        return Side.EITHER
    if can_open or can_close:
        return Side.OPEN if can_open else Side.CLOSE
    return Side.EITHER if is_free_before and is_free_after else Side.NEITHER
