from __future__ import annotations

import pytest

from tests.formats.files.replacing import list_texts, replace_in
from translator.errors import FieldError

FIRST = """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" source-language="en"><body>
<trans-unit id="1"><source>The <g id="1">red</g> <bpt id="2">&lt;b></bpt>house<ept id="2">&lt;/b></ept> is \
<ph id="3">%s</ph> big.<x id="4"/></source><note>keep</note></trans-unit>
<trans-unit id="2" approved="yes"><source>approved</source><target>approuvé</target></trans-unit>
<trans-unit id="3" translate="no"><source>code</source></trans-unit>
<trans-unit id="4"><source>reviewed</source><target state="translated">relu</target></trans-unit>
<trans-unit id="5"><source>fresh</source><target state="needs-translation">fresh</target></trans-unit>
<trans-unit id="6"><source>copied</source><target>copied</target></trans-unit>
<trans-unit id="7"><source>unknown</source><target>inconnu</target></trans-unit>
</body></file></xliff>"""
SECOND = """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="2.0" srcLang="en" xmlns="urn:oasis:names:tc:xliff:document:2.0"><file id="f"><unit id="1">
<segment><source>The <pc id="1">red</pc> <sc id="2"/>house<ec startRef="2"/><ph id="3" equiv="%d"/></source></segment>
<segment state="final"><source>final</source><target>fin</target></segment>
<segment state="initial"><source>first</source><target>first</target></segment>
</unit><unit id="2" translate="no"><segment><source>code</source></segment></unit></file></xliff>"""


def test_first_version_gives_open_units_with_their_codes() -> None:
    assert list_texts("a.xlf", FIRST.encode()) == [
        '<u>The <g id="0">red</g> <g id="1">house</g> is <k id="2">%s</k> big.<x id="3"/></u>\n'
        "<u>fresh</u>\n<u>copied</u>\n"
    ]


def test_first_version_keeps_codes_and_sets_states() -> None:
    target = replace_in(
        "a.xliff",
        FIRST.encode(),
        ('The <g id="0">red</g> <g id="1">house</g> is', 'La <g id="1">maison</g> <g id="0">rouge</g> est'),
        ("fresh", "frais"),
    ).decode()
    assert (
        '<target state="translated">La <bpt id="2">&lt;b&gt;</bpt>maison<ept id="2">&lt;/b&gt;</ept> '
        '<g id="1">rouge</g> est <ph id="3">%s</ph> big.<x id="4"/></target><note>keep</note>'
    ) in target
    assert '<source>fresh</source><target state="translated">frais</target>' in target
    assert 'target-language="fr"' in target
    for kept in ("approuvé", '<target state="translated">relu</target>', "<target>inconnu</target>"):
        assert kept in target
    assert "<source>code</source></trans-unit>" in target


def test_second_version_keeps_codes_and_sets_states() -> None:
    assert list_texts("a.xliff", SECOND.encode()) == [
        '<u>The <g id="0">red</g> <g id="1">house</g><k id="2">%d</k></u>\n<u>first</u>\n'
    ]
    target = replace_in("a.xliff", SECOND.encode(), ("house", "maison"), ("first", "premier")).decode()
    assert '<sc id="2"/>maison<ec startRef="2"/><ph id="3" equiv="%d"/></target>' in target
    assert '<segment state="translated"><source>first</source><target>premier</target>' in target
    assert '<segment state="final"><source>final</source><target>fin</target>' in target
    assert 'trgLang="fr"' in target


def make_first(*units: str, root: str = 'xmlns="urn:oasis:names:tc:xliff:document:1.2"') -> bytes:
    return f'<xliff version="1.2" {root}><file original="a"><body>{"".join(units)}</body></file></xliff>'.encode()


def make_unit(source: str, *, more: str = "") -> str:
    return f'<trans-unit id="1"><source>{source}</source>{more}</trans-unit>'


def test_tags_and_placeholders_that_are_text_stay_as_they_are() -> None:
    source = "Open &lt;b&gt;<x id='1'/>%(name)s&lt;/b&gt; or {0},&amp;nbsp;&lt;br/&gt;now"
    content = make_first(make_unit(source))
    assert list_texts("a.xliff", content) == [
        '<u>Open <g id="0"><x id="1"/><k id="2">%(name)s</k></g> or <k id="3">{0}</k>,<k id="4">&amp;nbsp;</k>'
        '<x id="5"/>now</u>\n'
    ]
    target = replace_in("a.xliff", content, ("Open", "Ouvrir"), ("now", "ici")).decode()
    written = source.replace("Open", "Ouvrir").replace("now", "ici").replace("'", '"')
    assert f'<target state="translated">{written}</target>' in target


def test_menu_marks_are_taken_out_and_put_back() -> None:
    content = make_first(make_unit("&amp;File"))
    assert list_texts("a.xliff", content) == ["<u>File</u>\n"]
    assert ">&amp;Fichier</target>" in replace_in("a.xliff", content, ("File", "Fichier")).decode()


def test_a_source_that_was_cut_keeps_its_segments() -> None:
    cut = '<seg-source><mrk mtype="seg" mid="0">One.</mrk> <mrk mtype="seg" mid="1">Two.</mrk></seg-source>'
    content = make_first(make_unit("One. Two.", more=cut))
    target = replace_in("a.xliff", content, ("One", "Un"), ("Two", "Deux")).decode()
    marked = '<mrk mtype="seg" mid="0">Un.</mrk> <mrk mtype="seg" mid="1">Deux.</mrk>'
    assert f'{cut}<target state="translated">{marked}</target>' in target


def test_a_file_without_a_namespace_and_several_files_are_read() -> None:
    body = f'<file original="b" target-language="de"><body>{make_unit("two")}</body></file></xliff>'
    content = make_first(make_unit("one"), root="").replace(b"</xliff>", body.encode())
    target = replace_in("a.xlf", content, ("one", "un"), ("two", "deux"), locale="fr-CA").decode()
    assert target.count('target-language="fr-CA"') == 2
    assert [f">{word}</target>" in target for word in ("un", "deux")] == [True, True]


def test_the_nearest_word_on_translation_counts_and_the_target_names_its_language() -> None:
    group = f'<group translate="no">{make_unit("code")}<group translate="yes">{make_unit("word")}</group></group>'
    other = make_unit("fresh", more='<target xml:lang="de"/><note>n</note><alt-trans><target>x</target></alt-trans>')
    content = make_first(group, other)
    assert list_texts("a.xlf", content) == ["<u>word</u>\n<u>fresh</u>\n"]
    target = replace_in("a.xlf", content, ("fresh", "frais")).decode()
    assert '<target xml:lang="fr" state="translated">frais</target><note>n</note><alt-trans><target>x</t' in target


def test_cdata_stays_where_it_stands_and_what_it_says_is_translated() -> None:
    content = make_first(make_unit("<![CDATA[<p>Hello</p>]]>"))
    assert list_texts("a.xlf", content) == ['<u><g id="0">Hello</g></u>\n']
    target = replace_in("a.xlf", content, ("Hello", "Salut")).decode()
    assert "<source><![CDATA[<p>Hello</p>]]></source>" in target
    assert "&lt;p&gt;Salut&lt;/p&gt;</target>" in target


def test_a_choice_in_icus_way_is_left_to_a_person() -> None:
    content = make_first(make_unit("{n, plural, =1 {one} other {# files}}"), make_unit("word"))
    assert list_texts("a.xlf", content) == ["<u>word</u>\n"]


@pytest.mark.parametrize("namespace", ["2.0", "2.2"])
def test_annotations_of_the_second_version_stay_around_their_words(namespace: str) -> None:
    source = 'The <sm id="1" type="term"/>red house<em startRef="1"/> is <cp hex="0001"/>big'
    content = SECOND.replace("document:2.0", f"document:{namespace}").replace("first</source>", f"{source}</source>")
    written = list_texts("a.xlf", content.encode())[0]
    assert 'The <g id="0">red house</g> is <x id="1"/>big' in written
    target = replace_in("a.xlf", content.encode(), ("is <", "est <")).decode()
    assert f"<target>{source.replace('is <', 'est <')}</target>" in target


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "holds a text that is not well-formed XML, at line 1"),
        (b"<xliff>", "holds a text that is not well-formed XML, at line 1"),
        (b"<html/>", "is no XLIFF 1.2 or 2 file"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "holds a text that declares entities, which is not allowed"),
    ],
)
def test_what_is_no_xliff_or_unsafe_is_refused(content: bytes, problem: str) -> None:
    with pytest.raises(FieldError, match=f"^file {problem}"):
        list_texts("a.xliff", content)
