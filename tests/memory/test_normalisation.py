from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fakes import FRENCH_ENGLISH
from translator.memory import make_entry_id, make_source_key, normalise_source
from translator.translation import MemoryEntry

CASES = Path(__file__).parent.parent / "cases" / "memory_equal_sources.tsv"


def read_cases() -> list[tuple[str, str, bool]]:
    """Lines of two sources and whether they are equal; ``\\u`` escapes stand for what cannot be seen."""
    with CASES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [(reveal(one), reveal(other), verdict == "equal") for verdict, one, other in rows[1:]]


def reveal(text: str) -> str:
    return text.encode("latin-1", "backslashreplace").decode("unicode-escape")


@pytest.mark.parametrize(("one", "other", "expected"), read_cases())
def test_sources_are_equal_if_only_their_typing_differs(one: str, other: str, expected: bool) -> None:
    assert (normalise_source(one) == normalise_source(other)) is expected
    assert (make_source_key(one) == make_source_key(other)) is expected


@given(st.text())
@settings(deadline=None)
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = normalise_source(text)
    assert normalise_source(once) == once


@given(st.text(alphabet="ab «»“”\"'’‘ .;:!?…\u00a0\u202f\u200b", max_size=12))
@settings(deadline=None)
def test_normalising_marks_twice_changes_nothing_more(text: str) -> None:
    once = normalise_source(text)
    assert normalise_source(once) == once


def test_key_of_half_a_character_is_made_too() -> None:
    assert len(make_source_key("\ud83d")) == 64


ENTRY = MemoryEntry("", FRENCH_ENGLISH, "Il a dit « oui ».", "He said “yes”.")


def test_entry_has_one_id_however_its_source_is_typed_and_whoever_wrote_it() -> None:
    same = replace(ENTRY, id="other", source='Il a dit "oui".', origin="person", editor="anne", used=3)
    assert make_entry_id(same) == make_entry_id(ENTRY)


@pytest.mark.parametrize(
    "changed",
    [
        replace(ENTRY, source="Il a dit « non »."),
        replace(ENTRY, target="He said 'yes'."),
        replace(ENTRY, context_hash="heading"),
        replace(ENTRY, pair=type(FRENCH_ENGLISH)("fr", "de")),
    ],
)
def test_entry_of_another_content_has_another_id(changed: MemoryEntry) -> None:
    assert make_entry_id(changed) != make_entry_id(ENTRY)
