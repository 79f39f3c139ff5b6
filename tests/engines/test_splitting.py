from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translator.engines.splitting import join_parts, split_overlong

SEGMENTS = st.text(st.sampled_from("aé ,.;!”⟦0⟧\n"), min_size=1, max_size=200)


def split(text: str, limit: int) -> list[str]:
    return [part.text for part in split_overlong(text, limit=limit, count_tokens=len)]


def test_splitting_leaves_a_text_within_the_limit_whole() -> None:
    assert split("Il part, puis revient.", 22) == ["Il part, puis revient."]


def test_splitting_prefers_the_end_of_a_clause_near_the_middle() -> None:
    assert split("Oui, il part vers midi ; elle reste encore un peu, dit-on.", 40) == [
        "Oui, il part vers midi ;",
        "elle reste encore un peu, dit-on.",
    ]


def test_splitting_keeps_a_closing_mark_with_its_clause() -> None:
    assert split("Elle a dit “il part.” Nous restons là-bas", 30) == ["Elle a dit “il part.”", "Nous restons là-bas"]


def test_splitting_falls_back_to_white_space() -> None:
    assert split("un deux trois quatre cinq six", 15) == ["un deux trois", "quatre cinq six"]


def test_splitting_cuts_a_word_only_where_there_is_no_white_space() -> None:
    assert split("abcdefgh", 4) == ["abcd", "efgh"]


@pytest.mark.parametrize("text", ["abc⟦0⟧de", "ab⟦0⟧", "⟦0⟧ab"])
def test_splitting_never_cuts_a_placeholder(text: str) -> None:
    assert [part for part in split(text, 4) if "⟦" in part and "⟦0⟧" not in part] == []


@given(text=SEGMENTS, limit=st.integers(4, 60))
@settings(deadline=None, max_examples=60)
def test_splitting_loses_nothing_and_keeps_to_the_limit(text: str, limit: int) -> None:
    parts = split_overlong(text, limit=limit, count_tokens=len)

    assert join_parts([part.text for part in parts], parts) == text
    assert max(len(part.text) for part in parts) <= limit
    assert all(part.text for part in parts)
