from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fakes import ENGLISH_FRENCH, FRENCH_ENGLISH
from translator.errors import InputError
from translator.formats.tmx import SkippedUnit, TmxContent, read_tmx, write_tmx
from translator.translation import MemoryEntry

HEADER = '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n<header srclang="fr"/>\n<body>\n'
FOOTER = "</body>\n</tmx>\n"

_SIGNS = st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")
texts = st.text(_SIGNS | st.sampled_from("\t\n\r&<>\"'"), max_size=20).map(lambda text: f"«{text}»")
words = st.text(_SIGNS, max_size=10).map(str.strip)
entries = st.builds(
    MemoryEntry,
    id=words,
    pair=st.just(FRENCH_ENGLISH),
    source=texts,
    target=texts,
    origin=words,
    context_hash=words,
    editor=words,
    used=st.integers(0, 2**31 - 1),
)


def read(body: str, *, header: str = HEADER) -> TmxContent:
    return read_tmx(f"{header}{body}{FOOTER}".encode(), pair=FRENCH_ENGLISH)


def read_texts(body: str) -> list[tuple[str, str]]:
    return [(entry.source, entry.target) for entry in read(body).entries]


@given(st.lists(entries, max_size=4))
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_written_entries_read_back(listed: list[MemoryEntry]) -> None:
    content = write_tmx(listed, pair=FRENCH_ENGLISH)
    assert read_tmx(content, pair=FRENCH_ENGLISH) == TmxContent(entries=tuple(listed), skipped=())


def test_file_has_the_form_that_other_tools_read() -> None:
    entry = MemoryEntry("a1", FRENCH_ENGLISH, "Oui & non", "Yes & no", origin="person", editor="anne", used=2)
    content = write_tmx([entry], pair=FRENCH_ENGLISH).decode()
    assert content.splitlines()[1:3] == ['<!DOCTYPE tmx SYSTEM "tmx14.dtd">', '<tmx version="1.4">']
    assert [line.strip() for line in content.splitlines()[5:14]] == [
        '<tu tuid="a1" creationid="anne" usagecount="2">',
        '<prop type="x-origin">person</prop>',
        '<tuv xml:lang="fr">',
        "<seg>Oui &amp; non</seg>",
        "</tuv>",
        '<tuv xml:lang="en">',
        "<seg>Yes &amp; no</seg>",
        "</tuv>",
        "</tu>",
    ]


def test_what_xml_cannot_hold_is_left_out() -> None:
    entry = MemoryEntry("a\x00", FRENCH_ENGLISH, "O\x0bui\ud800", "Y\ufffees", editor="a\x1fb", origin="\x01")
    (found,) = read_tmx(write_tmx([entry], pair=FRENCH_ENGLISH), pair=FRENCH_ENGLISH).entries
    assert found == MemoryEntry("a", FRENCH_ENGLISH, "Oui", "Yes", editor="ab")


def test_pair_chooses_the_languages_whatever_direction_the_file_has() -> None:
    entry = MemoryEntry("", FRENCH_ENGLISH, "Oui", "Yes")
    content = write_tmx([entry], pair=FRENCH_ENGLISH)
    (found,) = read_tmx(content, pair=ENGLISH_FRENCH).entries
    assert found == replace(entry, pair=ENGLISH_FRENCH, source="Yes", target="Oui")


@pytest.mark.parametrize(
    "body",
    [
        '<tu><tuv xml:lang="fr"><seg>Oui</seg></tuv><tuv xml:lang="en"><seg>Yes</seg></tuv></tu>',
        '<tu><tuv xml:lang="EN-GB"><seg>Yes</seg></tuv><tuv xml:lang="fr_CA"><seg>Oui</seg></tuv></tu>',
        '<tu><tuv lang="fr"><seg>Oui</seg></tuv><tuv lang="en"><seg>Yes</seg></tuv></tu>',
        '<tu><tuv xml:lang="de"><seg>Ja</seg></tuv><tuv xml:lang="fr"><seg> Oui\n</seg></tuv>'
        '<tuv xml:lang="en"><seg>Yes</seg></tuv><tuv xml:lang="en-US"><seg>Yeah</seg></tuv></tu>',
        '<tu><note>n</note><tuv xml:lang="fr"><note>n</note><seg>O<!-- c -->ui</seg></tuv>'
        '<tuv xml:lang="en"><seg>Y<?p i?>es</seg></tuv></tu>',
        '<tu><tuv xml:lang="fr"><seg><bpt i="1">&lt;b&gt;</bpt>O<hi>u</hi>i<ept i="1">&lt;/b&gt;</ept></seg></tuv>'
        '<tuv xml:lang="en"><seg><ph>{0}</ph>Yes<it pos="end">x<sub>y</sub></it></seg></tuv></tu>',
    ],
)
def test_unit_is_read_however_it_is_written(body: str) -> None:
    assert read_texts(body) == [("Oui", "Yes")]


def test_namespace_of_the_file_does_not_matter() -> None:
    content = (
        '<tmx version="1.4" xmlns="http://www.lisa.org/tmx14"><header/><body><tu>'
        '<tuv xml:lang="fr"><seg>O<ph>0</ph>ui</seg></tuv><tuv xml:lang="en"><seg>Yes</seg></tuv></tu></body></tmx>'
    )
    found = read_tmx(content.encode(), pair=FRENCH_ENGLISH)
    assert [(entry.source, entry.target) for entry in found.entries] == [("Oui", "Yes")]


def test_unit_that_cannot_be_used_is_skipped_with_its_line_and_the_reason() -> None:
    yes = '<tuv xml:lang="en"><seg>Yes</seg></tuv>'
    found = read(
        f"<tu>{yes}</tu>\n"
        f'<tu>{yes}<tuv xml:lang="fr"/></tu>\n'
        f'<tu>{yes}<tuv xml:lang="fr"><seg> <ph>x</ph> </seg></tuv></tu>\n'
        f'<tu>{yes}<tuv xml:lang="fr"><seg>{"a" * 10_001}</seg></tuv></tu>\n'
        f'<tu>{yes}<tuv xml:lang="fr"><seg>Oui</seg></tuv></tu>\n'
    )
    assert found.skipped == (
        SkippedUnit(5, "has no fr text"),
        SkippedUnit(6, "has no fr text"),
        SkippedUnit(7, "has an empty fr text"),
        SkippedUnit(8, "has 10001 characters of fr text; at most 10000 are allowed"),
    )
    assert [entry.source for entry in found.entries] == ["Oui"]


@pytest.mark.parametrize(("count", "used"), [("3", 3), ("-1", 0), ("many", 0), ("9" * 400, 2**31 - 1)])
def test_count_of_use_is_read_where_it_is_one(count: str, used: int) -> None:
    unit = '<tuv xml:lang="fr"><seg>Oui</seg></tuv><tuv xml:lang="en"><seg>Yes</seg></tuv>'
    assert [entry.used for entry in read(f'<tu usagecount="{count}">{unit}</tu>').entries] == [used]


def test_last_editor_counts() -> None:
    unit = '<tuv xml:lang="fr"><seg>Oui</seg></tuv><tuv xml:lang="en"><seg>Yes</seg></tuv>'
    assert [entry.editor for entry in read(f'<tu creationid="anne" changeid="bo">{unit}</tu>').entries] == ["bo"]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", 1),
        (b"source,target", 1),
        (b"<tmx>\n<body>\n<tu>", 3),
        (b"<tmx>\n<header/><body>&x;</body></tmx>", 2),
        (b"<tmx>\n\n<body>\xff</body></tmx>", 3),
    ],
)
def test_file_that_is_not_xml_is_refused_with_its_line(content: bytes, line: int) -> None:
    with pytest.raises(InputError) as caught:
        read_tmx(content, pair=FRENCH_ENGLISH)
    # What the parser says about it differs between its versions.
    assert re.fullmatch(rf"TMX: line {line}: [^\n]{{5,80}}(?<!column \d)", str(caught.value)) is not None


def test_file_of_another_kind_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        read_tmx(b"<html><body/></html>", pair=FRENCH_ENGLISH)
    assert str(caught.value) == "TMX: line 1: the root element is not tmx"


@pytest.mark.parametrize("content", [b"<tmx/>", b"<tmx><header/></tmx>", b"<tmx><header/><body/></tmx>"])
def test_file_without_units_has_no_entries(content: bytes) -> None:
    assert read_tmx(content, pair=FRENCH_ENGLISH) == TmxContent(entries=(), skipped=())


def test_entities_that_would_grow_beyond_bounds_are_refused() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    header = HEADER.replace("<tmx", f'<!DOCTYPE tmx [<!ENTITY l0 "ha">{laughs}]>\n<tmx')
    with pytest.raises(InputError, match=r"^TMX: line \d: "):
        read('<tu usagecount="&l11;"/>', header=header)


@pytest.mark.parametrize(
    "declarations",
    ['<!ENTITY l11 SYSTEM "file:///etc/hostname">', '<!ENTITY l11 "ha">'],
)
def test_file_that_declares_entities_is_refused_unread(declarations: str) -> None:
    body = '<tu><tuv xml:lang="fr"><seg>&l11;</seg></tuv><tuv xml:lang="en"><seg>Yes</seg></tuv></tu>'
    with pytest.raises(InputError) as caught:
        read(body, header=HEADER.replace("<tmx", f"<!DOCTYPE tmx [{declarations}]>\n<tmx"))
    assert str(caught.value) == "TMX: line 1: the file declares entities, which is not allowed"


def test_entity_of_a_definition_elsewhere_is_never_fetched() -> None:
    body = '<tu><tuv xml:lang="fr"><seg>a&nbsp;b</seg></tuv><tuv xml:lang="en"><seg>Yes</seg></tuv></tu>'
    header = HEADER.replace("<tmx", '<!DOCTYPE tmx SYSTEM "file:///etc/hostname">\n<tmx')
    assert read(body, header=header) == TmxContent(
        entries=(), skipped=(SkippedUnit(6, "holds the entity &nbsp;, which the file does not define"),)
    )


def test_large_memory_is_read_and_written_whole() -> None:
    listed = [MemoryEntry(str(n), FRENCH_ENGLISH, f"Phrase {n}", f"Sentence {n}") for n in range(20_000)]
    assert list(read_tmx(write_tmx(listed, pair=FRENCH_ENGLISH), pair=FRENCH_ENGLISH).entries) == listed
