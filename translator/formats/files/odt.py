"""OpenDocument texts (ISO/IEC 26300): what a reader reads in them.

That is each paragraph and heading of the text, tables, frames, headers, footers, notes, comments and charts, the texts
that stand for a picture, and the title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from translator.formats.files.archives import get_member, read_members, write_members
from translator.formats.files.content import FileContent, name_target, refuse_file
from translator.formats.files.inline import make_inline
from translator.formats.files.odt_items import NAMESPACE, TEXT, keep_spaces, list_items, make_text
from translator.formats.files.places import Place, fill_places, list_text_places, make_paragraph_place, write_places
from translator.formats.files.trees import parse_tree, write_tree
from translator.languages import Locale

_KIND = "OpenDocument text"
_CONTENT = "content.xml"
_MANIFEST = "META-INF/manifest.xml"
_TREES = re.compile(r"(?:content|styles|meta)\.xml|Object \d+/content\.xml")
_MIME_TYPE = b"application/vnd.oasis.opendocument.text"
_MACROS = ("Basic/", "Scripts/")

_STYLE = f"{{{NAMESPACE}style:1.0}}"
_FORMATTING = f"{{{NAMESPACE}xsl-fo-compatible:1.0}}"
_DRAWING = f"{{{NAMESPACE}svg-compatible:1.0}}"
_METADATA = "{http://purl.org/dc/elements/1.1/}"

#: What LibreOffice notes of the edit that wrote a stretch; it cuts words and says nothing of their looks.
_EDIT_MARKS = "{http://openoffice.org/2009/office}"

_PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
#: What stands for a picture, and what is said of the document.
_SPOKEN = (
    *(_DRAWING + name for name in ("title", "desc")),
    *(_METADATA + name for name in ("title", "subject", "description")),
)
#: Text that is no longer there, kept so that its deletion can be undone.
_DELETED = f"{TEXT}tracked-changes"


def read_odt(content: bytes) -> FileContent:
    """Read an OpenDocument text.

    Raises:
        FieldError: It is none, damaged, unsafe, protected by a password, or holds macros.
    """
    members = read_members(content, kind=_KIND)
    get_member(members, _CONTENT, kind=_KIND)
    if members.get("mimetype", _MIME_TYPE).strip() != _MIME_TYPE:
        raise refuse_file(f"is no {_KIND}")
    if any(name.startswith(_MACROS) for name in members):
        raise refuse_file("holds macros, which is not allowed")
    if b"encryption-data" in members.get(_MANIFEST, b""):
        raise refuse_file("is protected by a password")
    trees = {name: parse_tree(members[name], name=name) for name in members if _TREES.fullmatch(name)}
    places = [place for tree in trees.values() for place in _list_places(tree)]

    def write(targets: Sequence[str], locale: Locale) -> bytes:
        fill_places(places, targets[0])
        for tree in trees.values():
            _set_language(tree, locale=locale)
        return write_members(content, changed={name: write_tree(tree) for name, tree in trees.items()})

    return FileContent((write_places(places),), write)


def _list_places(tree: Any) -> Iterator[Place]:
    looks = _read_looks(tree)
    deleted = {element for region in tree.iter(_DELETED) for element in region.iter(*_PARAGRAPHS)}
    for element in tree.iter(*_PARAGRAPHS):
        if element not in deleted:
            inline = make_inline(list_items(element, looks=looks), base="")
            yield make_paragraph_place(
                element, inline, make_text=make_text, carry=lambda child: child, finish=keep_spaces
            )
    yield from list_text_places(tree.iter(*_SPOKEN))


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


def _set_language(tree: Any, *, locale: Locale) -> None:
    """Let the spelling checker look for the target's language by default."""
    for properties in tree.iterfind(f".//{_STYLE}default-style/{_STYLE}text-properties"):
        if properties.get(f"{_FORMATTING}language"):
            properties.set(f"{_FORMATTING}language", locale.language)
            properties.set(f"{_FORMATTING}country", locale.region or "none")
    for element in tree.iter(f"{_METADATA}language"):
        element.text = name_target(locale)
