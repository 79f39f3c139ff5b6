"""What a paragraph of a Word document holds: runs joined by how they look; links, fields and marked ranges as holders.

A paragraph of a drawing (``a:p``) is made of the same names in another namespace.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from typing import Any

from translator.formats.files.inline import MOST_NESTED, Holder, Item, Lone, Side, Styled, join_pairs

#: The namespaces of Word's text, transitional and strict.
WORD_NAMESPACES = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
#: Those of all that is made of paragraphs and runs: text in charts and diagrams too.
TEXT_NAMESPACES = (
    *WORD_NAMESPACES,
    "{http://schemas.openxmlformats.org/drawingml/2006/main}",
    "{http://purl.oclc.org/ooxml/drawingml/main}",
)
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

#: What the spelling checker and the page layout leave in a paragraph: it cuts words and says nothing of their looks.
_NOISE = frozenset({"proofErr", "lastRenderedPageBreak", "softHyphen", "noProof", "lang", "webHidden"})
_NOISE_OF_DRAWINGS = ("lang", "altLang", "dirty", "err", "noProof", "smtClean", "smtId")

#: What a sentence does not go on behind.
_BREAKS = frozenset({"tab", "ptab", "br", "cr"})

#: What holds text of the paragraph, and what in it does.
#: An empty name is the holder itself.
_HOLDERS = {
    **dict.fromkeys(("hyperlink", "ins", "moveTo", "smartTag", "customXml", "dir", "bdo"), ""),
    "sdt": "sdtContent",
}
_PROPERTIES = ("pPr", "smartTagPr", "customXmlPr", "endParaRPr")

#: What begins and ends a range of text with a number of its own: ``bookmarkStart``, ``permEnd``.
_RANGE = re.compile(r"(bookmark|commentRange|perm|moveFromRange|moveToRange)(Start|End)")

#: Fields whose result is text of the document; all others are computed and read as a word.
_TEXT_FIELDS = frozenset({"HYPERLINK", "FORMTEXT", "REF", "STYLEREF", "QUOTE"})


#: What Word calls the document itself; its edition for browsers may add a number.
_DOCUMENT = re.compile(r"word/document\d*\.xml")


def find_document(members: Iterable[str]) -> str:
    """Return the name of the member that holds the document's text, or its usual name where there is none."""
    return next(filter(_DOCUMENT.fullmatch, members), "word/document.xml")


def list_items(paragraph: Any) -> tuple[Item, ...]:
    """Return the content of a paragraph."""
    return _join(_iterate_items(paragraph))


def make_run(text: str, *, style: str, namespace: str) -> Any:
    """Return a run.

    Args:
        text: Its text.
        style: Its properties as XML; empty for none.
        namespace: The document's.
    """
    from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

    run = etree.Element(f"{namespace}r")
    if style:
        run.append(etree.fromstring(style))
    node = etree.SubElement(run, f"{namespace}t")
    node.text = text
    if namespace in WORD_NAMESPACES:
        node.set(_SPACE, "preserve")
    return run


def carry(element: Any) -> Any:
    """Return an element as content of a paragraph: what stood in a run stands in one that looks the same."""
    run = element.getparent()
    if run is None or _get_name(run) != "r":
        return element
    carrier = run.makeelement(run.tag, dict(run.attrib))
    properties = _find_properties(run)
    if properties is not None:
        carrier.append(deepcopy(properties))
    carrier.append(element)
    return carrier


def _get_name(element: Any) -> str:
    """Return an element's name within the namespaces of text; empty outside them."""
    namespace, _, name = str(element.tag).rpartition("}")
    return name if f"{namespace}}}" in TEXT_NAMESPACES else ""


def _find_properties(run: Any) -> Any:
    return next((child for child in run if _get_name(child) == "rPr"), None)


def _iterate_items(parent: Any) -> Iterator[Item]:
    for child in parent:
        name = _get_name(child)
        if name == "r":
            yield from _iterate_run(child)
        elif name in _HOLDERS:
            yield _read_holder(child, content=_HOLDERS[name])
        elif name in ("fldSimple", "fld"):
            yield _read_simple_field(child)
        elif name not in _NOISE and name not in _PROPERTIES:
            yield Lone((child,))


def _read_holder(element: Any, *, content: str = "") -> Item:
    inner = next((child for child in element if _get_name(child) == content), None) if content else element
    if inner is None:
        return Lone((element,))
    kept = tuple(child.tag for child in inner if _get_name(child) in _PROPERTIES)
    return Holder(_join(_iterate_items(inner)), elements=(element,), inner=inner, kept=kept)


def _read_simple_field(element: Any) -> Item:
    """Read a field that is one element: ``w:fldSimple``, or ``a:fld`` of a drawing."""
    code = next((value for name, value in element.attrib.items() if name.endswith("}instr")), "")
    return _read_holder(element) if _is_text(code) else Lone((element,), "".join(_iterate_text(element)).strip())


def _iterate_text(element: Any) -> Iterator[str]:
    return (node.text or "" for node in element.iter() if _get_name(node) == "t")


def _iterate_run(run: Any) -> Iterator[Item]:
    properties = _find_properties(run)
    style = _write_style(properties)
    for child in run:
        name = _get_name(child)
        if name == "t":
            yield Styled(child.text or "", style, (child,))
        elif name == "noBreakHyphen":
            yield Styled("\u2011", style, (child,))
        elif name not in _NOISE and child is not properties:
            yield Lone((child,), is_break=name in _BREAKS)


def _write_style(properties: Any) -> str:
    """Return what a run looks like, as XML; runs that look alike give the same."""
    from lxml import etree

    if properties is None:
        return ""
    seen = deepcopy(properties)
    for child in list(seen):
        if _get_name(child) in _NOISE:
            seen.remove(child)
    for name in _NOISE_OF_DRAWINGS:
        seen.attrib.pop(name, None)
    return etree.tostring(seen, encoding="unicode", with_tail=False) if len(seen) or seen.attrib else ""


def _join(items: Iterable[Item], *, depth: int = 0) -> tuple[Item, ...]:
    """Return items with each field and each marked range as one; the depth is in how many fields they stand."""
    return join_pairs(list(_join_fields(list(items), depth=depth)), find_side=_find_side)


def _find_side(element: Any) -> Side | None:
    mark = _RANGE.fullmatch(_get_name(element))
    if mark is None:
        return None
    number = element.get(f"{element.tag.rpartition('}')[0]}}}id", "")
    return Side(f"{mark[1]} {number}", begins=mark[2] == "Start")


def _join_fields(items: Sequence[Item], *, depth: int) -> Iterator[Item]:
    """Yield items with each field as one: a link holds its text, a computed one stands alone."""
    ends = _find_field_ends(items) if depth < MOST_NESTED else {}
    position = 0
    while position < len(items):
        end = ends.get(position)
        if end is None:
            yield items[position]
            position += 1
        else:
            yield _make_field(items[position : end + 1], depth=depth)
            position = end + 1


def _find_field_ends(items: Sequence[Item]) -> dict[int, int]:
    """Return where each field ends, by where it begins; one that ends in another paragraph is left out."""
    ends: dict[int, int] = {}
    begun: list[int] = []
    for position, item in enumerate(items):
        mark = _get_field_mark(item)
        if mark == "begin":
            begun.append(position)
        elif mark == "end" and begun:
            ends[begun.pop()] = position
    return ends


def _make_field(items: Sequence[Item], *, depth: int) -> Item:
    separator = _find_separator(items)
    before = _list_elements(items[: separator + 1])
    if separator and _is_text("".join("".join(element.itertext()) for element in before)):
        held = _join(items[separator + 1 : -1], depth=depth + 1)
        return Holder(held, before=before, after=_list_elements(items[-1:]))
    result = "".join(item.text for item in items[separator + 1 :] if isinstance(item, Styled))
    return Lone(_list_elements(items), result.strip())


def _find_separator(items: Sequence[Item]) -> int:
    """Return where the result of a field begins, whatever fields are in its code; 0 where it has none."""
    depth = 0
    for position, item in enumerate(items):
        mark = _get_field_mark(item)
        depth += {"begin": 1, "end": -1}.get(mark, 0)
        if mark == "separate" and depth == 1:
            return position
    return 0


def _is_text(code: str) -> bool:
    """Return whether the code of a field says that its result is text."""
    return code.strip().upper().partition(" ")[0] in _TEXT_FIELDS


def _get_field_mark(item: Item) -> str:
    """Return which part of a field an item is: ``begin``, ``separate`` or ``end``; empty for none."""
    element = item.elements[0] if item.elements else None
    if element is None or _get_name(element) != "fldChar":
        return ""
    return str(element.get(element.tag.replace("}fldChar", "}fldCharType"), ""))


def _list_elements(items: Iterable[Item]) -> tuple[Any, ...]:
    return tuple(element for item in items for element in item.elements)
