"""Word documents (Office Open XML, ECMA-376): what a reader reads in them.

That is each paragraph of the text, headers, footers, notes, comments, text boxes, charts and diagrams, the labels of
charts, the texts that stand for a picture or a table, and the title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from translator.formats.files.archives import get_member, read_members, write_members
from translator.formats.files.content import FileContent, name_target, refuse_file
from translator.formats.files.docx_items import (
    TEXT_NAMESPACES,
    WORD_NAMESPACES,
    carry,
    find_document,
    list_items,
    make_run,
)
from translator.formats.files.inline import make_inline
from translator.formats.files.places import (
    Place,
    fill_places,
    list_attribute_places,
    list_text_places,
    make_paragraph_place,
    write_places,
)
from translator.formats.files.trees import parse_tree, write_tree
from translator.languages import Locale

_KIND = "Word document"
_TEXTS = re.compile(
    r"word/(?:document\d*|header\d*|footer\d*|footnotes|endnotes|comments"
    r"|charts/chart(?:Ex)?\d*|diagrams/(?:data|drawing)\d*)\.xml"
)
_STYLES = "word/styles.xml"
_PROPERTIES = "docProps/core.xml"
_MACROS = re.compile(r"(?:.*/)?vbaProject\.bin", re.IGNORECASE)

#: What is read in the place of a picture, a shape, a table or a link.
_SHOWN = {
    "docPr": ("descr", "title"),
    "cNvPr": ("descr", "title"),
    "textpath": ("string",),
    **dict.fromkeys(("shape", "rect", "roundrect", "oval", "line", "polyline", "image", "group"), ("alt", "title")),
    "tblCaption": ("{*}val",),
    "tblDescription": ("{*}val",),
    "hyperlink": ("{*}tooltip",),
}

_METADATA = "{http://purl.org/dc/elements/1.1/}"
_SPOKEN = tuple(_METADATA + name for name in ("title", "subject", "description"))


def read_docx(content: bytes) -> FileContent:
    """Read a Word document.

    Raises:
        FieldError: It is none, damaged, unsafe, or holds macros.
    """
    members = read_members(content, kind=_KIND)
    get_member(members, find_document(members), kind=_KIND)
    if any(map(_MACROS.fullmatch, members)):
        raise refuse_file("holds macros, which is not allowed")
    names = [name for name in members if _TEXTS.fullmatch(name) or name in (_STYLES, _PROPERTIES)]
    trees = {name: parse_tree(members[name], name=name) for name in names}
    texts = [tree for name, tree in trees.items() if name != _STYLES]
    places = [place for tree in texts for place in (*_list_paragraphs(tree), *_list_shown(tree))]

    def write(targets: Sequence[str], locale: Locale) -> bytes:
        fill_places(places, targets[0])
        for tree in trees.values():
            _set_language(tree, locale=locale)
        return write_members(content, changed={name: write_tree(tree) for name, tree in trees.items()})

    return FileContent((write_places(places),), write)


def _list_paragraphs(tree: Any) -> Iterator[Place]:
    return map(_read_paragraph, tree.iter(*(f"{namespace}p" for namespace in TEXT_NAMESPACES)))


def _read_paragraph(paragraph: Any) -> Place:
    namespace = paragraph.tag[: -len("p")]
    return make_paragraph_place(
        paragraph,
        make_inline(list_items(paragraph)),
        make_text=lambda text, style: make_run(text, style=style, namespace=namespace),
        carry=carry,
        kept=(f"{namespace}pPr",),
        last=f"{namespace}endParaRPr",
    )


def _list_shown(tree: Any) -> Iterator[Place]:
    for element in tree.iter(*(f"{{*}}{name}" for name in _SHOWN)):
        namespace, _, name = element.tag.rpartition("}")
        yield from list_attribute_places(
            element, (attribute.replace("{*}", f"{namespace}}}") for attribute in _SHOWN[name])
        )
    labels = (element for element in tree.iter("{*}v", "{*}pt") if _is_label(element))
    yield from list_text_places(chain(labels, tree.iter(*_SPOKEN)))


def _is_label(element: Any) -> bool:
    """Return whether an element holds a label of a chart, such as the name of a series, and not one of its numbers."""
    if not len(element) and "/chart" in element.tag:
        return not any(re.search("}num(?:Cache|Lit|Dim)$", str(parent.tag)) for parent in element.iterancestors())
    return False


def _set_language(tree: Any, *, locale: Locale) -> None:
    """Let the spelling checker look for the target's language where no run says otherwise."""
    for namespace in WORD_NAMESPACES:
        for element in tree.iterfind(f"{namespace}docDefaults//{namespace}lang"):
            element.set(f"{namespace}val", str(locale))
    for element in tree.iterfind(f"{_METADATA}language"):
        element.text = name_target(locale)
