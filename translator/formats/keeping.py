"""Elements that come back as they are: where they end, and what a reader reads of them."""

from __future__ import annotations

from collections.abc import Sequence

from translator.formats.elements import load_elements
from translator.formats.lexing import Lexeme, LexemeKind
from translator.formats.pieces import cut_text


def find_element_end(lexemes: Sequence[Lexeme], start: int, *, is_html: bool) -> int:
    """Return the position after an element; one that is never closed reaches to the end.

    Args:
        lexemes: Of the whole text.
        start: Position of the element's first tag.
        is_html: Whether an end tag may be left out where HTML allows it.
    """
    first = lexemes[start]
    if first.kind is LexemeKind.SINGLE:
        return start + 1
    if is_html and first.name in load_elements().implied:
        return _find_implied_end(lexemes, start)
    depth = 0
    for position in range(start, len(lexemes)):
        lexeme = lexemes[position]
        if lexeme.name == first.name:
            depth += _STEPS.get(lexeme.kind, 0)
            if depth == 0:
                return position + 1
    return len(lexemes)


_STEPS = {LexemeKind.START: 1, LexemeKind.END: -1}


def _find_implied_end(lexemes: Sequence[Lexeme], start: int) -> int:
    """Return where an element ends that the next of its kind, or the end of what holds it, ends too."""
    elements = load_elements()
    name = lexemes[start].name
    depth = 0
    for position in range(start + 1, len(lexemes)):
        lexeme = lexemes[position]
        if depth == 0 and lexeme.name == name:
            return position + (lexeme.kind is LexemeKind.END)
        if lexeme.name in elements.block - elements.implied:
            depth += _STEPS.get(lexeme.kind, 0)
            if depth < 0:
                return position
    return len(lexemes)


def read_words(element: Sequence[Lexeme], *, is_html: bool) -> str:
    """Return what a reader reads of an element."""
    texts = (lexeme.raw for lexeme in element if lexeme.kind is LexemeKind.TEXT)
    return "".join(unit.piece.text for text in texts for unit in cut_text(text, is_html=is_html))
