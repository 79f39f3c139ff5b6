"""Find quotation marks, tell them from apostrophes, and pair them.

A mark's own shape is believed first, then its place (what stands before and after it), then what is open. Marks of
one family (guillemets, double, single) close each other; what is left over after that pairs across families, so that
``« texte ”`` is one quotation. A mark that finds no partner is plain text, and is reported.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from translator.document import Span, SpanKind
from translator.protection.marks import list_candidates
from translator.protection.pairing import Mark, Pairing

#: The marks of canonical form, by level; deeper levels take turns.
_CANONICAL_MARKS = (("“", "”"), ("‘", "’"))
#: How many texts' marks are kept ready: a source is compared with each of its hypotheses.
_TEXTS = 256


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


def read_marks(text: str, *, depth: int = 0) -> tuple[Mark, ...]:
    """Return the quotation marks of a text in order, each with its direction, level and partner.

    Apostrophes, signs for feet and inches, and straight marks whose place and surroundings do not tell their
    direction are no marks.

    Args:
        text: A segment or a paragraph.
        depth: How many quotations were opened before the text; those that it closes tell it by themselves.
    """
    return _read_marks(text, depth)


@lru_cache(maxsize=_TEXTS)
def _read_marks(text: str, depth: int) -> tuple[Mark, ...]:
    candidates = list_candidates(text)
    if not candidates:
        return ()
    pairing = Pairing(text, candidates)
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
