"""Read an article out of a Word document: the paragraphs of its text, with what its styles say of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from translator.document import ArticleText, ParagraphKind
from translator.formats.files.archives import get_member, read_members
from translator.formats.files.docx_items import WORD_NAMESPACES, find_document
from translator.formats.files.trees import parse_tree
from translator.formats.sources.blocks import Block, clean_line, compose

_KIND = "Word document"
_STYLES = "word/styles.xml"

#: Kinds by the names of Word's own styles, which are English in a document of any language.
_NAMED = (
    (re.compile(r"(?:heading \d|title|subtitle)"), ParagraphKind.HEADING),
    (re.compile(r"(?:intense )?quote|block text"), ParagraphKind.QUOTE),
    (re.compile(r"caption"), ParagraphKind.CAPTION),
    (re.compile(r"list.*"), ParagraphKind.ITEM),
)


def read_word(content: bytes) -> ArticleText:
    """Read a Word document; headers, footers, notes and what was deleted are left out.

    Raises:
        FieldError: ``file``: it is none, or damaged or unsafe.
    """
    members = read_members(content, kind=_KIND)
    name = find_document(members)
    document = parse_tree(get_member(members, name, kind=_KIND), name=name)
    styles = _read_styles(members)
    return compose(block for block in _iterate_blocks(document, styles) if block.text)


def _read_styles(members: Mapping[str, bytes]) -> dict[str, str]:
    """Return the names of the styles by their ids, in small letters."""
    if _STYLES not in members:
        return {}
    tree = parse_tree(members[_STYLES], name=_STYLES)
    named = ((_get_value(style, "styleId"), style.find("{*}name")) for style in tree.iterfind("{*}style"))
    return {identifier: _get_value(name, "val").lower() for identifier, name in named if name is not None}


def _iterate_blocks(document: Any, styles: Mapping[str, str]) -> Iterator[Block]:
    for paragraph in document.iter(*(f"{namespace}p" for namespace in WORD_NAMESPACES)):
        yield Block(clean_line("".join(_iterate_text(paragraph))), _find_kind(paragraph, styles))


def _iterate_text(paragraph: Any) -> Iterator[str]:
    """Yield the text of a paragraph's runs, and not that of a text box in it, whose paragraphs come by themselves."""
    for element in paragraph.iterchildren():
        name = _get_name(element)
        if name == "t":
            yield element.text or ""
        elif name in ("tab", "br", "cr"):
            yield " "
        elif name == "noBreakHyphen":
            yield "\u2011"
        elif name in ("r", "hyperlink", "ins", "smartTag", "sdt", "sdtContent", "fldSimple", "moveTo"):
            yield from _iterate_text(element)


def _find_kind(paragraph: Any, styles: Mapping[str, str]) -> ParagraphKind:
    properties = paragraph.find("{*}pPr")
    if properties is None:
        return ParagraphKind.BODY
    style = properties.find("{*}pStyle")
    name = styles.get(_get_value(style, "val"), "") if style is not None else ""
    kind = next((kind for pattern, kind in _NAMED if pattern.fullmatch(name)), None)
    if kind is None and properties.find("{*}numPr") is not None:
        return ParagraphKind.ITEM
    return kind or ParagraphKind.BODY


def _get_name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _get_value(element: Any, name: str) -> str:
    """Return an attribute, whatever its namespace: there are two for the same words."""
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")
