"""XLIFF 1.2 and 2: units without a translation are translated, inline codes kept; what is approved stays as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from translator.formats.files.content import FileContent, name_target, refuse_file
from translator.formats.files.inline import Holder, Inline, Item, Lone, Styled, make_inline
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


_VERSIONS = {
    "urn:oasis:names:tc:xliff:document:1.2": _Version(
        namespace="{urn:oasis:names:tc:xliff:document:1.2}",
        units=("trans-unit",),
        target_language=("file", "target-language"),
        is_state_on_target=True,
        open_states=frozenset({"new", "needs-translation"}),
        holders=frozenset({"g", "mrk"}),
    ),
    "urn:oasis:names:tc:xliff:document:2.0": _Version(
        namespace="{urn:oasis:names:tc:xliff:document:2.0}",
        units=("segment",),
        target_language=("xliff", "trgLang"),
        is_state_on_target=False,
        open_states=frozenset({"initial"}),
        holders=frozenset({"pc", "mrk"}),
    ),
}

#: Inline elements that begin and end what they hold without holding it, and the attributes that pair them.
_PAIRS = {"bpt": "ept", "bx": "ex", "sc": "ec"}
_PAIR_NAMES = ("rid", "startRef", "id")

#: Inline elements that stand for a word, and hold what the program would show.
_SHOWN = frozenset({"ph", "mrk", "x"})


def read_xliff(content: bytes) -> FileContent:
    """Read an XLIFF file.

    Raises:
        FieldError: It is none, not well formed, of another version, or declares entities.
    """
    root = parse_tree(content, name="a text")
    namespace = str(root.tag)[1:].partition("}")[0]
    version = _VERSIONS.get(namespace)
    if version is None:
        raise refuse_file("is no XLIFF 1.2 or 2 file")
    units = [
        (unit, source, make_inline(list(_join_pairs(list(_iterate_items(source, version=version)))), base=""))
        for unit in root.iter(*(version.namespace + name for name in version.units))
        for source in unit.iterfind(f"{version.namespace}source")
        if _is_open(unit, source, version=version)
    ]

    def write(targets: Sequence[str], locale: Locale) -> bytes:
        for (unit, source, inline), translated in zip(units, read_units(targets[0]), strict=True):
            _set_target(unit, source, inline=inline, translated=translated, version=version)
        element, attribute = version.target_language
        for named in root.iter(version.namespace + element):
            named.set(attribute, name_target(locale))
        return write_tree(root)

    return FileContent((write_units(inline.unit for _, _, inline in units),), write)


def _is_open(unit: Any, source: Any, *, version: _Version) -> bool:
    """Return whether a unit is to be translated: it may be, it is not approved, and nobody translated it."""
    holder = unit if version.is_state_on_target else unit.getparent()
    if any(each.get("translate") == "no" for each in (unit, *unit.iterancestors())) or holder.get("approved") == "yes":
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


def _iterate_items(parent: Any, *, version: _Version) -> Iterator[Item]:
    if parent.text:
        yield Styled(parent.text, "")
    for child in parent:
        is_open = child.get("translate") != "no" and child.get("mtype") != "protected"
        if _get_name(child) in version.holders and is_open:
            copy = _copy(child)
            items = tuple(_join_pairs(list(_iterate_items(child, version=version))))
            yield Holder(items, elements=(copy,), inner=copy)
        else:
            shown = _read_text(child) if _get_name(child) in _SHOWN else ""
            shown = shown or child.get("equiv-text") or child.get("equiv") or ""
            yield Lone((_copy(child),), "" if shown.startswith("<") else shown)
        if child.tail:
            yield Styled(child.tail, "")


def _copy(element: Any) -> Any:
    copy = deepcopy(element)
    copy.tail = None
    return copy


def _join_pairs(items: Sequence[Item]) -> Iterator[Item]:
    """Yield items with what stands between two codes of a pair as one."""
    position = 0
    while position < len(items):
        end = _find_partner(items, start=position)
        if end is None:
            yield items[position]
            position += 1
            continue
        inside = tuple(_join_pairs(items[position + 1 : end]))
        yield Holder(inside, before=items[position].elements, after=items[end].elements)
        position = end + 1


def _find_partner(items: Sequence[Item], *, start: int) -> int | None:
    opening = items[start].elements[0] if isinstance(items[start], Lone) else None
    closing = None if opening is None else _PAIRS.get(_get_name(opening))
    if opening is None or closing is None:
        return None
    for position in range(start + 1, len(items)):
        element = items[position].elements[0] if isinstance(items[position], Lone) else None
        if element is not None and _get_name(element) == closing and _get_key(element) == _get_key(opening):
            return position
    return None


def _get_key(element: Any) -> str:
    """Return what a code and its partner share: the attribute that pairs them, else the id."""
    return next((element.get(name) for name in _PAIR_NAMES if element.get(name)), "")


def _set_target(unit: Any, source: Any, *, inline: Inline, translated: Unit, version: _Version) -> None:
    target = unit.find(f"{version.namespace}target")
    if target is None:
        target = source.makeelement(f"{version.namespace}target")
        target.tail = source.tail
        source.addnext(target)
    clear_content(target)
    append_content(target, inline.rebuild(translated, make_text=lambda text, _: text, carry=lambda code: code))
    (target if version.is_state_on_target else unit).set("state", "translated")
