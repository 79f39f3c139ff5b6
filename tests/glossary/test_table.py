from __future__ import annotations

import csv
import io
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fakes import ENGLISH_FRENCH, FRENCH_ENGLISH
from translator.errors import FieldError
from translator.glossary import make_entry_id, read_glossary, write_glossary
from translator.translation import GlossaryEntry, TermStatus

_SIGNS = st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="⟦⟧")
cells = st.text(_SIGNS, max_size=15).map(lambda text: unicodedata.normalize("NFC", text.strip()))
terms = st.tuples(st.sampled_from(["", "=", "'", "''=", "-", "@", '"', ","]), cells).map(
    lambda parts: f"{parts[0]}{parts[1]}é"
)


@st.composite
def entries(draw: st.DrawFn) -> GlossaryEntry:
    source, target = draw(terms), draw(terms)
    return GlossaryEntry(
        id=make_entry_id(pair=FRENCH_ENGLISH, source=source, target=target),
        pair=FRENCH_ENGLISH,
        source=source,
        target=target,
        part_of_speech=draw(cells),
        note=draw(cells),
        status=draw(st.sampled_from(TermStatus)),
        case_sensitive=draw(st.booleans()),
        domain=draw(cells),
    )


@given(st.lists(entries(), max_size=4, unique_by=lambda entry: entry.source.casefold()))
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_written_glossary_reads_back(listed: list[GlossaryEntry]) -> None:
    assert read_glossary(write_glossary(listed), pair=FRENCH_ENGLISH) == tuple(listed)


@given(entries())
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_written_cell_begins_like_a_formula(entry: GlossaryEntry) -> None:
    rows = list(csv.reader(io.StringIO(write_glossary([entry]))))
    assert [cell for row in rows for cell in row if cell[:1] in tuple("=+-@\t\r")] == []


def test_columns_may_come_in_any_order_and_most_may_be_missing() -> None:
    (entry,) = read_glossary("target,case_sensitive,source\nSenate,yes,Sénat\n", pair=FRENCH_ENGLISH)
    assert entry == GlossaryEntry(
        id=make_entry_id(pair=FRENCH_ENGLISH, source="Sénat", target="Senate"),
        pair=FRENCH_ENGLISH,
        source="Sénat",
        target="Senate",
        case_sensitive=True,
    )


def test_spaces_around_cells_empty_lines_and_line_ends_do_not_matter() -> None:
    text = "\ufeffsource, target\r\n\r\n  Sénat ,Senate\r\n,\r\n"
    assert [(entry.source, entry.target) for entry in read_glossary(text, pair=FRENCH_ENGLISH)] == [("Sénat", "Senate")]


def test_term_not_to_be_translated_is_its_own_target() -> None:
    (entry,) = read_glossary("source,target,status\nLe Monde,,do_not_translate\n", pair=FRENCH_ENGLISH)
    assert (entry.target, entry.status) == ("Le Monde", TermStatus.DO_NOT_TRANSLATE)


def test_accents_are_composed() -> None:
    (entry,) = read_glossary("source,target\nSe\u0301nat,Senate\n", pair=FRENCH_ENGLISH)
    assert entry.source == "Sénat"


def test_id_depends_on_pair_source_and_target_alone() -> None:
    (one,) = read_glossary("source,target\nParis,Paris\n", pair=FRENCH_ENGLISH)
    (same,) = read_glossary("target,source,note\nParis,Paris,a town\n", pair=FRENCH_ENGLISH)
    (other,) = read_glossary("source,target\nParis,Paris\n", pair=ENGLISH_FRENCH)
    assert (one.id == same.id, one.id == other.id, len(one.id)) == (True, False, 16)


def test_source_may_have_one_preferred_target_in_each_domain_and_others_besides() -> None:
    text = (
        "source,target,status,domain\n"
        "juge,judge,,law\njuge,referee,,sport\njuge,justice,admitted,law\njuge,beak,forbidden,law\n"
    )
    assert len(read_glossary(text, pair=FRENCH_ENGLISH)) == 4


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "line 1 lacks the column source"),
        ("source\nSénat\n", "line 1 lacks the column target"),
        ("source,target,source\n", "line 1 has the column source twice"),
        (
            "source,target,colour\n",
            "line 1 has the unknown column 'colour'; the columns are source, target, part_of_speech, note, status, "
            "case_sensitive, domain",
        ),
        ("source,target\na,b\n\nSénat\n", "line 4 has 1 cells; line 1 names 2 columns"),
        ("source,target\n,Senate\n", "source on line 2 must have a letter or digit"),
        ("source,target\nSénat,…\n", "target on line 2 must have a letter or digit"),
        (f"source,target\n{'a' * 201},b\n", "source on line 2 has 201 characters; at most 200 allowed"),
        ('source,target\n"Sé\nnat",b\n', "source on line 3 holds the character U+000A, which no term can have"),
        ("source,target\nSénat,⟦0⟧a\n", "target on line 2 holds the character U+27E6, which no term can have"),
        (
            "source,target,status\na,b,best\n",
            "status on line 2 must be one of preferred, admitted, deprecated, forbidden, do_not_translate",
        ),
        ("source,target,case_sensitive\na,b,maybe\n", "case_sensitive on line 2 must be true or false"),
        ("source,target\na,b\nc,d\na,b\n", "line 4 repeats source and target of line 2"),
        ("source,target\na,b\nA,c\n", "line 3 prefers another target than line 2 for the same source"),
        ('source,target\n"a"b,c\n', "line 2 is not CSV: ',' expected after '\"'"),
    ],
)
def test_malformed_table_is_refused_with_its_line_and_column(text: str, problem: str) -> None:
    with pytest.raises(FieldError) as caught:
        read_glossary(text, pair=FRENCH_ENGLISH)
    assert str(caught.value) == problem


def test_too_many_entries_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("translator.glossary.entries.ENTRY_LIMIT", 2)
    text = "source,target\na,a\nb,b\n"
    assert len(read_glossary(text, pair=FRENCH_ENGLISH)) == 2
    with pytest.raises(FieldError, match="glossary has more than 2 entries"):
        read_glossary(f"{text}c,c\n", pair=FRENCH_ENGLISH)


def test_header_is_written_even_without_entries() -> None:
    assert write_glossary([]) == "source,target,part_of_speech,note,status,case_sensitive,domain\n"


def test_revision_is_not_written() -> None:
    (entry,) = read_glossary("source,target\nSénat,Senate\n", pair=FRENCH_ENGLISH)
    assert write_glossary([replace(entry, revision=3)]) == write_glossary([entry])
