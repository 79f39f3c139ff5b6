"""Cut marked-up text into pieces: what stands for what, which tags pair, and where the words begin and end."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from translator.document import MarkupPiece, MarkupRole

_REFERENCE = re.compile(r"&(?:#\d{1,8}|#[xX][0-9a-fA-F]{1,7}|[A-Za-z][A-Za-z0-9]{0,31});?")
_WORD = re.compile(r"[^\W_]")

#: The names of characters that XML knows without a declaration.
_XML_NAMES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece before its partner is known; an opening and a closing one of a pair share the name."""

    piece: MarkupPiece
    name: str = ""

    def rewrite(self, raw: str) -> Unit:
        """Return the unit written otherwise."""
        text = raw if self.piece.role is MarkupRole.TEXT else self.piece.text
        return replace(self, piece=replace(self.piece, raw=raw, text=text))


def make_unit(raw: str, *, role: MarkupRole, text: str = "", name: str = "") -> Unit:
    """Make a unit."""
    return Unit(MarkupPiece(raw, text, role), name)


def cut_text(raw: str, *, is_html: bool = True) -> Iterator[Unit]:
    """Yield the units of a text between tags: runs of text, and references to characters.

    Args:
        raw: The text as it is written.
        is_html: Whether HTML's names of characters are known, and may lack their semicolon.
    """
    position = 0
    for reference in _REFERENCE.finditer(raw):
        text = _decode(reference[0], is_html=is_html)
        if text is None:
            continue
        if reference.start() > position:
            yield make_text(raw[position : reference.start()])
        yield make_escape(reference[0], text=text)
        position = reference.end()
    if position < len(raw):
        yield make_text(raw[position:])


def make_text(raw: str) -> Unit:
    """Make a unit of text that is written as it reads."""
    return make_unit(raw, role=MarkupRole.TEXT, text=raw)


def make_escape(raw: str, *, text: str) -> Unit:
    """Make a unit of what is written otherwise than it reads; more than one character of it is never cut."""
    if len(text) == 1:
        return make_unit(raw, role=MarkupRole.ESCAPE, text=text)
    return make_kept(raw, text=text)


def make_kept(raw: str, *, text: str) -> Unit:
    """Make a unit that comes back as it is; a text of white space alone is none."""
    shown = " ".join(text.split())
    return make_unit(raw, role=MarkupRole.KEPT if shown else MarkupRole.EMPTY, text=shown)


def _decode(reference: str, *, is_html: bool) -> str | None:
    """Return what a reference stands for; None where it is none, itself where it is unknown."""
    if not is_html and not reference.startswith("&#"):
        text = _XML_NAMES.get(reference, reference)
    else:
        text = html.unescape(reference)
    return text if text != reference or reference.endswith(";") else None


def pair_pieces(units: Sequence[Unit]) -> list[MarkupPiece]:
    """Return the pieces, each opening one with its closing one; pairs never cross, a tag without partner is empty."""
    partners: dict[int, int] = {}
    is_open: list[int] = []
    counts: Counter[str] = Counter()
    for position, unit in enumerate(units):
        if unit.piece.role is MarkupRole.OPEN:
            is_open.append(position)
            counts[unit.name] += 1
        elif unit.piece.role is MarkupRole.CLOSE and counts[unit.name]:
            while True:
                opening = is_open.pop()
                counts[units[opening].name] -= 1
                if units[opening].name == unit.name:
                    break
            partners[opening], partners[position] = position, opening
    return [_set_partner(unit.piece, partners.get(position)) for position, unit in enumerate(units)]


def _set_partner(piece: MarkupPiece, partner: int | None) -> MarkupPiece:
    if piece.role not in (MarkupRole.OPEN, MarkupRole.CLOSE):
        return piece
    return replace(piece, role=MarkupRole.EMPTY) if partner is None else replace(piece, partner=partner)


def find_core(pieces: Sequence[MarkupPiece]) -> tuple[int, int]:
    """Return the range of pieces that hold a paragraph's words, without the tags and spaces around them all.

    Pairs are not torn: a pair around part of the words stays. Without words outside kept pieces the range is empty.
    """
    if not any(_WORD.search(piece.text) for piece in pieces if piece.role is not MarkupRole.KEPT):
        return len(pieces), len(pieces)
    filled = list(accumulate((bool(piece.text.strip()) for piece in pieces), initial=0))
    start, end = 0, len(pieces)
    while True:
        first, last = pieces[start], pieces[end - 1]
        if first.role is MarkupRole.OPEN and first.partner == end - 1:
            start, end = start + 1, end - 1
        elif first.role is MarkupRole.OPEN and filled[first.partner] == filled[start]:
            start = first.partner + 1
        elif last.role is MarkupRole.CLOSE and filled[last.partner] == filled[end]:
            end = last.partner
        elif _is_blank(first):
            start += 1
        elif _is_blank(last):
            end -= 1
        else:
            return start, end


def _is_blank(piece: MarkupPiece) -> bool:
    return piece.partner < 0 and not piece.text.strip()


def select_pieces(pieces: Sequence[MarkupPiece], *, start: int, end: int) -> tuple[MarkupPiece, ...]:
    """Return a range of pieces in which partners are counted from its start."""
    return tuple(
        replace(piece, partner=piece.partner - start) if piece.partner >= 0 else piece for piece in pieces[start:end]
    )
