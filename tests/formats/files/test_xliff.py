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
