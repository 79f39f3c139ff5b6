"""Marks of the letter that opens a menu: ``_File`` of GTK, ``&File`` of Qt and Windows, ``~File`` of LibreOffice.

A mark is taken out before a string is translated, as it would cut a word, and put before the same letter of the target.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from translator.formats.files.units import Mark, Node, Unit, join_text

#: Longer strings are no labels: what looks like a mark in them is part of a name.
_LONGEST_LABEL = 80

#: Before the first letter of a word, or within a word with a capital; no reference to a character, no name of a file.
_MARK = re.compile(
    r"(?<![\w&~/.\\@:#-])(?P<first>[_&~])(?![a-z]+;)(?=[^\W\d_])"
    r"|(?<![\w/.])(?P<before>[A-ZÀ-Þ][a-zà-ÿ]*)(?P<inner>[_&])(?![a-z]+;)(?=[a-zà-ÿ]+(?![\w/(]|\.\w))"
)


@dataclass(frozen=True, slots=True)
class Label:
    """A string as it is translated, and the mark that was taken out of it.

    Args:
        unit: The string without its mark.
        marked: The string as it was.
        mark: The mark; empty for none.
        letter: What it stood before.
    """

    unit: Unit
    marked: Unit
    mark: str = ""
    letter: str = ""

    def put_mark(self, unit: Unit) -> Unit:
        """Return a translation with the mark before the same letter, at best one that begins a word."""
        if not self.mark or unit == self.unit:
            return self.marked if unit == self.unit else unit
        letter = re.escape(self.letter)
        texts = list(_iterate_texts(unit))
        found = (
            (number, match.start())
            for pattern in (rf"(?i)(?<!\w){letter}", rf"(?i){letter}", r"[^\W\d_]")
            for number, text in enumerate(texts)
            for match in re.finditer(pattern, text)
        )
        number, place = next(found, (-1, 0))
        return unit if number < 0 else _replace_text(unit, texts, number=number, place=place, old="", new=self.mark)


def read_label(unit: Unit) -> Label:
    """Read a string that may have one mark; several are none."""
    texts = list(_iterate_texts(unit))
    found = [(number, match) for number, text in enumerate(texts) for match in _MARK.finditer(text)]
    if len(found) != 1 or len(join_text(unit)) > _LONGEST_LABEL:
        return Label(unit, unit)
    number, match = found[0]
    name = "first" if match["first"] else "inner"
    mark, place = match[name], match.start(name)
    plain = _replace_text(unit, texts, number=number, place=place, old=mark, new="")
    return Label(plain, unit, mark, texts[number][place + 1])


def _replace_text(unit: Unit, texts: Sequence[str], *, number: int, place: int, old: str, new: str) -> Unit:
    """Return a unit with a part of one of its texts replaced."""
    text = texts[number]
    changed = f"{text[:place]}{new}{text[place + len(old) :]}"
    rest = iter((*texts[:number], changed, *texts[number + 1 :]))
    return _map_texts(unit, lambda _: next(rest))


def _iterate_texts(nodes: Unit) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, str):
            yield node
        elif isinstance(node, Mark):
            yield from _iterate_texts(node.nodes or ())


def _map_texts(nodes: Unit, change: Callable[[str], str]) -> Unit:
    return tuple(_map_node(node, change) for node in nodes)


def _map_node(node: Node, change: Callable[[str], str]) -> Node:
    if isinstance(node, str):
        return change(node)
    if isinstance(node, Mark) and node.nodes is not None:
        return Mark(node.number, _map_texts(node.nodes, change), node.shown, node.is_break)
    return node
