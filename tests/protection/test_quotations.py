from __future__ import annotations

import pytest
from hypothesis import given, settings

from tests.protection.cases import read_cases
from tests.protection.strategies import texts
from translator.protection import find_quotations, find_unbalanced_marks


@pytest.mark.parametrize(("text", "quotations", "alone"), read_cases("quotations_cases.tsv", columns=3))
def test_quotations_are_found_with_their_marks_and_levels(text: str, quotations: str, alone: str) -> None:
    found = [f"{span.level}={text[span.start : span.end]}" for span in find_quotations(text)]
    assert "|".join(found) == quotations
    assert len(find_unbalanced_marks(text)) == int(alone)


def test_quotations_are_numbered_in_order() -> None:
    assert [span.ref for span in find_quotations("« a “b” c » et « d »")] == ["1", "2", "3"]


def test_a_mark_without_partner_says_on_which_side_it_stands() -> None:
    (mark,) = find_unbalanced_marks("Il finit. »")
    assert (mark.start, mark.is_opening) == (10, False)


@settings(max_examples=300, deadline=None)
@given(text=texts)
def test_quotations_nest_and_never_cross(text: str) -> None:
    spans = find_quotations(text)
    for outer in spans:
        for inner in spans:
            assert inner.start <= outer.start or inner.start >= outer.end or inner.end <= outer.end


@settings(max_examples=100, deadline=None)
@given(text=texts)
def test_a_quotation_lies_deeper_than_those_around_it(text: str) -> None:
    spans = find_quotations(text)
    for outer in spans:
        assert all(inner.level > outer.level for inner in spans if outer.start < inner.start and inner.end < outer.end)
