"""The tags of a segment as a tree of stretches of its text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from translator.document import MarkupPiece, MarkupRole


@dataclass(frozen=True, slots=True)
class PlacedPiece:
    """A piece and where its text stands in the segment."""

    piece: MarkupPiece
    start: int
    end: int


@dataclass(slots=True)
class TagNode:
    """A pair of tags, or one that stands alone.

    Args:
        start: Where the text that it holds begins in the segment.
        end: Where that text ends.
        opening: The opening or the lone tag as written; None where it stands in an earlier segment.
        closing: The closing tag; None where it stands in a later segment, or there is none.
        is_lone: Whether there is none.
        children: What it holds, in order.
    """

    start: int
    end: int
    opening: str | None = None
    closing: str | None = None
    is_lone: bool = False
    children: list[TagNode] = field(default_factory=list)


def build_tag_tree(pieces: Sequence[PlacedPiece], *, length: int) -> TagNode:
    """Return a node without tags that holds the others.

    Args:
        pieces: Of one segment, in order; the partner of a tag may stand in another segment.
        length: Length of the segment's text.
    """
    root = TagNode(0, length)
    is_open = [root]
    for placed in pieces:
        piece = placed.piece
        if piece.role is MarkupRole.EMPTY:
            is_open[-1].children.append(TagNode(placed.start, placed.start, piece.raw, is_lone=True))
        elif piece.role is MarkupRole.OPEN:
            node = TagNode(placed.start, length, piece.raw)
            is_open[-1].children.append(node)
            is_open.append(node)
        elif piece.role is MarkupRole.CLOSE:
            if len(is_open) == 1:
                # Its partner stands in an earlier segment, so it holds all that was read of this one.
                root.children = [TagNode(0, placed.start, children=root.children, closing=piece.raw)]
                continue
            node = is_open.pop()
            node.end, node.closing = placed.start, piece.raw
    return root
