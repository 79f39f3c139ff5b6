"""What a paragraph of a document holds, as a unit and back: styled text, what stands alone, and what holds more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from translator.formats.files.trees import append_content, clear_content
from translator.formats.files.units import Kept, Mark, Node, Unit, list_numbers


@dataclass(frozen=True, slots=True)
class Styled:
    """Text in a style; styles that look alike are equal.

    Args:
        text: The text.
        style: The style, as the format writes it.
        elements: The element that the text was read from, where it has one to itself.
    """

    text: str
    style: str
    elements: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Lone:
    """Elements that hold no text to translate.

    Args:
        elements: The elements.
        shown: What is read in their place, where they are part of the sentence.
        is_break: Whether no sentence goes on behind them.
    """

    elements: tuple[Any, ...]
    shown: str = ""
    is_break: bool = False


@dataclass(frozen=True, slots=True)
class Holder:
    """What holds text: one element, or what lies between two sorts of elements.

    Args:
        items: What it holds.
        elements: The element that is the holder; none where it is no element.
        inner: The element in it, or itself, whose content the text is.
        before: What begins it, where it is no element.
        after: What ends it.
        kept: Names of the children of ``inner`` that are no content.
    """

    items: tuple[Item, ...]
    elements: tuple[Any, ...] = ()
    inner: Any = None
    before: tuple[Any, ...] = ()
    after: tuple[Any, ...] = ()
    kept: tuple[str, ...] = ()


Item = Styled | Lone | Holder


@dataclass(frozen=True, slots=True)
class Side:
    """One of two elements that mark a stretch between them.

    Args:
        key: What both have in common.
        begins: Whether it is the first of them.
    """

    key: str
    begins: bool


#: Stretches within stretches at most; whatever lies deeper stands alone, as its elements do.
MOST_NESTED = 40


@dataclass(frozen=True, slots=True)
class Inline:
    """A paragraph's content as a unit, and what its marks stand for.

    Args:
        unit: Its text with marks.
        parts: What the mark of each number stands for.
        base: The style of text without a mark.
    """

    unit: Unit
    parts: tuple[Item, ...]
    base: str

    def rebuild(self, unit: Unit, *, make_text: Callable[[str, str], Any], carry: Callable[[Any], Any]) -> list[Any]:
        """Return a unit as content; what lost its mark stands at the end, so that nothing is ever dropped.

        Args:
            unit: A translation of this one.
            make_text: Returns a text in a style as content.
            carry: Returns an element as content.
        """
        present = set(list_numbers(unit))
        lost = tuple(
            Mark(number)
            for number, part in enumerate(self.parts)
            if number not in present and not isinstance(part, Styled)
        )
        rebuilder = _Rebuilder(self.parts, make_text, carry)
        return list(rebuilder.rebuild((*unit, *lost), style=self.base))


@dataclass(frozen=True, slots=True)
class _Rebuilder:
    """Makes content of nodes; the fields are those of `Inline.rebuild`."""

    parts: Sequence[Item]
    make_text: Callable[[str, str], Any]
    carry: Callable[[Any], Any]

    def rebuild(self, nodes: Iterable[Node], *, style: str) -> Iterator[Any]:
        for node in nodes:
            if isinstance(node, str | Kept):
                yield self.make_text(node if isinstance(node, str) else node.text, style)
                continue
            part = self.parts[node.number]
            if isinstance(part, Lone):
                yield from map(self.carry, part.elements)
            elif isinstance(part, Styled):
                yield from self.rebuild(node.nodes or (), style=part.style)
            else:
                yield from self._rebuild_holder(part, node.nodes or (), style=style)

    def _rebuild_holder(self, holder: Holder, nodes: Iterable[Node], *, style: str) -> Iterator[Any]:
        content = list(self.rebuild(nodes, style=_find_base(holder.items, default=style)))
        if holder.inner is not None:
            clear_content(holder.inner, kept=holder.kept)
            append_content(holder.inner, content)
            yield from holder.elements
        else:
            yield from map(self.carry, holder.before)
            yield from content
            yield from map(self.carry, holder.after)


def make_inline(items: Sequence[Item], *, base: str | None = None) -> Inline:
    """Make a unit of a paragraph's content.

    Args:
        items: The content.
        base: The style that needs no mark; by default the one of most of the text.
    """
    parts: list[Item] = []
    chosen = _find_base(items, default="") if base is None else base
    unit = tuple(_build_nodes(items, base=chosen, parts=parts))
    return Inline(unit, tuple(parts), chosen)


def join_pairs(items: Sequence[Item], *, find_side: Callable[[Any], Side | None], depth: int = 0) -> tuple[Item, ...]:
    """Return items with the text between two elements of a pair as one, so that they stay around it.

    Args:
        items: The content.
        find_side: Tells which side of a pair an element is; None for no side of any.
        depth: In how many pairs the content stands.
    """
    lone = [item.elements if isinstance(item, Lone) else () for item in items]
    sides = [find_side(elements[0]) if len(elements) == 1 else None for elements in lone]
    ends = {side.key: position for position, side in enumerate(sides) if side is not None and not side.begins}
    joined: list[Item] = []
    position = 0
    while position < len(items):
        side = sides[position]
        end = ends.get(side.key, -1) if side is not None and side.begins and depth < MOST_NESTED else -1
        inside = items[position + 1 : end]
        if end > position and any(not isinstance(item, Lone) or item.shown for item in inside):
            held = join_pairs(inside, find_side=find_side, depth=depth + 1)
            joined.append(Holder(held, before=items[position].elements, after=items[end].elements))
            position = end + 1
        else:
            joined.append(items[position])
            position += 1
    return tuple(joined)


def _find_base(items: Sequence[Item], *, default: str) -> str:
    lengths: Counter[str] = Counter()
    for item in items:
        if isinstance(item, Styled):
            lengths[item.style] += len(item.text.strip())
    return lengths.most_common(1)[0][0] if lengths else default


def _build_nodes(items: Sequence[Item], *, base: str, parts: list[Item]) -> Iterator[Node]:
    for kind, group in groupby(items, key=lambda item: _classify(item, base=base)):
        found = list(group)
        if kind is Lone:
            parts.append(Lone(tuple(element for item in found for element in item.elements)))
            yield Mark(len(parts) - 1)
        elif isinstance(kind, Lone):
            parts.append(kind)
            yield Mark(len(parts) - 1, shown=kind.shown, is_break=kind.is_break)
        elif isinstance(kind, str):
            text = "".join(item.text for item in found if isinstance(item, Styled))
            if kind == base:
                yield text
            else:
                parts.append(Styled(text, kind))
                yield Mark(len(parts) - 1, (text,))
        else:
            yield from (_build_holder(item, base=base, parts=parts) for item in found if isinstance(item, Holder))


def _classify(item: Item, *, base: str) -> object:
    """Return what items are joined by: the style of text (that of spaces does not matter), or the kind of others."""
    if isinstance(item, Styled):
        return item.style if item.text.strip() else base
    return item if isinstance(item, Lone) and (item.shown or item.is_break) else type(item)


def _build_holder(holder: Holder, *, base: str, parts: list[Item]) -> Mark:
    parts.append(holder)
    number = len(parts) - 1
    inside = _find_base(holder.items, default=base)
    return Mark(number, tuple(_build_nodes(holder.items, base=inside, parts=parts)))
