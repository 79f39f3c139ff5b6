from __future__ import annotations

import pytest

from tests.formats.files.replacing import list_texts, replace_in
from tests.formats.files.samples import make_odt, pack, unpack
from translator.errors import FieldError

STYLES = "".join(
    f'<style:style style:name="{name}" style:family="text"><style:text-properties {properties}/></style:style>'
    for name, properties in (
        ("T1", 'officeooo:rsid="001"'),
        ("T2", 'fo:font-weight="bold"'),
        ("T3", 'fo:font-weight="bold" officeooo:rsid="002" fo:language="fr" fo:country="FR"'),
        ("T4", 'fo:font-style="italic"'),
    )
)
SPLIT = (
    '<text:p text:style-name="P1">The pre<text:span text:style-name="T1">sident</text:span> of the '
    '<text:span text:style-name="T2">Repub</text:span><text:span text:style-name="T3">lic</text:span> spoke.</text:p>'
)


def read_content(content: bytes) -> str:
    return unpack(content)["content.xml"]


def test_spans_that_look_alike_are_one() -> None:
    content = make_odt(SPLIT, styles=STYLES)
    assert list_texts("a.odt", content) == ['<u>The president of the <g id="0">Republic</g> spoke.</u>\n']


def test_bold_stands_where_its_mark_came_to_stand() -> None:
    target = replace_in(
        "a.odt",
        make_odt(SPLIT, styles=STYLES),
        ('The president of the <g id="0">Republic</g> spoke', 'La <g id="0">République</g> parle'),
    )
    expected = '<text:p text:style-name="P1">La <text:span text:style-name="T2">République</text:span> parle.</text:p>'
    assert expected in read_content(target)


def test_a_paragraph_that_did_not_change_keeps_its_spans() -> None:
    assert SPLIT in read_content(replace_in("a.odt", make_odt(SPLIT, styles=STYLES)))


def test_headings_tables_notes_frames_and_links_are_translated() -> None:
    body = (
        "<text:h>head</text:h><table:table><table:table-row><table:table-cell><text:p>cell</text:p></table:table-cell>"
        "</table:table-row></table:table><text:p>body<text:note><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>note</text:p></text:note-body></text:note> with "
        '<text:a xlink:href="http://a.b">link<text:line-break/>on</text:a><draw:frame><draw:text-box>'
        "<text:p>box</text:p></draw:text-box></draw:frame></text:p>"
    )
    content = make_odt(body)
    assert list_texts("a.odt", content) == [
        '<u>head</u>\n<u>cell</u>\n<u>body<x id="0"/> with <g id="1">link<s id="2"/>on</g><x id="3"/></u>\n'
        "<u>note</u>\n<u>box</u>\n"
    ]
    words = ("head", "cell", "body", "note", "link", "box")
    target = read_content(replace_in("a.odt", content, *((f"{word}", word.upper()) for word in words)))
    expected = body
    for word in words:
        expected = expected.replace(f">{word}<", f">{word.upper()}<")
    assert expected in target


def test_headers_and_the_title_are_translated_and_the_language_is_named() -> None:
    names = 'xmlns:s="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    styles = (
        f'<a {names} xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:f="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"><s:default-style>'
        '<s:text-properties f:language="en" f:country="US"/></s:default-style><s:header><t:p>head</t:p></s:header></a>'
    )
    meta = '<a xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>name</dc:title></a>'
    content = make_odt("<text:p>body</text:p>", others={"styles.xml": styles, "meta.xml": meta})
    target = unpack(replace_in("a.odt", content, ("head", "tête"), ("name", "nom"), locale="fr-CA"))
    assert "<t:p>tête</t:p>" in target["styles.xml"]
    assert 'f:language="fr" f:country="CA"' in target["styles.xml"]
    assert "<dc:title>nom</dc:title>" in target["meta.xml"]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"no archive", "is no OpenDocument text, or it is damaged"),
        (pack({"a.txt": "a"}), "is no OpenDocument text: it lacks content.xml"),
        (
            pack({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"}),
            "is no OpenDocument text",
        ),
        (make_odt("", others={"Basic/Standard/Module1.xml": "<a/>"}), "holds macros, which is not allowed"),
        (make_odt("<unclosed>"), "holds content.xml that is not well-formed XML, at line 2"),
    ],
)
def test_what_is_damaged_or_unsafe_is_refused(content: bytes, problem: str) -> None:
    with pytest.raises(FieldError, match=f"^file {problem}"):
        list_texts("a.odt", content)
