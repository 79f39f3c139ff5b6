"""Exchange a memory as TMX 1.4, the format that translation tools share.

Reading and writing are translate-toolkit's; which units can be used, and what is said about the others, is decided
here. Entities declared in a file are refused, those from outside are never fetched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from translator.formats.exchange import clean_xml, parse_exchange, read_language
from translator.languages import LanguagePair
from translator.translation import MemoryEntry

#: Longest text of a unit, in characters: some three pages. Longer ones are documents, not segments, and never match.
TEXT_LIMIT = 10_000

_ORIGIN = "x-origin"
_CONTEXT = "x-context-hash"
_USE_LIMIT = 2**31 - 1

#: Inline elements that hold codes of the tool that wrote the file, not words.
_CODE_ELEMENTS = frozenset({"bpt", "ept", "it", "ph", "ut"})


@dataclass(frozen=True, slots=True)
class SkippedUnit:
    """A unit that cannot become an entry.

    Args:
        line: Where it begins in the file, from 1.
        reason: Why, as a clause: ``has no fr text``.
    """

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class TmxContent:
    """What a TMX file holds for a pair."""

    entries: tuple[MemoryEntry, ...]
    skipped: tuple[SkippedUnit, ...]


def read_tmx(content: bytes, *, pair: LanguagePair) -> TmxContent:
    """Read the units of a TMX file that have both languages of a pair.

    A region does not matter: ``en-GB`` serves ``en``. Codes of other tools inside a text are left out, its words kept.

    Args:
        content: The file.
        pair: Which texts of a unit are source and target, whatever direction the file names.

    Returns:
        Entries with the file's ids (empty where it has none), and the units left out.

    Raises:
        InputError: The file is not TMX, or declares entities; it names the line.
    """
    from translate.storage.tmx import tmxfile

    store = parse_exchange(content, reader=tmxfile, root="tmx")
    entries: list[MemoryEntry] = []
    skipped: list[SkippedUnit] = []
    for unit in store.units:
        found = _read_unit(unit.xmlelement, pair=pair)
        if isinstance(found, str):
            skipped.append(SkippedUnit(line=unit.xmlelement.sourceline or 0, reason=found))
        else:
            entries.append(found)
    return TmxContent(entries=tuple(entries), skipped=tuple(skipped))


def write_tmx(entries: Iterable[MemoryEntry], *, pair: LanguagePair) -> bytes:
    """Write entries as a TMX file; characters that XML cannot hold are left out.

    Args:
        entries: Entries of the pair.
        pair: The languages that the file names.
    """
    from translate.storage.tmx import tmxfile

    store: Any = tmxfile(sourcelanguage=pair.source, targetlanguage=pair.target)
    for entry in entries:
        store.addunit(_build_unit(store, entry))
    file = BytesIO()
    store.serialize(file)
    return file.getvalue()


def _read_unit(element: Any, *, pair: LanguagePair) -> MemoryEntry | str:
    """Make an entry of a unit, or say why it cannot be one."""
    texts = {}
    for language in (pair.source, pair.target):
        segment = _find_segment(element, language=language)
        if segment is None:
            return f"has no {language} text"
        unknown = next(_iterate_entities(segment), None)
        if unknown is not None:
            return f"holds the entity {unknown}, which the file does not define"
        texts[language] = text = "".join(_iterate_words(segment)).strip()
        if not text:
            return f"has an empty {language} text"
        if len(text) > TEXT_LIMIT:
            return f"has {len(text)} characters of {language} text; at most {TEXT_LIMIT} are allowed"
    used = element.get("usagecount", "")
    return MemoryEntry(
        id=element.get("tuid", ""),
        pair=pair,
        source=texts[pair.source],
        target=texts[pair.target],
        origin=_read_property(element, name=_ORIGIN),
        context_hash=_read_property(element, name=_CONTEXT),
        editor=element.get("changeid") or element.get("creationid", ""),
        used=min(int(used[:12]), _USE_LIMIT) if used.isdecimal() else 0,
    )


def _find_segment(element: Any, *, language: str) -> Any | None:
    for variant in element.iterchildren("{*}tuv"):
        if read_language(variant) == language:
            return variant.find("{*}seg")
    return None


def _iterate_words(element: Any) -> Iterator[str]:
    """Yield the stretches of text in an element, without those of codes and comments."""
    yield element.text or ""
    for child in element:
        # A comment or an instruction has a function for a tag.
        if isinstance(child.tag, str) and child.tag.rpartition("}")[2] not in _CODE_ELEMENTS:
            yield from _iterate_words(child)
        yield child.tail or ""


def _iterate_entities(element: Any) -> Iterator[str]:
    from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

    for node in element.iter(etree.Entity):
        yield node.text


def _read_property(element: Any, *, name: str) -> str:
    found = next((node for node in element.iterchildren("{*}prop") if node.get("type") == name), None)
    return "" if found is None else (found.text or "").strip()


def _build_unit(store: Any, entry: MemoryEntry) -> Any:
    from translate.storage.tmx import tmxunit

    unit: Any = tmxunit(None)
    attributes = {"tuid": entry.id, "creationid": entry.editor, "usagecount": str(entry.used) if entry.used else ""}
    for name, value in attributes.items():
        if value:
            unit.xmlelement.set(name, clean_xml(value))
    for name, value in ((_ORIGIN, entry.origin), (_CONTEXT, entry.context_hash)):
        if value:
            node = unit.xmlelement.makeelement("prop", {"type": name})
            node.text = clean_xml(value)
            unit.xmlelement.append(node)
    for language, text in ((store.sourcelanguage, entry.source), (store.targetlanguage, entry.target)):
        unit.xmlelement.append(unit.createlanguageNode(language, clean_xml(text), ""))
    return unit
