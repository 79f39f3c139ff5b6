"""XLIFF 1.2 and 2: units without a translation are translated, inline codes kept; what is approved stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from translator.formats.files.accelerators import Label, read_label
from translator.formats.files.content import FileContent, name_target, refuse_file
from translator.formats.files.inline import Holder, Inline, Item, Lone, Side, Styled, join_pairs, make_inline
from translator.formats.files.strings import PLACEHOLDER, REFERENCE, TAG, has_choice, pair_tags
from translator.formats.files.trees import append_content, clear_content, parse_tree, write_tree
from translator.formats.files.units import Unit, read_units, write_units
from translator.languages import Locale


@dataclass(frozen=True, slots=True)
class _Version:
    """Names of one version of the format.

    Args:
        namespace: Of its elements.
        units: The elements that hold a source and a target.
        target_language: Where the target's language is named: the element and its attribute.
        is_state_on_target: Whether the target has the state, not the unit.
        open_states: States of a target that nobody vouches for.
        holders: Inline elements that hold text.
    """

    namespace: str
    units: tuple[str, ...]
    target_language: tuple[str, str]
    is_state_on_target: bool
    open_states: frozenset[str]
    holders: frozenset[str]


_FIRST = "urn:oasis:names:tc:xliff:document:1.2"

_VERSIONS = {
    **{
        namespace: _Version(
            namespace=f"{{{namespace}}}" if namespace else "",
            units=("trans-unit",),
            target_language=("file", "target-language"),
            is_state_on_target=True,
            open_states=frozenset({"new", "needs-translation"}),
            holders=frozenset({"g", "mrk"}),
        )
        # Some programs leave the namespace out.
        for namespace in (_FIRST, "")
    },
    **{
        namespace: _Version(
            namespace=f"{{{namespace}}}",
            units=("segment",),
            target_language=("xliff", "trgLang"),
            is_state_on_target=False,
            open_states=frozenset({"initial"}),
            holders=frozenset({"pc", "mrk"}),
        )
        # Version 2.1 has the namespace of 2.0.
        for namespace in ("urn:oasis:names:tc:xliff:document:2.0", "urn:oasis:names:tc:xliff:document:2.2")
    },
}

#: Inline elements that begin and end what they hold without holding it, and the attributes that pair them.
_OPENING = frozenset({"bpt", "bx", "sc", "sm"})
_CLOSING = {"ept": "bpt", "ex": "bx", "ec": "sc", "em": "sm"}
_PAIR_NAMES = ("rid", "startRef", "id")

#: Inline elements that stand for a word, and hold what the program would show.
_SHOWN = frozenset({"ph", "mrk", "x"})


#: What programs write into texts: placeholders, tags and references to characters.
_CODES = re.compile(rf"{PLACEHOLDER}|(?P<tag>{TAG})|{REFERENCE}")

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class _Code:
    """What a program wrote into a text.

    Args:
        text: The text.
        key: What a tag has in common with its partner; empty for none.
        begins: Whether it is the first of the two.
    """

    text: str
    key: str = ""
    begins: bool = False


def read_xliff(content: bytes) -> FileContent:
    """Read an XLIFF file.

    Raises:
        FieldError: It is none, not well formed, of another version, or declares entities.
    """
    root = parse_tree(content, name="a text")
    namespace, _, name = str(root.tag).removeprefix("{").rpartition("}")
    version = _VERSIONS.get(namespace)
    if version is None or name != "xliff":
        raise refuse_file("is no XLIFF 1.2 or 2 file")
    entries = [
        _read_entry(unit, source, version=version)
        for unit in root.iter(*(version.namespace + name for name in version.units))
        for source in unit.iterfind(f"{version.namespace}source")
        if _is_open(unit, source, version=version)
    ]

    def write(targets: Sequence[str], locale: Locale) -> bytes:
        for entry, translated in zip(entries, read_units(targets[0]), strict=True):
            _set_target(entry, translated, version=version, language=name_target(locale))
        element, attribute = version.target_language
        for named in root.iter(version.namespace + element):
            named.set(attribute, name_target(locale))
        return write_tree(root)

    return FileContent((write_units(entry.label.unit for entry in entries),), write)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A source to translate.

    Args:
        unit: What holds source and target.
        source: The source.
        inline: Its content.
        label: It as it is translated.
    """

    unit: Any
    source: Any
    inline: Inline
    label: Label


def _read_entry(unit: Any, source: Any, *, version: _Version) -> _Entry:
    """Read a source, as its segments mark it where another program cut it."""
    cut = unit.find(f"{version.namespace}seg-source")
    inline = make_inline(_read_items(source if cut is None else cut, version=version), base="")
    return _Entry(unit, source, inline, read_label(inline.unit))


def _is_open(unit: Any, source: Any, *, version: _Version) -> bool:
    """Return whether a unit is to be translated: it may be, it is not approved, and nobody translated it."""
    holder = unit if version.is_state_on_target else unit.getparent()
    said = (each.get("translate") for each in (unit, *unit.iterancestors()))
    if next(filter(None, said), "yes") == "no" or holder.get("approved") == "yes" or has_choice(_read_text(source)):
        return False
    target = unit.find(f"{version.namespace}target")
    if target is None or not _read_text(target):
        return bool(unit.get("state") != "final")
    state = (target if version.is_state_on_target else unit).get("state", "")
    return state in version.open_states or (not state and _read_text(target) == _read_text(source))


def _read_text(element: Any) -> str:
    return "".join(element.itertext()).strip()


def _get_name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _read_items(parent: Any, *, version: _Version) -> tuple[Item, ...]:
    items = _pair_codes(list(_iterate_items(parent, version=version)))
    return join_pairs(items, find_side=_find_side)


def _iterate_items(parent: Any, *, version: _Version) -> Iterator[Item]:
    yield from _cut_text(parent.text or "")
    for child in parent:
        is_open = child.get("translate") != "no" and child.get("mtype") != "protected"
        if _get_name(child) in version.holders and is_open:
            copy = _copy(child)
            yield Holder(_read_items(child, version=version), elements=(copy,), inner=copy)
        else:
            shown = _read_text(child) if _get_name(child) in _SHOWN else ""
            shown = shown or child.get("equiv-text") or child.get("equiv") or ""
            yield Lone((_copy(child),), "" if shown.startswith("<") else shown)
        yield from _cut_text(child.tail or "")


def _cut_text(text: str) -> Iterator[Item]:
    """Yield a text with the tags and placeholders of the program that wrote it as what stands alone."""
    position = 0
    for match in _CODES.finditer(text):
        if match.start() > position:
            yield Styled(text[position : match.start()], "")
        yield Lone((_Code(match[0]),), "" if match["tag"] else match[0])
        position = match.end()
    if position < len(text):
        yield Styled(text[position:], "")


def _pair_codes(items: list[Item]) -> list[Item]:
    """Return items in which tags that are text know their partners."""
    codes = [
        (position, item)
        for position, item in enumerate(items)
        if isinstance(item, Lone) and isinstance(item.elements[0], _Code)
    ]
    for number, partner in pair_tags([item.elements[0].text for _, item in codes]).items():
        position, item = codes[number]
        code = _Code(item.elements[0].text, str(min(number, partner)), begins=number < partner)
        items[position] = replace(item, elements=(code,))
    return items


def _copy(element: Any) -> Any:
    copy = deepcopy(element)
    copy.tail = None
    return copy


def _find_side(element: Any) -> Side | None:
    if isinstance(element, _Code):
        return Side(f"code {element.key}", begins=element.begins) if element.key else None
    name = _get_name(element)
    if name not in _OPENING and name not in _CLOSING:
        return None
    number = next((element.get(attribute) for attribute in _PAIR_NAMES if element.get(attribute)), "")
    return Side(f"{_CLOSING.get(name, name)} {number}", begins=name in _OPENING)


def _set_target(entry: _Entry, translated: Unit, *, version: _Version, language: str) -> None:
    unit, source = entry.unit, entry.source
    target = unit.find(f"{version.namespace}target")
    if target is None:
        target = source.makeelement(f"{version.namespace}target")
        before = unit.find(f"{version.namespace}seg-source")
        before = source if before is None else before
        target.tail = before.tail
        before.addnext(target)
    if target.get(_LANGUAGE):
        target.set(_LANGUAGE, language)
    clear_content(target)
    content = entry.inline.rebuild(
        entry.label.put_mark(translated),
        make_text=lambda text, _: text,
        carry=lambda element: element.text if isinstance(element, _Code) else element,
    )
    append_content(target, content)
    (target if version.is_state_on_target else unit).set("state", "translated")
