"""Pairs of marks that hold text together: quotation marks of every kind, round and square brackets."""

from __future__ import annotations

from dataclasses import dataclass

_OPENING = {"«": "»", "‹": "›", "“": "”", "„": "“”", "‘": "’", "(": ")", "[": "]"}
_CLOSING = frozenset("»›”’)]")
_DOUBLE = frozenset('"“”')
_APOSTROPHES = frozenset("'’ʼ")

#: How far down the open marks a closing one looks for its partner; what lies above stays unclosed.
_MOST_OPEN = 6


@dataclass(frozen=True, slots=True)
class Pair:
    """Offsets of an opening mark and of the mark that closes it."""

    start: int
    end: int


def find_pairs(text: str) -> list[Pair]:
    """Find the marks that belong together; a mark without a partner is left out.

    A double mark is judged by its neighbours as well as by its shape, since pasted texts use closing marks for
    opening ones and straight marks for both.

    Args:
        text: A paragraph.

    Returns:
        Pairs in the order of their closing marks; they nest and never cross.
    """
    pairs: list[Pair] = []
    open_marks: list[tuple[str, int]] = []
    for position, mark in enumerate(text):
        if (mark not in _OPENING and mark not in _CLOSING and mark != '"') or _is_apostrophe(text, position):
            continue
        expected = _find_expected(text, position, is_open=any(m in _DOUBLE for m, _ in open_marks[-_MOST_OPEN:]))
        if mark == "“" and open_marks and open_marks[-1][0] == "„":
            expected = ""
        if expected:
            open_marks.append((mark, position))
            continue
        for depth in range(1, min(len(open_marks), _MOST_OPEN) + 1):
            opening, start = open_marks[-depth]
            if _is_closed_by(opening, mark):
                pairs.append(Pair(start, position))
                del open_marks[-depth:]
                break
    return pairs


def _find_expected(text: str, position: int, *, is_open: bool) -> str:
    """Return what would close the mark if it opens, or nothing if it closes or is an apostrophe."""
    mark = text[position]
    if mark not in _DOUBLE:
        return _OPENING.get(mark, "")
    before = text[position - 1] if position else " "
    after = text[position + 1] if position + 1 < len(text) else " "
    opens_here = before.isspace() or before in _APOSTROPHES or before in _OPENING or before in "—–-"
    if opens_here and not after.isspace():
        return mark
    if not before.isspace() and (after.isspace() or not after.isalnum()):
        return ""
    # A mark between two spaces or two letters tells nothing but by its shape, or by what is open.
    return mark if mark == "“" or (mark == '"' and not is_open) else ""


def _is_apostrophe(text: str, position: int) -> bool:
    around = text[max(position - 1, 0) : position + 2]
    return text[position] == "’" and len(around) == 3 and around[0].isalnum() and around[2].isalnum()


def _is_closed_by(opening: str, mark: str) -> bool:
    if opening in _DOUBLE:
        return mark in _DOUBLE
    return mark in _OPENING[opening]
