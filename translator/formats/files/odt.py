"""OpenDocument texts (ISO/IEC 26300): each paragraph and heading of the text, its headers, footers, notes and title."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from translator.formats.files.archives import get_member, read_members, write_members
from translator.formats.files.content import FileContent, refuse_file
from translator.formats.files.inline import Holder, Inline, Item, Lone, Styled, make_inline
from translator.formats.files.trees import append_content, clear_content, parse_tree, write_tree
from translator.formats.files.units import Unit, read_units, write_units
from translator.languages import Locale

_KIND = "OpenDocument text"
_CONTENT = "content.xml"
_TREES = (_CONTENT, "styles.xml", "meta.xml")
_MIME_TYPE = b"application/vnd.oasis.opendocument.text"
_MACROS = ("Basic/", "Scripts/")

_NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT = f"{{{_NAMESPACE}text:1.0}}"
_STYLE = f"{{{_NAMESPACE}style:1.0}}"
_FORMATTING = f"{{{_NAMESPACE}xsl-fo-compatible:1.0}}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"

#: What LibreOffice notes of the edit that wrote a stretch; it cuts words and says nothing of their looks.
_EDIT_MARKS = "{http://openoffice.org/2009/office}"

_PARAGRAPHS = (f"{_TEXT}p", f"{_TEXT}h", _TITLE)
_HOLDERS = (f"{_TEXT}a", f"{_TEXT}meta", f"{_TEXT}ruby-base")
_SPAN = f"{_TEXT}span"
_SPAN_STYLE = f"{_TEXT}style-name"
_BREAKS = (f"{_TEXT}tab", f"{_TEXT}line-break")
_NOISE = (f"{_TEXT}soft-page-break",)


def read_odt(content: bytes) -> FileContent:
    """Read an OpenDocument text.

    Raises:
        FieldError: It is none, damaged, unsafe, or holds macros.
    """
    members = read_members(content, kind=_KIND)
    get_member(members, _CONTENT, kind=_KIND)
    if members.get("mimetype", _MIME_TYPE).strip() != _MIME_TYPE:
        raise refuse_file(f"is no {_KIND}")
    if any(name.startswith(_MACROS) for name in members):
        raise refuse_file("holds macros, which is not allowed")
    trees = {name: parse_tree(members[name], name=name) for name in _TREES if name in members}
    paragraphs = [
        (element, make_inline(list(_iterate_items(element, styles=styles, style="")), base=""))
        for tree in trees.values()
        for styles in (_read_looks(tree),)
        for element in tree.iter(*_PARAGRAPHS)
    ]

    def write(targets: Sequence[str], locale: Locale) -> bytes:
        for (element, inline), unit in zip(paragraphs, read_units(targets[0]), strict=True):
            _write_paragraph(element, inline, unit=unit)
        for tree in trees.values():
            _set_language(tree, locale=locale)
        return write_members(content, changed={name: write_tree(tree) for name, tree in trees.items()})

    return FileContent((write_units(inline.unit for _, inline in paragraphs),), write)


def _read_looks(tree: Any) -> Mapping[str, str]:
    """Return the name that each automatic style of text goes by; empty for one that changes nothing to see.

    Styles that look alike go by the first of them.
    """
    names: dict[tuple[object, ...], str] = {}
    looks: dict[str, str] = {}
    for style in tree.iter(f"{_STYLE}style"):
        if style.get(f"{_STYLE}family") != "text" or "automatic-styles" not in style.getparent().tag:
            continue
        seen = sorted(
            (name, value)
            for properties in style
            for name, value in properties.attrib.items()
            if not name.startswith(_EDIT_MARKS) and name not in (f"{_FORMATTING}language", f"{_FORMATTING}country")
        )
        name = style.get(f"{_STYLE}name", "")
        parent = style.get(f"{_STYLE}parent-style-name", "")
        look = (parent, *seen, *(properties.tag for properties in style if len(properties)))
        looks[name] = names.setdefault(look, name) if seen or parent else ""
    return looks


def _iterate_items(parent: Any, *, styles: Mapping[str, str], style: str) -> Iterator[Item]:
    """Yield what an element holds; a span within a span keeps the inner style, as it is the one seen."""
    if parent.text:
        yield Styled(parent.text, style)
    for child in parent:
        if child.tag == _SPAN:
            name = child.get(_SPAN_STYLE, "")
            yield from _iterate_items(child, styles=styles, style=styles.get(name, name) or style)
        elif child.tag in _HOLDERS:
            items = tuple(_iterate_items(child, styles=styles, style=style))
            yield Holder(items, elements=(child,), inner=child)
        elif child.tag not in _NOISE:
            yield Lone((child,), is_break=child.tag in _BREAKS)
        if child.tail:
            yield Styled(child.tail, style)


def _write_paragraph(element: Any, inline: Inline, *, unit: Unit) -> None:
    if unit == inline.unit:
        return

    def make_text(text: str, style: str) -> Any:
        if not style:
            return text
        span = element.makeelement(_SPAN, {_SPAN_STYLE: style})
        span.text = text
        return span

    rebuilt = inline.rebuild(unit, make_text=make_text, carry=lambda child: child)
    clear_content(element)
    append_content(element, rebuilt)


def _set_language(tree: Any, *, locale: Locale) -> None:
    """Let the spelling checker look for the target's language by default."""
    for properties in tree.iterfind(f".//{_STYLE}default-style/{_STYLE}text-properties"):
        if properties.get(f"{_FORMATTING}language"):
            properties.set(f"{_FORMATTING}language", locale.language)
            properties.set(f"{_FORMATTING}country", locale.region or "none")
