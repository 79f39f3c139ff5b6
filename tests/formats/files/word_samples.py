"""A Word document with whatever one may hold, as Word writes it, and what must be true of its translation."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from typing import Any

from lxml import etree

from tests.formats.files.samples import WORD, pack, unpack

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_KIND = "application/vnd.openxmlformats-officedocument"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NAMES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "w": WORD,
        "r": _OFFICE,
        "wp": f"{_DRAWING}/wordprocessingDrawing",
        "a": f"{_DRAWING}/main",
        "pic": f"{_DRAWING}/picture",
        "c": f"{_DRAWING}/chart",
        "dgm": f"{_DRAWING}/diagram",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)


def run(text: str, look: str = "") -> str:
    return f'<w:r w:rsidR="00A1">{look and f"<w:rPr>{look}</w:rPr>"}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*content: str, look: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="Normal"/>{look}</w:pPr>{"".join(content)}</w:p>'


def field(code: str, result: str) -> str:
    marks = {kind: f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")}
    code = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    return f"{marks['begin']}{code}{marks['separate']}{result}{marks['end']}"


def table(*cells: str) -> str:
    written = "".join(f'<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>{cell}</w:tc>' for cell in cells)
    look = '<w:tblW w:w="0" w:type="auto"/><w:tblCaption w:val="the prices"/>'
    grid = '<w:gridCol w:w="3000"/>' * len(cells)
    return f"<w:tbl><w:tblPr>{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid><w:tr>{written}</w:tr></w:tbl>"


_BOX = f"<w:txbxContent>{paragraph(run('a box of '), run('text', '<w:b/>'))}</w:txbxContent>"
_EXTENT = '<wp:extent cx="1800000" cy="900000"/>'
BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline>'
    f'{_EXTENT}<wp:docPr id="1" name="Text Box 1" descr="a small box"/><a:graphic>'
    '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
    '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1800000" cy="900000"/></a:xfrm>'
    f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx>{_BOX}</wps:txbx><wps:bodyPr/></wps:wsp>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict>"
    f'<v:shape id="b1" alt="a small box" style="width:100pt;height:50pt"><v:textbox>{_BOX}</v:textbox></v:shape>'
    "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
CHART_FRAME = (
    f'<w:r><w:drawing><wp:inline>{_EXTENT}<wp:docPr id="2" name="Chart 2" descr="rain by month" title="c.png"/>'
    f'<a:graphic><a:graphicData uri="{_DRAWING}/chart"><c:chart r:id="rId6"/></a:graphicData></a:graphic>'
    "</wp:inline></w:drawing></w:r>"
)
CHANGES = (
    f'<w:ins w:id="90" w:author="A" w:date="2026-01-01T00:00:00Z">{run("new words")}</w:ins>'
    '<w:del w:id="91" w:author="A" w:date="2026-01-01T00:00:00Z"><w:r><w:delText>gone</w:delText></w:r></w:del>'
)
BODY = "".join(
    (
        paragraph(
            run("The pre"),
            '<w:proofErr w:type="spellStart"/>',
            run("sident", '<w:lang w:val="en-GB"/>'),
            run(" of the "),
            run("Repub", "<w:b/>"),
            run("lic", "<w:b/><w:noProof/>"),
            run(" spoke."),
        ),
        paragraph(
            run("A note"),
            '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>',
            run(" and an end"),
            '<w:r><w:endnoteReference w:id="2"/></w:r>',
            run(" with a "),
            '<w:commentRangeStart w:id="0"/>',
            run("remark"),
            '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>',
            run(" on it."),
        ),
        paragraph(
            run("See the "),
            f'<w:hyperlink r:id="rId7" w:tooltip="our page">{run("site", "<w:i/>")}</w:hyperlink>',
            run(", "),
            field('HYPERLINK "https://example.org/a"', run("this page")),
            run(" and page "),
            field("PAGEREF place", run("7")),
            run(" of "),
            f'<w:fldSimple w:instr=" NUMPAGES ">{run("9")}</w:fldSimple>',
            run(": "),
            '<w:bookmarkStart w:id="1" w:name="place"/>',
            run("the place"),
            '<w:bookmarkEnd w:id="1"/>',
            run("."),
        ),
        paragraph(run("They wrote "), CHANGES, run(" here.")),
        paragraph(
            f'<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>{run("a control")}</w:sdtContent></w:sdt>',
            f'<w:smartTag w:element="d"><w:smartTagPr><w:attr w:name="a" w:val="b"/></w:smartTagPr>{run(" tag")}'
            "</w:smartTag>",
            "<w:r><w:tab/><w:t>column</w:t><w:br/><w:t>line</w:t><w:noBreakHyphen/><w:t>end</w:t></w:r>",
        ),
        paragraph(BOX),
        paragraph(CHART_FRAME),
        table(paragraph(run("outer cell")), table(paragraph(run("inner cell"))) + paragraph()),
        '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/><w:footerReference w:type="default" r:id="rId2"/>'
        '<w:pgSz w:w="11906" w:h="16838"/></w:sectPr>',
    )
)


def _make_part(root: str, content: str) -> str:
    return f"{_HEAD}<{root} {_NAMES}>{content}</{root}>"


def _make_notes(name: str, text: str) -> str:
    mark = f"<w:r><w:{name}Ref/></w:r>"
    return _make_part(f"w:{name}s", f'<w:{name} w:id="2">{paragraph(mark, run(f" {text}"))}</w:{name}>')


def _make_drawn(text: str) -> str:
    return (
        f'<a:p><a:pPr><a:defRPr/></a:pPr><a:r><a:rPr lang="en-GB"/><a:t>{text} </a:t></a:r>'
        '<a:r><a:rPr lang="en-GB" b="1"/><a:t>drawn</a:t></a:r><a:endParaRPr lang="en-GB"/></a:p>'
    )


_CHART = (
    f"<c:chart><c:title><c:tx><c:rich><a:bodyPr/>{_make_drawn('rain')}</c:rich></c:tx></c:title><c:plotArea><c:layout/>"
    '<c:barChart><c:barDir val="col"/><c:ser><c:idx val="0"/><c:order val="0"/><c:tx><c:strRef><c:f>S!$B$1</c:f>'
    '<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>cold months</c:v></c:pt></c:strCache></c:strRef></c:tx>'
    '<c:val><c:numRef><c:f>S!$B$2</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="1"/>'
    '<c:pt idx="0"><c:v>4.3</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser><c:axId val="1"/><c:axId val="2"/>'
    "</c:barChart></c:plotArea></c:chart>"
)
_MARK = '<v:shape id="m"><v:textpath string="a first draft"/></v:shape>'
_PARTS = {
    "header1": ("header", _make_part("w:hdr", paragraph(run("top of page"), f"<w:r><w:pict>{_MARK}</w:pict></w:r>"))),
    "footer1": ("footer", _make_part("w:ftr", paragraph(run("page "), field("PAGE", run("1"))))),
    "footnotes": ("footnotes", _make_notes("footnote", "the first note")),
    "endnotes": ("endnotes", _make_notes("endnote", "the last note")),
    "comments": (
        "comments",
        _make_part("w:comments", f'<w:comment w:id="0" w:author="A">{paragraph(run("is it so"))}</w:comment>'),
    ),
    "charts/chart1": ("chart", _make_part("c:chartSpace", _CHART)),
    "diagrams/data1": (
        "diagramData",
        _make_part("dgm:dataModel", f"<dgm:ptLst><dgm:pt><dgm:t>{_make_drawn('step')}</dgm:t></dgm:pt></dgm:ptLst>"),
    ),
}
_CORE = (
    f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>the title</dc:title><dc:creator>Jane Roe</dc:creator>'
    "<dc:language>en-GB</dc:language></cp:coreProperties>"
)

#: All that is read in the document and is no part of a sentence with other text.
TEXTS = (
    *("new words", "a control", "column", "outer cell", "inner cell", "the prices", "our page", "a small box"),
    *("top of page", "a first draft", "the first note", "the last note", "is it so", "cold months", "rain by month"),
    *("rain ", "step ", "drawn", "the title", "a box of ", "this page", "the place"),
)


def make_whole_docx() -> bytes:
    """Make a document with each kind of content."""
    kinds = {"chart": f"{_KIND}.drawingml.chart+xml", "diagramData": f"{_KIND}.drawingml.diagramData+xml"}
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="'
        f'{kinds.get(kind, f"{_KIND}.wordprocessingml.{kind}+xml")}"/>'
        for name, (kind, _) in _PARTS.items()
    )
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{name}.xml"/>'
        for number, (name, (kind, _)) in enumerate(_PARTS.items(), start=1)
        if kind != "diagramData"
    )
    link = f'<Relationship Id="rId7" Type="{_OFFICE}/hyperlink" Target="https://a.example/" TargetMode="External"/>'
    core = f'Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"'
    return pack(
        {
            "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
            'ContentType="application/xml"/><Override PartName="/word/document.xml" '
            f'ContentType="{_KIND}.wordprocessingml.document.main+xml"/>{types}</Types>',
            "_rels/.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
            f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
            f'<Relationship Id="r2" {core}/></Relationships>',
            "docProps/core.xml": _CORE,
            "word/document.xml": _make_part("w:document", f"<w:body>{BODY}</w:body>"),
            "word/_rels/document.xml.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
            f"{relations}{link}</Relationships>",
            **{f"word/{name}.xml": content for name, (_, content) in _PARTS.items()},
        }
    )


#: What a translation may join or part: runs, their text, and what says nothing of their looks.
_MAY_CHANGE = frozenset({"r", "t", "rPr", "b", "i", "lang", "noProof", "proofErr", "noBreakHyphen", "vertAlign"})


def check_package(before: bytes, after: bytes) -> None:
    """Assert that a translated document is whole: its parts, their relations, and each element but those of looks."""
    old, new = unpack(before), unpack(after)
    assert list(old) == list(new)
    for name, content in new.items():
        tree = etree.fromstring(content.encode())
        assert _count(tree) == _count(etree.fromstring(old[name].encode())), name
        assert not _list_broken(tree), name
        if name.endswith(".rels"):
            assert content == old[name]
            folder = posixpath.dirname(posixpath.dirname(name))
            inner = [each.get("Target") for each in tree if each.get("TargetMode") != "External"]
            assert [target for target in inner if posixpath.normpath(posixpath.join(folder, target)) not in new] == []


def _count(tree: Any) -> Counter[tuple[str, tuple[tuple[str, str], ...]]]:
    """Count elements with their ids, without those that a translation may join or part."""
    named = ((re.sub(".*}", "", str(element.tag)), element) for element in tree.iter())
    return Counter(
        (name, tuple(sorted((key, value) for key, value in element.items() if re.search("(?i)id$", key))))
        for name, element in named
        if name not in _MAY_CHANGE
    )


def _list_broken(tree: Any) -> list[str]:
    """Return what Word would not open: text outside of runs, runs in runs, properties out of place, ends first."""
    text, run_, look, id_ = (f"{{{WORD}}}{name}" for name in ("t", "r", "rPr", "id"))
    marks = [(each.tag[-3:] == "End", each.get(id_)) for each in tree.iter("{*}bookmarkStart", "{*}bookmarkEnd")]
    return [
        *("stray text" for element in tree.iter(text) if element.getparent().tag != run_),
        *("nested run" for element in tree.iter(run_) if element.getparent().tag == run_),
        *("late look" for each in tree.iter(look, f"{{{WORD}}}pPr") if each.getprevious() is not None),
        *("early end" for place, (is_end, key) in enumerate(marks) if is_end and (False, key) not in marks[:place]),
    ]
