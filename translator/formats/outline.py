"""Which tags of an XML text end a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from translator.document import MarkupOptions
from translator.formats.lexing import Lexeme, LexemeKind


@dataclass(slots=True)
class _Element:
    """An element: its tags' positions, whether text stands in it beside its elements, and what holds it."""

    name: str
    holder: _Element | None
    tags: list[int] = field(default_factory=list)
    has_text: bool = False
    is_in_text: bool = False


def find_structure(lexemes: Sequence[Lexeme], *, options: MarkupOptions) -> frozenset[int]:
    """Return the positions of tags that end a sentence.

    Those are the tags that the caller names and, where the outline is wanted, the tags of elements that stand in no
    text: an element that holds nothing but elements is structure, and so are the elements it holds.

    Args:
        lexemes: Of the whole text.
        options: What the caller knows of its tags.
    """
    root, elements = _read_elements(lexemes)
    borders: set[int] = set()
    for element in elements:
        holder = element.holder or root
        element.is_in_text = holder.has_text or holder.is_in_text
        is_outline = options.finds_outline and not element.is_in_text and element.name not in options.non_splitting
        if is_outline or element.name in options.splitting:
            borders.update(element.tags)
    return frozenset(borders)


def _read_elements(lexemes: Sequence[Lexeme]) -> tuple[_Element, list[_Element]]:
    """Return what holds the whole text, and its elements, each after the one that holds it."""
    root = _Element("", None)
    elements: list[_Element] = []
    open_elements = [root]
    open_names: dict[str, int] = {}
    for position, lexeme in enumerate(lexemes):
        if lexeme.kind is LexemeKind.TEXT:
            open_elements[-1].has_text |= bool(lexeme.raw.strip())
        elif lexeme.kind in (LexemeKind.START, LexemeKind.SINGLE):
            elements.append(_Element(lexeme.name, open_elements[-1], [position]))
            if lexeme.kind is LexemeKind.START:
                open_elements.append(elements[-1])
                open_names[lexeme.name] = open_names.get(lexeme.name, 0) + 1
        elif lexeme.kind is LexemeKind.END and open_names.get(lexeme.name):
            while open_elements[-1].name != lexeme.name:
                open_names[open_elements.pop().name] -= 1
            open_elements[-1].tags.append(position)
            open_names[open_elements.pop().name] -= 1
    return root, elements
