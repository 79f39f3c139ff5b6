"""What a paragraph of a Word document holds: runs joined by how they look, links and fields as holders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from typing import Any

from translator.formats.files.inline import Holder, Item, Lone, Styled

#: The namespaces of text, transitional and strict.
MAIN_NAMESPACES = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

#: What the spelling checker and the page layout leave in a paragraph: it cuts words and says nothing of their looks.
_NOISE = frozenset({"proofErr", "lastRenderedPageBreak", "softHyphen", "noProof", "lang", "webHidden"})

#: What a sentence does not go on behind.
_BREAKS = frozenset({"tab", "ptab", "br", "cr"})

#: What holds text of the paragraph, and what in it does.
#: An empty name is the holder itself.
_HOLDERS = {"hyperlink": "", "ins": "", "smartTag": "", "moveTo": "", "sdt": "sdtContent"}
_PROPERTIES = ("pPr", "smartTagPr")


def list_items(paragraph: Any) -> list[Item]:
    """Return the content of a paragraph."""
    return list(_join_fields(list(_iterate_items(paragraph))))


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
    """Return an element's name within Word's own namespaces; empty outside them."""
    namespace, _, name = str(element.tag).rpartition("}")
    return name if f"{namespace}}}" in MAIN_NAMESPACES else ""


def _find_properties(run: Any) -> Any:
    return next((child for child in run if _get_name(child) == "rPr"), None)


def _iterate_items(parent: Any) -> Iterator[Item]:
    for child in parent:
        name = _get_name(child)
        if name == "r":
            yield from _iterate_run(child)
        elif name in _HOLDERS:
            yield _read_holder(child, content=_HOLDERS[name])
        elif name not in _NOISE and name not in _PROPERTIES:
            yield Lone((child,))


def _read_holder(element: Any, *, content: str) -> Item:
    inner = next((child for child in element if _get_name(child) == content), None) if content else element
    items = _join_fields(list(_iterate_items(inner))) if inner is not None else ()
    return Holder(tuple(items), elements=(element,), inner=inner) if inner is not None else Lone((element,))


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
    return etree.tostring(seen, encoding="unicode", with_tail=False) if len(seen) else ""


def _join_fields(items: Sequence[Item]) -> Iterator[Item]:
    """Yield items with each field as one: a link holds its text, any other is computed by Word and stands alone."""
    position = 0
    while position < len(items):
        end = _find_field_end(items, start=position)
        if end is None:
            yield items[position]
            position += 1
        else:
            yield _make_field(items[position : end + 1])
            position = end + 1


def _find_field_end(items: Sequence[Item], *, start: int) -> int | None:
    """Return where the field ends that begins at a position; None where none begins or it ends elsewhere."""
    depth = 0
    for position in range(start, len(items)):
        depth += {"begin": 1, "end": -1}.get(_get_field_mark(items[position]), 0)
        if depth == 0:
            return position if position > start else None
    return None


def _make_field(items: Sequence[Item]) -> Item:
    marks = [_get_field_mark(item) for item in items]
    separator = marks.index("separate") if "separate" in marks else 0
    before = _list_elements(items[: separator + 1])
    code = "".join("".join(element.itertext()) for element in before)
    if marks.count("begin") > 1 or not code.strip().upper().startswith("HYPERLINK"):
        result = (item.text for item in items[separator + 1 :] if isinstance(item, Styled))
        return Lone(_list_elements(items), "".join(result).strip())
    return Holder(tuple(items[separator + 1 : -1]), before=before, after=_list_elements(items[-1:]))


def _get_field_mark(item: Item) -> str:
    """Return which part of a field an item is: ``begin``, ``separate`` or ``end``; empty for none."""
    element = item.elements[0] if item.elements else None
    if element is None or _get_name(element) != "fldChar":
        return ""
    return str(element.get(element.tag.replace("}fldChar", "}fldCharType"), ""))


def _list_elements(items: Iterable[Item]) -> tuple[Any, ...]:
    return tuple(element for item in items for element in item.elements)
