from __future__ import annotations

import pytest

from translator.engines.loops import count_repeats, is_loop


@pytest.mark.parametrize(
    ("text", "repeats"),
    [
        ("", 0),
        ("a b c", 0),
        ("a b c d", 0),
        ("a a a a", 0),
        ("a a a a a", 1),
        ("a b c d x a b c d", 1),
        ("a b " * 6, 7),
    ],
)
def test_repeats_are_groups_of_four_tokens_seen_before(text: str, repeats: int) -> None:
    assert count_repeats(text.split()) == repeats


def test_loop_is_a_target_that_repeats_itself() -> None:
    source = ["quels", "cookies", "et", "quels", "traceurs", "?"]

    assert [is_loop(["that"] * count, source=source) for count in (3, 7, 8, 200)] == [False, False, True, True]


def test_loop_is_no_target_whose_source_repeats_as_much() -> None:
    source = ["▁", "1", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0"]

    assert not is_loop(source, source=source)
