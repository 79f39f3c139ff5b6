"""Word documents (Office Open XML, ECMA-376): each ``w:p`` of the text, headers, footers, notes and comments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from translator.formats.files.archives import get_member, read_members, write_members
from translator.formats.files.content import FileContent, refuse_file
from translator.formats.files.docx_items import MAIN_NAMESPACES, carry, list_items, make_run
from translator.formats.files.inline import Inline, make_inline
from translator.formats.files.trees import append_content, clear_content, parse_tree, write_tree
from translator.formats.files.units import Unit, join_text, read_units, write_units
from translator.languages import Locale

_KIND = "Word document"
_DOCUMENT = "word/document.xml"
_TEXTS = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml")
_STYLES = "word/styles.xml"
_MACROS = re.compile(r"(?:.*/)?vbaProject\.bin", re.IGNORECASE)


def read_docx(content: bytes) -> FileContent:
    """Read a Word document.

    Raises:
        FieldError: It is none, damaged, unsafe, or holds macros.
    """
    members = read_members(content, kind=_KIND)
    get_member(members, _DOCUMENT, kind=_KIND)
    if any(map(_MACROS.fullmatch, members)):
        raise refuse_file("holds macros, which is not allowed")
    trees = {name: parse_tree(members[name], name=name) for name in members if _TEXTS.fullmatch(name)}
    paragraphs = [
        (paragraph, make_inline(list_items(paragraph)))
        for tree in trees.values()
        for paragraph in _iterate_paragraphs(tree)
    ]

    def write(targets: Sequence[str], locale: Locale) -> bytes:
        for (paragraph, inline), unit in zip(paragraphs, read_units(targets[0]), strict=True):
            _write_paragraph(paragraph, inline, unit=unit)
        changed = {name: write_tree(tree) for name, tree in trees.items()}
        if _STYLES in members:
            changed[_STYLES] = _set_language(members[_STYLES], locale=locale)
        return write_members(content, changed=changed)

    return FileContent((write_units(inline.unit for _, inline in paragraphs),), write)


def _iterate_paragraphs(tree: Any) -> Iterator[Any]:
    yield from tree.iter(*(f"{namespace}p" for namespace in MAIN_NAMESPACES))


def _write_paragraph(paragraph: Any, inline: Inline, *, unit: Unit) -> None:
    if unit == inline.unit or not join_text(unit).strip():
        return
    namespace = paragraph.tag[: -len("p")]
    rebuilt = inline.rebuild(
        unit, make_text=lambda text, style: make_run(text, style=style, namespace=namespace), carry=carry
    )
    clear_content(paragraph, kept=(f"{namespace}pPr",))
    append_content(paragraph, rebuilt)


def _set_language(styles: bytes, *, locale: Locale) -> bytes:
    """Let the spelling checker look for the target's language where no run says otherwise."""
    tree = parse_tree(styles, name=_STYLES)
    for namespace in MAIN_NAMESPACES:
        for element in tree.iterfind(f"{namespace}docDefaults//{namespace}lang"):
            element.set(f"{namespace}val", str(locale))
    return write_tree(tree)
