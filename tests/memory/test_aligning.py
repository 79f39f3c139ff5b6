from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.memory import AlignedSource, align_sources

RAIN, BRIDGE, MAYOR, COST = (
    "Il pleut depuis lundi.",
    "Le pont de la ville rouvre demain.",
    "Le maire s’en est félicité devant la presse.",
    "Les travaux ont coûté 12 millions d’euros.",
)


def align(sources: list[str], former: list[str]) -> list[tuple[int, int, bool] | None]:
    found = align_sources(sources, former=former)
    return [each and (each.former, each.quality, each.is_moved) for each in found]


def test_same_text_aligns_with_itself() -> None:
    text = [RAIN, BRIDGE, RAIN, MAYOR]
    assert align(text, text) == [(index, 100, False) for index in range(4)]


def test_new_and_removed_sentences_leave_the_rest_aligned() -> None:
    assert align([RAIN, COST, BRIDGE], [RAIN, MAYOR, BRIDGE]) == [(0, 100, False), None, (2, 100, False)]


def test_moved_sentence_is_found_where_it_was() -> None:
    found = align([MAYOR, RAIN, BRIDGE, COST], [RAIN, BRIDGE, COST, MAYOR])
    assert found == [(3, 100, True), (0, 100, False), (1, 100, False), (2, 100, False)]


def test_way_of_typing_does_not_count() -> None:
    assert align(["Il a dit « oui ».", "C'est fini."], ["Il a dit “oui”.", "C’est  fini."]) == [
        (0, 100, False),
        (1, 100, False),
    ]


def test_edited_sentence_is_found_by_its_letters() -> None:
    edited = COST.replace("12", "14")
    ((former, quality, is_moved),) = align([edited], [COST])  # type: ignore[misc]
    assert (former, is_moved) == (0, False)
    assert 90 <= quality < 100


def test_nearer_of_two_alike_is_taken() -> None:
    first, second = "Le train de 8 heures est parti.", "Le train de 9 heures est parti."
    changed = "Le train de 7 heures est parti."
    assert align([first, BRIDGE, changed], [first, BRIDGE, second])[2] == (2, 96, False)
    assert align([changed, BRIDGE, second], [first, BRIDGE, second])[0] == (0, 96, False)


def test_each_repetition_has_a_partner_of_its_own() -> None:
    assert align([RAIN, RAIN, RAIN], [RAIN, BRIDGE, RAIN]) == [(0, 100, False), None, (2, 100, False)]


@pytest.mark.parametrize(("sources", "former"), [([], [RAIN]), ([RAIN], []), ([], [])])
def test_nothing_aligns_with_nothing(sources: list[str], former: list[str]) -> None:
    assert align(sources, former) == [None] * len(sources)


@given(st.lists(st.sampled_from("abcdefg")), st.lists(st.sampled_from("abcdefg")))
def test_no_segment_is_taken_twice_and_equal_ones_are_taken_first(sources: list[str], former: list[str]) -> None:
    found = align_sources(sources, former=former)
    taken = [each.former for each in found if each is not None]
    assert len(set(taken)) == len(taken)
    for source, each in zip(sources, found, strict=True):
        if each is not None:
            assert (each.quality == 100) == (source == former[each.former])
    for sign in set(sources):
        count = sum(
            isinstance(each, AlignedSource) for source, each in zip(sources, found, strict=True) if source == sign
        )
        assert count == min(sources.count(sign), former.count(sign))
