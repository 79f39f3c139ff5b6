"""An article as an electronic book (EPUB 3.3): both sides row by row, each sentence linked with its translation."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path

from translator.document import ParagraphKind
from translator.formats.exchange import clean_xml
from translator.formats.exports.archive import write_archive
from translator.formats.exports.labels import get_labels, name_language
from translator.formats.exports.rows import (
    Headlines,
    Pair,
    Row,
    find_engine,
    find_headlines,
    list_origin_facts,
    list_rows,
)
from translator.translation import StoredArticle

_STYLE = Path(__file__).parent.parent / "rules" / "epub.css"

_CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""

_PACKAGE = """<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="{target}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">{identifier}</dc:identifier>
<dc:title id="title">{target_title}</dc:title>
<meta refines="#title" property="title-type">main</meta>
<dc:title id="original" xml:lang="{source}">{source_title}</dc:title>
<meta refines="#original" property="title-type">subtitle</meta>
<dc:language>{target}</dc:language>
<dc:language>{source}</dc:language>
<dc:date>{date}</dc:date>
{origin}{translator}<meta property="dcterms:modified">{modified}</meta>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">tableOfContents</meta>
<meta property="schema:accessibilityFeature">structuralNavigation</meta>
<meta property="schema:accessibilityFeature">readingOrder</meta>
<meta property="schema:accessibilityHazard">none</meta>
<meta property="schema:accessibilitySummary">{accessibility}</meta>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="article" href="article.xhtml" media-type="application/xhtml+xml"/>
<item id="style" href="style.css" media-type="text/css"/>
</manifest>
<spine><itemref idref="article"/></spine>
</package>
"""

_PAGE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"
 xml:lang="{language}" lang="{language}">
<head><title>{title}</title><link rel="stylesheet" type="text/css" href="style.css"/></head>
<body>
{body}
</body>
</html>
"""

_TRANSLATOR = """<dc:contributor id="translator">{engine}</dc:contributor>
<meta refines="#translator" property="role" scheme="marc:relators">trl</meta>
"""


def write_epub(stored: StoredArticle) -> bytes:
    """Write an article as a book."""
    rows = list_rows(stored)
    headlines = find_headlines(stored)
    labels = get_labels(stored.translated.target_locale)
    return write_archive(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": _CONTAINER,
            "EPUB/package.opf": _write_package(stored, headlines, labels=labels),
            "EPUB/nav.xhtml": _write_contents(stored, rows, headlines, labels=labels),
            "EPUB/article.xhtml": _write_article(stored, rows, headlines, labels=labels),
            "EPUB/style.css": _STYLE.read_text(encoding="utf-8"),
        },
        bare="mimetype",
    )


def _write_package(stored: StoredArticle, headlines: Headlines, *, labels: Mapping[str, str]) -> str:
    translated = stored.translated
    name = f"{translated.article.id} {translated.article.source_language} {translated.target_locale}"
    content = "" if translated.article.id else translated.text
    engine = find_engine(stored)
    return _PACKAGE.format(
        identifier=uuid.uuid5(uuid.NAMESPACE_OID, f"vis-a-vis {name} {content}").urn,
        source=translated.article.source_language,
        target=translated.target_locale,
        source_title=_escape(headlines.source),
        target_title=_escape(headlines.target),
        date=f"{stored.created_at:%Y-%m-%d}",
        modified=f"{stored.created_at:%Y-%m-%dT%H:%M:%SZ}",
        origin=_write_origin(stored),
        translator=_TRANSLATOR.format(engine=_escape(engine)) if engine else "",
        accessibility=_escape(labels["accessibility"]),
    )


def _write_origin(stored: StoredArticle) -> str:
    origin = stored.origin
    if origin is None:
        return ""
    named = (("creator", origin.byline), ("publisher", origin.publisher), ("source", origin.address))
    return "".join(f"<dc:{name}>{_escape(value)}</dc:{name}>\n" for name, value in named if value)


def _write_contents(
    stored: StoredArticle, rows: tuple[Row, ...], headlines: Headlines, *, labels: Mapping[str, str]
) -> str:
    title = _escape(labels["contents"])
    entries = [f'<li><a href="article.xhtml#article">{_escape(headlines.target)}</a></li>']
    entries += [
        f'<li><a href="article.xhtml#p{row.index}">{_escape(row.target)}</a></li>' for row in rows if row.level == 2
    ]
    body = (
        f'<nav epub:type="toc" role="doc-toc" aria-labelledby="contents"><h1 id="contents">{title}</h1>\n'
        f"<ol>\n{chr(10).join(entries)}\n</ol></nav>\n"
        f'<nav epub:type="landmarks" hidden="hidden" aria-label="{_escape(labels["text"])}">\n'
        f'<ol><li><a epub:type="bodymatter" href="article.xhtml#article">{_escape(labels["text"])}</a></li></ol></nav>'
    )
    return _PAGE.format(language=stored.translated.target_locale, title=title, body=body)


def _write_article(
    stored: StoredArticle, rows: tuple[Row, ...], headlines: Headlines, *, labels: Mapping[str, str]
) -> str:
    translated = stored.translated
    source, target = translated.article.source_language, translated.target_locale
    engine = find_engine(stored)
    facts = [f"{labels['machine_translation']} ({engine})"] if engine else []
    facts += [
        f"{name_language(source, labels=labels)} ({labels['original']}) · "
        f"{name_language(target, labels=labels)} ({labels['translation']})",
        f"{stored.created_at:%Y-%m-%d}",
        *list_origin_facts(stored),
    ]
    shown = "\n".join(_write_row(row, source=source, target=target) for row in rows)
    heading = "" if rows and rows[0].level == 1 else f"<h1>{_escape(headlines.target)}</h1>\n"
    body = (
        f'<section id="article" epub:type="bodymatter chapter">\n{heading}{shown}\n'
        f'<p class="facts">{_escape(" · ".join(facts))}</p>\n</section>'
    )
    return _PAGE.format(language=target, title=_escape(headlines.target), body=body)


def _write_row(row: Row, *, source: str, target: str) -> str:
    element = f"h{row.level}" if row.level else "div"
    tag = "span" if row.level else "blockquote" if row.kind is ParagraphKind.QUOTE else "p"
    inner = ("<p>", "</p>") if tag == "blockquote" else ("", "")
    cells = "\n".join(
        f'<{tag} class="cell {side}" lang="{language}" xml:lang="{language}">{inner[0]}{text}{inner[1]}</{tag}>'
        for side, language, text in (
            ("source", source, "".join(_write_sources(row))),
            ("target", target, "".join(_write_targets(row))),
        )
    )
    return f'<{element} class="row {row.kind.value}" id="p{row.index}">\n{cells}\n</{element}>'


def _write_sources(row: Row) -> Iterator[str]:
    yield _escape(row.text)
    for pair in row.pairs:
        link = _link(pair, own="s", other="t", text=pair.segment.source, language=pair.source_language)
        yield link + _escape(pair.segment.gap_after)


def _write_targets(row: Row) -> Iterator[str]:
    yield _escape(row.text)
    for pair in row.pairs:
        link = _link(pair, own="t", other="s", text=pair.translation.target, language=pair.target_language)
        yield link + _escape(pair.target_gap)


def _link(pair: Pair, *, own: str, other: str, text: str, language: str) -> str:
    identifier = pair.segment.id
    return (
        f'<a id="{own}-{identifier}" href="#{other}-{identifier}" lang="{language}" xml:lang="{language}">'
        f"{_escape(text)}</a>"
    )


def _escape(text: str) -> str:
    return escape(clean_xml(text))
