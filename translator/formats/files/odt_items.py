"""What a paragraph of an OpenDocument text holds: stretches in a style, links and marked ranges, and what stands alone.

A style is the names of the spans around a stretch, outermost first, with a space between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from translator.formats.files.inline import Holder, Item, Lone, Side, Styled, join_pairs

NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT = f"{{{NAMESPACE}text:1.0}}"
_OFFICE = f"{{{NAMESPACE}office:1.0}}"
_EXTENSION = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"

#: What holds text of the paragraph, and what in it does; an empty name is the holder itself.
_HOLDERS = {
    **dict.fromkeys((f"{TEXT}a", f"{TEXT}meta", f"{_EXTENSION}content-control"), ""),
    f"{TEXT}ruby": f"{TEXT}ruby-base",
}
_SPAN = f"{TEXT}span"
_SPAN_STYLE = f"{TEXT}style-name"
#: In which a row of spaces goes on.
_INLINE = (_SPAN, *_HOLDERS, f"{TEXT}ruby-base")
_SPACES = f"{TEXT}s"
_COUNT = f"{TEXT}c"
_BREAKS = (f"{TEXT}tab", f"{TEXT}line-break")
_NOISE = (f"{TEXT}soft-page-break",)

#: What begins and ends a range of text, and the attributes that tell which range it is.
_RANGES = {
    **{
        f"{TEXT}{name}-{side}": (name, side == "start")
        for name in ("bookmark", "reference-mark", "change", "toc-mark", "alphabetical-index-mark", "user-index-mark")
        for side in ("start", "end")
    },
    f"{_OFFICE}annotation": ("annotation", True),
    f"{_OFFICE}annotation-end": ("annotation", False),
}
_RANGE_NAMES = (f"{TEXT}name", f"{TEXT}change-id", f"{TEXT}id", f"{_OFFICE}name")

#: Spaces at most that one element says; a space is worth no more memory than this.
_MOST_SPACES = 1_000


def list_items(element: Any, *, looks: Mapping[str, str]) -> tuple[Item, ...]:
    """Return the content of a paragraph.

    Args:
        element: The paragraph.
        looks: The style that each automatic one goes by; empty where it changes nothing to see.
    """
    return _join(_Reader(looks).read(element, style=""))


def make_text(text: str, style: str) -> Any:
    """Return a text in a style as content: itself, or an element."""
    if not style:
        return text
    from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

    outermost, *inner = style.split(" ")
    element = innermost = etree.Element(_SPAN, {_SPAN_STYLE: outermost})
    for name in inner:
        innermost = etree.SubElement(innermost, _SPAN, {_SPAN_STYLE: name})
    innermost.text = text
    return element


def keep_spaces(element: Any) -> None:
    """Write as elements those spaces of a paragraph that its readers would skip: behind another, and at its start."""
    _keep_spaces(element, is_skipping=True)


def _keep_spaces(element: Any, *, is_skipping: bool) -> bool:
    """Write spaces in an element; tell whether readers would skip a space behind it."""
    children = list(element)
    first, is_skipping = _cut_spaces(element.text or "", element=element, is_skipping=is_skipping)
    element.text = first[0]
    for place, space in enumerate(first[1:]):
        element.insert(place, space)
    for child in children:
        is_skipping = child.tag in _INLINE and _keep_spaces(child, is_skipping=is_skipping)
        cut, is_skipping = _cut_spaces(child.tail or "", element=element, is_skipping=is_skipping)
        child.tail = cut[0]
        for place, space in enumerate(cut[1:], start=element.index(child) + 1):
            element.insert(place, space)
    return is_skipping


def _cut_spaces(text: str, *, element: Any, is_skipping: bool) -> tuple[list[Any], bool]:
    """Return a text up to the first space that would be skipped, and an element for each such row with what follows."""
    pattern = "(^ +|(?<= ) +)" if is_skipping else "((?<= ) +)"
    first, *rest = re.split(pattern, text)
    cut = [first]
    for spaces, after in zip(rest[::2], rest[1::2], strict=True):
        space = element.makeelement(_SPACES, {_COUNT: str(len(spaces))} if len(spaces) > 1 else {})
        space.tail = after
        cut.append(space)
    return cut, text.endswith(" ") or (is_skipping and not text)


def _join(items: Iterator[Item]) -> tuple[Item, ...]:
    return join_pairs(list(items), find_side=_find_side)


def _find_side(element: Any) -> Side | None:
    if element.tag not in _RANGES:
        return None
    name, begins = _RANGES[element.tag]
    key = next((element.get(attribute) for attribute in _RANGE_NAMES if element.get(attribute)), "")
    return Side(f"{name} {key}", begins=begins) if key else None


@dataclass(slots=True)
class _Reader:
    """Reads what a paragraph holds, as its readers see it.

    Args:
        looks: The style that each automatic one goes by.
        is_skipping: Whether a space would be skipped here, as one stands before it.
    """

    looks: Mapping[str, str]
    is_skipping: bool = True

    def read(self, parent: Any, *, style: str) -> Iterator[Item]:
        yield from self._read_text(parent.text, style=style)
        for child in parent:
            if child.tag == _SPAN:
                name = child.get(_SPAN_STYLE, "")
                inner = " ".join(filter(None, (style, self.looks.get(name, name))))
                yield from self.read(child, style=inner)
            elif child.tag in _HOLDERS:
                yield self._read_holder(child, style=style)
            elif child.tag == _SPACES:
                yield Styled(" " * _count_spaces(child), style)
                self.is_skipping = False
            elif child.tag not in _NOISE:
                yield Lone((child,), _read_shown(child), is_break=child.tag in _BREAKS)
                self.is_skipping = False
            yield from self._read_text(child.tail, style=style)

    def _read_text(self, text: str | None, *, style: str) -> Iterator[Item]:
        seen = re.sub("[ \t\r\n]+", " ", text or "")
        if self.is_skipping:
            seen = seen.removeprefix(" ")
        if seen:
            yield Styled(seen, style)
            self.is_skipping = seen.endswith(" ")

    def _read_holder(self, element: Any, *, style: str) -> Item:
        content = _HOLDERS[element.tag]
        inner = element.find(content) if content else element
        if inner is None:
            return Lone((element,))
        return Holder(_join(self.read(inner, style=style)), elements=(element,), inner=inner)


def _count_spaces(element: Any) -> int:
    count = element.get(_COUNT, "1")
    return min(int(count), _MOST_SPACES) if re.fullmatch("[0-9]{1,9}", count) else 1


def _read_shown(element: Any) -> str:
    """Return what a field shows, such as the number of a page; nothing for what holds more than a line of text."""
    is_field = str(element.tag).startswith(TEXT) and not len(element)
    return (element.text or "").strip() if is_field else ""
