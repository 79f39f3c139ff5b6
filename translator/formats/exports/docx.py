"""An article as a Word document: a table with the original on the left and its translation on the right."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from translator.document import ParagraphKind
from translator.formats.exchange import clean_xml
from translator.formats.exports.archive import write_archive
from translator.formats.exports.labels import get_labels, name_language
from translator.formats.exports.rows import Row, find_engine, find_headlines, list_origin_facts, list_rows
from translator.translation import StoredArticle

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_TYPES = f"""{_HEAD}<Types xmlns="{_PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/word/document.xml" ContentType="{_DOCUMENT_TYPE}.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="{_DOCUMENT_TYPE}.styles+xml"/>
<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>
</Types>
"""

_RELATIONS = f"""{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>
<Relationship Id="r2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>
</Relationships>
"""

_DOCUMENT_RELATIONS = f"""{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="r1" Type="{_OFFICE}/styles" Target="styles.xml"/>
</Relationships>
"""

_CORE = """{head}<cp:coreProperties xmlns:cp="{package}/metadata/core-properties"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<dc:title>{title}</dc:title>
<dc:language>{language}</dc:language>
<dcterms:created xsi:type="dcterms:W3CDTF">{time}</dcterms:created>
<dcterms:modified xsi:type="dcterms:W3CDTF">{time}</dcterms:modified>
</cp:coreProperties>
"""

_STYLES = f"""{_HEAD}<w:styles xmlns:w="{_WORDS}">
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Cambria" w:hAnsi="Cambria" w:cs="Cambria"/><w:sz w:val="22"/>\
</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:before="60" w:after="60"/></w:pPr></w:pPrDefault>\
</w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>\
<w:pPr><w:keepNext/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/>\
<w:pPr><w:keepNext/><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/><w:sz w:val="26"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/><w:basedOn w:val="Normal"/>\
<w:pPr><w:ind w:left="284"/></w:pPr><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/><w:basedOn w:val="Normal"/>\
<w:rPr><w:sz w:val="18"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="ListParagraph"><w:name w:val="List Paragraph"/><w:basedOn w:val="Normal"/>\
<w:pPr><w:ind w:left="284"/></w:pPr></w:style>
</w:styles>
"""

#: A4 with margins of 2 cm; both columns share what is between them. Twentieths of a point.
_PAGE = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" \
w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
_COLUMN = 4819
_TABLE = f'<w:tblPr><w:tblW w:w="{2 * _COLUMN}" w:type="dxa"/><w:tblBorders>\
<w:insideH w:val="single" w:sz="2" w:color="DCD7CA"/><w:insideV w:val="single" w:sz="2" w:color="DCD7CA"/>\
</w:tblBorders>\
<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid><w:gridCol w:w="{_COLUMN}"/><w:gridCol w:w="{_COLUMN}"/></w:tblGrid>'

_PARAGRAPH_STYLES = {
    ParagraphKind.QUOTE: "Quote",
    ParagraphKind.CAPTION: "Caption",
    ParagraphKind.ITEM: "ListParagraph",
}

#: A text and its language tag.
Run = tuple[str, str]


def write_docx(stored: StoredArticle) -> bytes:
    """Write an article as a Word document of two columns; a row is never torn by the end of a page."""
    title = _escape(find_headlines(stored).target)
    locale = stored.translated.target_locale
    return write_archive(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _RELATIONS,
            "docProps/core.xml": _CORE.format(
                head=_HEAD,
                package=_PACKAGE,
                title=title,
                language=locale,
                time=f"{stored.created_at:%Y-%m-%dT%H:%M:%SZ}",
            ),
            "word/_rels/document.xml.rels": _DOCUMENT_RELATIONS,
            "word/styles.xml": _STYLES,
            "word/document.xml": _write_document(stored),
        }
    )


def _write_document(stored: StoredArticle) -> str:
    source, target = stored.translated.article.source_language, stored.translated.target_locale
    labels = get_labels(target)
    names = [
        f"{name_language(source, labels=labels)} ({labels['original']})",
        f"{name_language(target, labels=labels)} ({labels['translation']})",
    ]
    top = _write_cells([(names[0], target)], [(names[1], target)], style="", is_header=True)
    rows = "\n".join(_write_row(row, source=source, target=target) for row in list_rows(stored))
    engine = find_engine(stored)
    notice = f"{labels['machine_translation']} ({engine}), {stored.created_at:%Y-%m-%d}" if engine else ""
    notices = [notice, " · ".join(list_origin_facts(stored))]
    below = "".join(_write_paragraph([(text, target)], style="Caption") for text in notices if text)
    return (
        f'{_HEAD}<w:document xmlns:w="{_WORDS}"><w:body>\n<w:tbl>{_TABLE}\n{top}\n{rows}\n</w:tbl>\n'
        f"{below or _write_paragraph([], style='')}{_PAGE}</w:body></w:document>\n"
    )


def _write_row(row: Row, *, source: str, target: str) -> str:
    sources: list[Run] = [(row.text, source)] if row.text else []
    targets: list[Run] = [(row.text, target)] if row.text else []
    for pair in row.pairs:
        sources.append((pair.segment.source + pair.segment.gap_after, pair.source_language))
        targets.append((pair.translation.target + pair.target_gap, pair.target_language))
    style = f"Heading{row.level}" if row.level else _PARAGRAPH_STYLES.get(row.kind, "")
    return _write_cells(sources, targets, style=style)


def _write_cells(left: Iterable[Run], right: Iterable[Run], *, style: str, is_header: bool = False) -> str:
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{_COLUMN}" w:type="dxa"/></w:tcPr>{_write_paragraph(runs, style=style)}</w:tc>'
        for runs in (left, right)
    )
    header = "<w:tblHeader/>" if is_header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{cells}</w:tr>"


def _write_paragraph(runs: Iterable[Run], *, style: str) -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    written = "".join(
        f'<w:r><w:rPr><w:lang w:val="{language}"/></w:rPr><w:t xml:space="preserve">{_escape(text)}</w:t></w:r>'
        for text, language in runs
    )
    return f"<w:p>{named}{written}</w:p>"


def _escape(text: str) -> str:
    return escape(clean_xml(" ".join(text.split("\n"))))
