"""Exchange a glossary as TBX (ISO 30042, the martif dialect), the format that terminology tools share.

What TBX has no word for (``forbidden``, ``do_not_translate``, case) stands in notes of our own beside the nearest
standard value, so that other tools read the file too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from translator.formats.exchange import clean_xml, parse_exchange, read_language
from translator.languages import LanguagePair
from translator.translation import GlossaryEntry, TermStatus

_STATUS = "administrativeStatus"
_OWN_STATUS = "x-status"
_OWN_CASE = "x-case-sensitive"
_PART_OF_SPEECH = "partOfSpeech"

_WRITTEN: Mapping[TermStatus, str] = {
    TermStatus.PREFERRED: "preferredTerm-admn-sts",
    TermStatus.DO_NOT_TRANSLATE: "preferredTerm-admn-sts",
    TermStatus.ADMITTED: "admittedTerm-admn-sts",
    TermStatus.DEPRECATED: "deprecatedTerm-admn-sts",
    TermStatus.FORBIDDEN: "deprecatedTerm-admn-sts",
}
_READ: Mapping[str, TermStatus] = {
    "preferredTerm-admn-sts": TermStatus.PREFERRED,
    "admittedTerm-admn-sts": TermStatus.ADMITTED,
    "deprecatedTerm-admn-sts": TermStatus.DEPRECATED,
    "supersededTerm-admn-sts": TermStatus.DEPRECATED,
}


@dataclass(frozen=True, slots=True)
class TbxTerm:
    """A pair of terms as a TBX file gives it.

    Args:
        line: Where its concept begins in the file, from 1.
        texts: Its texts, by the names of a glossary entry's fields.
        case_sensitive: Whether case counts.
    """

    line: int
    texts: Mapping[str, str]
    case_sensitive: bool


def read_tbx(content: bytes, *, pair: LanguagePair) -> list[TbxTerm]:
    """Read the terms of a TBX file: of each concept, every term of the source with every one of the target.

    A concept that lacks one of the languages is passed over; so is what a glossary entry has no field for.

    Raises:
        InputError: The file is not TBX, or declares entities; it names the line.
    """
    from translate.storage.tbx import tbxfile

    store = parse_exchange(content, reader=tbxfile, root="martif")
    return [term for unit in store.units for term in _iterate_terms(unit.xmlelement, pair=pair)]


def write_tbx(entries: Iterable[GlossaryEntry], *, pair: LanguagePair) -> bytes:
    """Write entries as a TBX file, one concept for each."""
    from translate.storage.tbx import tbxfile, tbxunit

    store: Any = tbxfile(sourcelanguage=pair.source, targetlanguage=pair.target)
    for entry in entries:
        unit: Any = tbxunit(None)
        store.addunit(unit)
        _fill_concept(unit.xmlelement, entry=entry)
    file = BytesIO()
    store.serialize(file)
    return file.getvalue()


def _iterate_terms(concept: Any, *, pair: LanguagePair) -> Iterator[TbxTerm]:
    terms: dict[str, list[Any]] = {pair.source: [], pair.target: []}
    for section in concept.iterchildren("{*}langSet"):
        terms.get(read_language(section), []).extend(section.iter("{*}term"))
    common = {"domain": _read_typed(concept, "descrip", "subjectField"), "note": _read_note(concept)}
    for source in terms[pair.source]:
        for target in terms[pair.target]:
            group = target.getparent()
            status = _READ.get(_read_typed(group, "termNote", _STATUS), TermStatus.PREFERRED)
            texts = {
                **common,
                "source": "".join(source.itertext()),
                "target": "".join(target.itertext()),
                "status": _read_typed(group, "termNote", _OWN_STATUS) or status.value,
                "part_of_speech": _read_typed(group, "termNote", _PART_OF_SPEECH),
            }
            is_case_sensitive = _read_typed(group, "termNote", _OWN_CASE) == "true"
            yield TbxTerm(concept.sourceline or 0, texts, is_case_sensitive)


def _read_typed(element: Any, tag: str, kind: str) -> str:
    return next(
        ("".join(node.itertext()) for node in element.iterchildren(f"{{*}}{tag}") if node.get("type") == kind), ""
    )


def _read_note(element: Any) -> str:
    return next(("".join(node.itertext()) for node in element.iterchildren("{*}note")), "")


def _fill_concept(concept: Any, *, entry: GlossaryEntry) -> None:
    concept.clear()
    concept.set("id", f"c{entry.id}")
    if entry.domain:
        _append(concept, "descrip", entry.domain, type="subjectField")
    if entry.note:
        _append(concept, "note", entry.note)
    _append_term(concept, language=entry.pair.source, text=entry.source)
    group = _append_term(concept, language=entry.pair.target, text=entry.target)
    notes = {
        _PART_OF_SPEECH: entry.part_of_speech,
        _STATUS: _WRITTEN[entry.status],
        _OWN_STATUS: "" if _READ[_WRITTEN[entry.status]] is entry.status else entry.status.value,
        _OWN_CASE: "true" if entry.case_sensitive else "",
    }
    for kind, value in notes.items():
        if value:
            _append(group, "termNote", value, type=kind)


def _append_term(concept: Any, *, language: str, text: str) -> Any:
    section = _append(concept, "langSet")
    section.set("{http://www.w3.org/XML/1998/namespace}lang", language)
    group = _append(section, "tig")
    _append(group, "term", text)
    return group


def _append(parent: Any, tag: str, text: str = "", **attributes: str) -> Any:
    node = parent.makeelement(tag, attributes)
    node.text = clean_xml(text) or None
    parent.append(node)
    return node
