"""Write text so that its format reads it as text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from translator.document import Markup, MarkupRole

_MARKUP_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


@dataclass(frozen=True, slots=True)
class _Syntax:
    """How a format escapes.

    Args:
        escapes: What stands for a character that could be taken for markup.
        is_strict: Whether such a character is escaped even where the source has it bare.
    """

    escapes: Mapping[str, str]
    is_strict: bool = True


_SYNTAXES: Mapping[str, _Syntax] = {
    "html": _Syntax(_MARKUP_ESCAPES),
    "xml": _Syntax(_MARKUP_ESCAPES),
    "double-quoted": _Syntax({"&": "&amp;", '"': "&quot;"}),
    "single-quoted": _Syntax({"&": "&amp;", "'": "&#39;"}),
    "markdown": _Syntax({character: f"\\{character}" for character in "\\*_[]`<"}, is_strict=False),
}


def make_escape_writer(markup: Markup) -> Callable[[str], str]:
    """Return a function that writes text as a paragraph is written.

    A character that the paragraph's source never has bare is written as the source writes it, so that ``&nbsp;`` stays
    ``&nbsp;``.

    Args:
        markup: Of the paragraph.
    """
    syntax = _SYNTAXES[markup.syntax]
    bare = {character for piece in markup.pieces if piece.role is MarkupRole.TEXT for character in piece.raw}
    given = {piece.text: piece.raw for piece in reversed(markup.pieces) if piece.role is MarkupRole.ESCAPE}
    table = {**syntax.escapes, **given}
    allowed = set() if syntax.is_strict else bare
    allowed |= bare - syntax.escapes.keys()
    escapes = str.maketrans({character: raw for character, raw in table.items() if character not in allowed})
    return lambda text: text.translate(escapes)
