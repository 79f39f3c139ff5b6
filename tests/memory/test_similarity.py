from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fakes import FRENCH_ENGLISH
from translator.memory import find_fuzzy, normalise_source
from translator.translation import Match, MemoryEntry

texts = st.text(alphabet="abc 12'’«»", max_size=12)


def make_entries(*sources: str) -> list[MemoryEntry]:
    return [
        MemoryEntry(str(number), FRENCH_ENGLISH, source, f"target {number}", origin="import")
        for number, source in enumerate(sources)
    ]


def grade(source: str, *known: str, minimum: int = 0) -> list[tuple[str, int]]:
    return [(match.source, match.quality) for match in find_fuzzy(source, make_entries(*known), minimum=minimum)]


@given(texts, st.lists(texts, max_size=5))
@settings(deadline=None)
def test_only_an_equal_source_has_quality_100(source: str, known: list[str]) -> None:
    matches = find_fuzzy(source, make_entries(*known), minimum=0)
    assert len(matches) == len(known)
    for match in matches:
        assert (match.quality == 100) is (normalise_source(match.source) == normalise_source(source))
        assert 0 <= match.quality <= 100


def test_matches_come_best_first_and_none_below_the_minimum() -> None:
    known = ("Le pont rouvre mardi.", "Rien à voir ici, vraiment.", "Le pont rouvre jeudi.", "Le port rouvre mardi.")
    assert grade("Le pont rouvre mardi.", *known, minimum=70) == [
        ("Le pont rouvre mardi.", 100),
        ("Le port rouvre mardi.", 95),
        ("Le pont rouvre jeudi.", 85),
    ]


def test_equal_matches_keep_the_order_of_the_candidates() -> None:
    assert grade("abcd", "abce", "abcf") == [("abce", 75), ("abcf", 75)]


def test_another_number_costs_more_than_another_letter() -> None:
    assert grade("Il y a 3 morts.", "Il y a 8 morts.", "Il y a 3 ports.") == [
        ("Il y a 3 ports.", 93),
        ("Il y a 8 morts.", 83),
    ]


def test_number_grouped_otherwise_is_the_same_number() -> None:
    assert grade("Il coûte 12 345 euros en tout.", "Il coûte 12.345 euros en tout.") == [
        ("Il coûte 12.345 euros en tout.", 96)
    ]


def test_long_source_with_one_letter_changed_is_not_equal() -> None:
    assert grade("a" * 1000, "a" * 999 + "b") == [("a" * 999 + "b", 99)]


def test_match_brings_the_target_and_its_origin() -> None:
    assert find_fuzzy("Oui.", make_entries("« Oui. »", "Oui."), minimum=100) == (
        Match("Oui.", "target 1", 100, "import"),
    )


def test_no_candidate_gives_no_match() -> None:
    assert find_fuzzy("Oui.", [], minimum=0) == ()
