from __future__ import annotations

import re

import pytest

from tests.formats.files.replacing import list_texts, replace_in
from tests.formats.files.samples import make_docx, make_word_part, pack, unpack
from translator.errors import FieldError

BOLD = "<w:rPr><w:b/></w:rPr>"


def run(text: str, properties: str = "", *, more: str = "") -> str:
    return f'<w:r w:rsidR="00A1">{properties}<w:t xml:space="preserve">{text}</w:t>{more}</w:r>'


def paragraph(*content: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="Normal"/></w:pPr>{"".join(content)}</w:p>'


def read_body(content: bytes, name: str = "word/document.xml") -> str:
    return unpack(content)[name]


def simplify(xml: str) -> str:
    """Write runs shortly: bold ones in stars."""
    runs = re.sub(r"<w:r>(<w:rPr><w:b/></w:rPr>)?<w:t xml:space=\"preserve\">([^<]*)</w:t></w:r>", _star, xml)
    return runs.split("</w:pPr>", 1)[1].split("</w:p>", 1)[0]


def _star(match: re.Match[str]) -> str:
    return f"*{match[2]}*" if match[1] else match[2]


SPLIT = paragraph(
    run("The pre"),
    '<w:proofErr w:type="spellStart"/>',
    run("sident", '<w:rPr><w:lang w:val="en-GB"/></w:rPr>'),
    run(" of the "),
    run("Repub", BOLD),
    run("lic", "<w:rPr><w:b/><w:noProof/></w:rPr>"),
    run(" spoke."),
)


def test_runs_split_in_words_are_joined_and_bold_is_one_mark() -> None:
    assert list_texts("a.docx", make_docx(SPLIT)) == ['<u>The president of the <g id="0">Republic</g> spoke.</u>\n']


def test_bold_stands_where_its_mark_came_to_stand() -> None:
    target = replace_in(
        "a.docx", make_docx(SPLIT), ('president of the <g id="0">Republic</g> spoke', '<g id="0">République</g> parle')
    )
    assert simplify(read_body(target)) == "The *République* parle."
    assert '<w:pStyle w:val="Normal"/>' in read_body(target)


def test_a_paragraph_that_did_not_change_stays_byte_for_byte() -> None:
    content = make_docx(SPLIT + paragraph(run("12 345"), "<w:r><w:tab/></w:r>", run("67")))
    assert read_body(content).partition("?>")[2] == read_body(replace_in("a.docx", content)).partition("?>")[2]


def test_all_parts_with_text_are_translated() -> None:
    parts = {
        name: make_word_part(paragraph(run(name)), root=root)
        for name, root in (
            ("header1", "w:hdr"),
            ("footer2", "w:ftr"),
            ("footnotes", "w:footnotes"),
            ("endnotes", "w:endnotes"),
            ("comments", "w:comments"),
        )
    }
    table = f"<w:tbl><w:tr><w:tc>{paragraph(run('cell'))}</w:tc></w:tr></w:tbl>"
    content = make_docx(table, **parts)
    written = unpack(replace_in("a.docx", content, ("cell", "case"), *((name, name.upper()) for name in parts)))
    assert ">case<" in written["word/document.xml"]
    assert [name for name in parts if f">{name.upper()}<" in written[f"word/{name}.xml"]] == list(parts)


def test_links_hold_their_text_whether_element_or_field() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "http://a.b" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run("page")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    link = f'<w:hyperlink r:id="rId1">{run("site", BOLD)}</w:hyperlink>'
    content = make_docx(paragraph(run("A "), field, run(" and a "), link, run(".")))
    assert list_texts("a.docx", content) == ['<u>A <g id="0">page</g> and a <g id="1">site</g>.</u>\n']
    body = read_body(
        replace_in(
            "a.docx", content, ('<g id="0">page</g> and a <g id="1">site</g>', '<g id="1">S</g> et <g id="0">P</g>')
        )
    )
    assert f'<w:hyperlink r:id="rId1"><w:r>{BOLD}<w:t xml:space="preserve">S</w:t></w:r></w:hyperlink>' in body
    order = ["w:hyperlink r:id", "> et <", '"begin"', "HYPERLINK", '"separate"', ">P<", '"end"']
    assert [body.index(part) for part in order] == sorted(body.index(part) for part in order)


def test_a_computed_field_is_read_as_its_result_and_comes_back() -> None:
    number = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGEREF x </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("7")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    content = make_docx(paragraph(run("See page "), number, run(" below.")))
    assert list_texts("a.docx", content) == ['<u>See page <k id="0">7</k> below.</u>\n']
    body = read_body(replace_in("a.docx", content, ("See", "Voir")))
    assert [body.count(part) for part in ("PAGEREF", ">7<", ">Voir page <")] == [1, 1, 1]


def test_what_is_no_text_keeps_its_place_and_look() -> None:
    note = '<w:r><w:rPr><w:rStyle w:val="Ref"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
    content = make_docx(paragraph(run("First"), note, run(" word", more="<w:tab/><w:t>end</w:t>")))
    assert list_texts("a.docx", content) == ['<u>First<x id="0"/> word<s id="1"/>end</u>\n']
    body = read_body(replace_in("a.docx", content, ("First", "Premier")))
    assert note in body
    order = ["Premier", "footnoteReference", "> word<", "<w:tab/>", ">end<"]
    assert [body.index(part) for part in order] == sorted(body.index(part) for part in order)


def test_a_mark_that_was_lost_stands_at_the_end() -> None:
    content = make_docx(paragraph(run("One"), '<w:r><w:footnoteReference w:id="2"/></w:r>', run(" two")))
    body = read_body(replace_in("a.docx", content, ('One<x id="0"/>', "Un")))
    assert body.index("Un two") < body.index("footnoteReference")


def test_a_text_box_within_a_paragraph_is_translated_with_it() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{paragraph(run('inner'))}</w:txbxContent></w:pict></w:r>"
    content = make_docx(paragraph(run("outer"), box))
    body = read_body(replace_in("a.docx", content, ("outer", "dehors"), ("inner", "dedans")))
    assert body.index("dehors") < body.index("<w:pict>") < body.index("dedans") < body.index("</w:pict>")


def test_the_styles_name_the_targets_language() -> None:
    styles = make_word_part(
        '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-US"/></w:rPr></w:rPrDefault></w:docDefaults>',
        root="w:styles",
    )
    content = make_docx(paragraph(run("word")), styles=styles)
    assert '<w:lang w:val="fr-CA"/>' in read_body(replace_in("a.docx", content, locale="fr-CA"), "word/styles.xml")


def test_other_members_stay_as_they_are() -> None:
    content = make_docx(SPLIT)
    before, after = unpack(content), unpack(replace_in("a.docx", content, ("The", "Le")))
    assert list(before) == list(after)
    assert [name for name in before if before[name] != after[name]] == ["word/document.xml"]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"no archive", "is no Word document, or it is damaged"),
        (b"", "is no Word document, or it is damaged"),
        (make_docx(SPLIT)[:-40], "is no Word document, or it is damaged"),
        (pack({"a.txt": "a"}), "is no Word document: it lacks word/document.xml"),
        (pack({"word/document.xml": "<a>"}), r"holds word/document.xml that is not well-formed XML, at line 1"),
        (
            pack({"word/document.xml": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'}),
            "holds word/document.xml that declares entities, which is not allowed",
        ),
        (make_docx(SPLIT) and pack({**unpack(make_docx(SPLIT)), "word/vbaProject.bin": b"x"}), "holds macros"),
    ],
)
def test_what_is_damaged_or_unsafe_is_refused(content: bytes, problem: str) -> None:
    with pytest.raises(FieldError, match=f"^file {problem}"):
        list_texts("a.docx", content)
