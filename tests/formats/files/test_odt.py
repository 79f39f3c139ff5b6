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
    ("paragraph", "text", "expected"),
    [
        ("a<text:s/>b", "a b", "B b"),
        ('a <text:s text:c="2"/>b', "a   b", 'B <text:s text:c="2"/>b'),
        ("<text:s/>a b", " a b", "<text:s/>B b"),
        ("\n  a\n  b", "a b", "B b"),
        (
            'a <text:span text:style-name="T2"> b</text:span>',
            'a <g id="0">b</g>',
            'B <text:span text:style-name="T2">b</text:span>',
        ),
        ("a<text:tab/> b", 'a<s id="0"/> b', "B<text:tab/> b"),
        ('a<text:s text:c="x"/>b', "a b", "B b"),
    ],
)
def test_spaces_are_read_as_they_are_seen_and_none_is_lost(paragraph: str, text: str, expected: str) -> None:
    content = make_odt(f"<text:p>{paragraph}</text:p>", styles=STYLES)
    assert list_texts("a.odt", content) == [f"<u>{text}</u>\n"]
    assert f"<text:p>{expected}</text:p>" in read_content(replace_in("a.odt", content, ("a", "B")))


def test_what_was_deleted_stays_and_what_was_inserted_is_translated() -> None:
    deleted = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info/>'
        "<text:p>gone</text:p></text:deletion></text:changed-region></text:tracked-changes>"
    )
    body = (
        f'{deleted}<text:p>They <text:change-start text:change-id="c2"/>new words<text:change-end text:change-id="c2"/>'
        '<text:change text:change-id="c1"/> wrote.</text:p>'
    )
    content = make_odt(body)
    assert list_texts("a.odt", content) == ['<u>They <g id="0">new words</g><x id="1"/> wrote.</u>\n']
    target = read_content(replace_in("a.odt", content, ("They", "Ils"), ("new words", "mots")))
    assert body.replace("They", "Ils").replace("new words", "mots") in target


def test_a_style_within_a_style_keeps_both() -> None:
    body = (
        '<text:p>a <text:span text:style-name="T2">b <text:span text:style-name="T4">c</text:span></text:span></text:p>'
    )
    content = make_odt(body, styles=STYLES)
    assert list_texts("a.odt", content) == ['<u>a <g id="0">b </g><g id="1">c</g></u>\n']
    target = read_content(replace_in("a.odt", content, (">c<", ">d<")))
    nested = '<text:span text:style-name="T2"><text:span text:style-name="T4">d</text:span></text:span>'
    assert nested in target


def test_fields_comments_and_ranges_stay_with_their_words() -> None:
    control = 'a:content-control xmlns:a="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
    body = (
        f"<text:p><{control}>Page</a:content-control> <text:page-number>7</text:page-number> of "
        '<office:annotation office:name="n"><text:p>why</text:p></office:annotation>it<office:annotation-end '
        'office:name="n"/> and <text:bookmark-start text:name="m"/>that<text:bookmark-end text:name="m"/>.</text:p>'
    )
    content = make_odt(body)
    assert list_texts("a.odt", content) == [
        '<u><g id="0">Page</g> <k id="1">7</k> of <g id="2">it</g> and <g id="3">that</g>.</u>\n<u>why</u>\n'
    ]
    words = ((" of ", " sur "), ("it<", "ce<"), ("that<", "cela<"), ("why", "pourquoi"))
    expected = body
    for before, after in words:
        expected = expected.replace(before, after)
    assert expected in read_content(replace_in("a.odt", content, *words))


def test_pictures_charts_and_what_is_said_of_the_document_are_translated() -> None:
    drawing = 'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
    shown = f"<svg:title {drawing}>bridge</svg:title><svg:desc {drawing}>a view</svg:desc>"
    body = f"<text:p><draw:frame>{shown}</draw:frame></text:p>"
    chart = '<c xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><t:p>rain</t:p></c>'
    content = make_odt(body, others={"Object 1/content.xml": chart})
    target = unpack(replace_in("a.odt", content, ("bridge", "pont"), ("a view", "vue"), ("rain", "pluie")))
    assert ">pont</svg:title>" in target["content.xml"]
    assert ">vue</svg:desc>" in target["content.xml"]
    assert "<t:p>pluie</t:p>" in target["Object 1/content.xml"]


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
        (make_odt("", others={"META-INF/manifest.xml": "<m:encryption-data/>"}), "is protected by a password"),
        (make_odt("<unclosed>"), "holds content.xml that is not well-formed XML, at line 2"),
    ],
)
def test_what_is_damaged_or_unsafe_is_refused(content: bytes, problem: str) -> None:
    with pytest.raises(FieldError, match=f"^file {problem}"):
        list_texts("a.odt", content)
