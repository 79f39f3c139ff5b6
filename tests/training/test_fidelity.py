"""What is looked at in an output: numbers, quotation marks, placeholders, loops, copies."""

from __future__ import annotations

import pytest

from models.training.fidelity import (
    count_placeholder_errors,
    count_placeholders,
    is_copied,
    is_loop,
    keeps_numbers,
    keeps_placeholders,
    keeps_quotations,
)


@pytest.mark.parametrize(
    ("source", "output", "kept"),
    [
        ("12 345,67 € en 2024", "€12,345.67 in 2024", True),
        ("en 2024", "in 2042", False),
        ("2 et 2", "2", False),
        ("rien", "7", True),
    ],
)
def test_numbers_are_kept_whatever_their_separators(source: str, output: str, kept: bool) -> None:
    assert keeps_numbers(source, output) is kept


def test_quotations_are_kept_when_both_marks_are_as_many() -> None:
    assert keeps_quotations("“a ‘b’” c", "“A” c")
    assert not keeps_quotations("“a” c", "“a c")


def test_placeholders_are_kept_when_none_is_lost_doubled_or_new() -> None:
    assert keeps_placeholders("⟦1⟧ et ⟦2⟧", "⟦2⟧ and ⟦1⟧")
    assert not keeps_placeholders("⟦1⟧", "⟦1⟧ ⟦1⟧")
    assert not keeps_placeholders("⟦1⟧", "⟦1⟧ ⟦3⟧")


def test_every_placeholder_that_is_lost_doubled_or_new_is_an_error() -> None:
    assert count_placeholders("⟦1⟧ et ⟦2⟧, ⟦1⟧") == 3
    assert count_placeholder_errors("⟦1⟧ et ⟦2⟧, ⟦1⟧", "⟦1⟧, ⟦1⟧ and ⟦2⟧") == 0
    assert count_placeholder_errors("⟦1⟧ et ⟦2⟧", "⟦1⟧ and ⟦1⟧, ⟦3⟧") == 3


def test_a_loop_is_three_words_four_times_in_a_row() -> None:
    assert is_loop("well, " + "of the thing " * 4)
    assert not is_loop("of the thing " * 3)


def test_a_copy_has_more_than_three_words() -> None:
    assert is_copied("a b c d", "a b c d")
    assert not is_copied("New York Times", "New York Times")
