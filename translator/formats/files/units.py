"""Paragraphs of a file as units: their text with numbered marks for what stands in it, written as one XML text.

``<g id="0">`` and ``</g>`` stand for what holds text (a bold run, a link), ``<x id="1"/>`` for what stands alone (a
footnote's mark, an image), ``<s id="1"/>`` for what parts the text (a tab, a new line), ``<k>`` for text that comes
back as it is, ``<k id="2">`` for what stands alone and is read as a word (a page's number). One text for all units
lets a file be detected and translated as one article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape, unescape

from translator.document import MarkupOptions
from translator.formats.files.content import FileText

_OPTIONS = MarkupOptions(ignored=frozenset({"k"}), splitting=frozenset({"u", "s"}), finds_outline=False)
_TAG = re.compile(r'<(?P<end>/?)(?P<name>[ugxsk])(?: id="(?P<number>\d+)"/?)?>')


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands in a unit beside its text.

    Args:
        number: Which of the unit's parts it stands for.
        nodes: What it holds; None where it stands alone.
        shown: What stands for it in the sentence, where it stands alone and is read as a word.
        is_break: Whether it stands alone and a sentence never goes on behind it.
    """

    number: int
    nodes: tuple[Node, ...] | None = None
    shown: str = ""
    is_break: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """Text that comes back as it is."""

    text: str


Node = str | Mark | Kept
Unit = tuple[Node, ...]


def write_units(units: Iterable[Unit]) -> FileText:
    """Write units as a text to translate."""
    return FileText("".join(f"<u>{_write_nodes(unit)}</u>\n" for unit in units), "xml", _OPTIONS)


def read_units(text: str) -> list[Unit]:
    """Read the units of a translated text, as many as were written and in their order."""
    tokens = _iterate_tokens(text)
    return [tuple(_read_nodes(tokens)) for token in tokens if isinstance(token, re.Match) and token["name"] == "u"]


def list_numbers(nodes: Iterable[Node]) -> Iterator[int]:
    """Yield the numbers of all marks, inner ones included."""
    for node in nodes:
        if isinstance(node, Mark):
            yield node.number
            yield from list_numbers(node.nodes or ())


def join_text(nodes: Sequence[Node]) -> str:
    """Return the text of nodes without their marks."""
    return "".join(map(_get_text, nodes))


def _get_text(node: Node) -> str:
    if isinstance(node, str):
        return node
    return node.text if isinstance(node, Kept) else node.shown or join_text(node.nodes or ())


def _write_nodes(nodes: Sequence[Node]) -> str:
    return "".join(map(_write_node, nodes))


def _write_node(node: Node) -> str:
    if isinstance(node, str):
        return escape(node, quote=False)
    if isinstance(node, Kept):
        return f"<k>{escape(node.text, quote=False)}</k>"
    if node.shown:
        return f'<k id="{node.number}">{escape(node.shown, quote=False)}</k>'
    if node.nodes is None:
        return f'<{"s" if node.is_break else "x"} id="{node.number}"/>'
    return f'<g id="{node.number}">{_write_nodes(node.nodes)}</g>'


def _iterate_tokens(text: str) -> Iterator[str | re.Match[str]]:
    position = 0
    for tag in _TAG.finditer(text):
        if tag.start() > position:
            yield unescape(text[position : tag.start()])
        yield tag
        position = tag.end()


def _read_nodes(tokens: Iterator[str | re.Match[str]]) -> Iterator[Node]:
    """Yield what stands before the next end tag that closes nothing read here."""
    for token in tokens:
        if isinstance(token, str):
            yield token
        elif token["end"]:
            return
        elif token["name"] == "k":
            text = "".join(node for node in _read_nodes(tokens) if isinstance(node, str))
            yield Mark(int(token["number"]), shown=text) if token["number"] else Kept(text)
        elif token["name"] == "g":
            yield Mark(int(token["number"]), tuple(_read_nodes(tokens)))
        else:
            yield Mark(int(token["number"]), is_break=token["name"] == "s")
