"""An article for translators' tools: as TMX and as XLIFF 2."""

from __future__ import annotations

from typing import Any

from translator.formats.exchange import clean_xml
from translator.formats.exports.rows import Pair, Row, list_rows
from translator.formats.tmx import write_tmx
from translator.languages import LanguagePair
from translator.translation import MemoryEntry, StoredArticle

_XLIFF = "urn:oasis:names:tc:xliff:document:2.0"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def write_article_tmx(stored: StoredArticle) -> bytes:
    """Write the translated sentences of an article as TMX 1.4; those left in their language are no translations."""
    pair = _get_pair(stored)
    return write_tmx(
        (
            MemoryEntry(
                id=each.segment.id,
                pair=pair,
                source=each.segment.source,
                target=each.translation.target,
                origin=each.translation.origin.value,
            )
            for row in list_rows(stored)
            for each in row.pairs
            if each.is_translated and each.source_language.partition("-")[0] == pair.source
        ),
        pair=pair,
    )


def write_article_xliff(stored: StoredArticle) -> bytes:
    """Write an article as XLIFF 2.0: a unit for each paragraph, a segment with its state for each sentence."""
    from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

    translated = stored.translated
    attributes = {"version": "2.0", "srcLang": translated.article.source_language, "trgLang": translated.target_locale}
    root = etree.Element(f"{{{_XLIFF}}}xliff", attributes, nsmap={None: _XLIFF})
    file = _add(root, "file", id="article", original=translated.article.id or "article")
    for row in list_rows(stored):
        if row.pairs:
            _add_unit(file, row)
    etree.indent(root)
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return content


def _get_pair(stored: StoredArticle) -> LanguagePair:
    translated = stored.translated
    return LanguagePair(translated.article.source_language, translated.target_locale.partition("-")[0])


def _add_unit(file: Any, row: Row) -> None:
    unit = _add(file, "unit", id=f"p{row.index}", name=row.kind.value)
    issues = [(pair, issue) for pair in row.pairs for issue in pair.translation.issues]
    if issues:
        notes = _add(unit, "notes")
        for pair, issue in issues:
            note = _add(notes, "note", category=issue.code, priority="1" if issue.severity == "error" else "5")
            note.text = clean_xml(f"{pair.segment.id}: {issue.text}")
    for position, pair in enumerate(row.pairs, start=1):
        _add_segment(unit, pair)
        if position < len(row.pairs):
            ignorable = _add(unit, "ignorable")
            _add_text(ignorable, "source", pair.segment.gap_after)
            _add_text(ignorable, "target", pair.target_gap)


def _add_segment(unit: Any, pair: Pair) -> None:
    segment = _add(unit, "segment", id=pair.segment.id, state=pair.translation.state.value)
    _add_text(segment, "source", pair.segment.source)
    _add_text(segment, "target", pair.translation.target)


def _add_text(parent: Any, name: str, text: str) -> None:
    element = _add(parent, name)
    element.set(_SPACE, "preserve")
    element.text = clean_xml(text)


def _add(parent: Any, element: str, /, **attributes: str) -> Any:
    from lxml import etree

    return etree.SubElement(parent, f"{{{_XLIFF}}}{element}", attributes)
