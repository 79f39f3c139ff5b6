"""Placeholders come out of the weights as often as they went in."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace

import pytest

from translator.engines.tokens import count_token_errors, rank_proposals, run_without_surplus

SOURCE = ["▁The", "▁song", "▁", "⟦7⟧", "▁by", "▁", "⟦4⟧", "."]


def make_result(*targets: str) -> SimpleNamespace:
    return SimpleNamespace(hypotheses=[target.split(" ") for target in targets])


class Weights:
    """Answer each further run with the next of some targets behind the given beginning, and remember the calls."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.calls: list[tuple[str, list[str]]] = []

    def run(
        self, *, suppress_sequences: list[list[str]], target_prefix: Sequence[Sequence[str]] = ((),)
    ) -> list[SimpleNamespace]:
        (prefix,) = target_prefix
        self.calls.append((" ".join(prefix), [token for (token,) in suppress_sequences]))
        return [make_result(" ".join([*prefix, self.answers.pop(0)]))]


@pytest.mark.parametrize(
    ("target", "errors"),
    [
        ("▁La ▁chanson ▁ ⟦4⟧ ▁et ▁ ⟦7⟧", 0),
        ("▁ ⟦4⟧", 1),
        ("▁ ⟦4⟧ ▁ ⟦7⟧ ▁ ⟦4⟧", 1),
        ("▁ ⟦4⟧ ▁ ⟦9⟧ ▁⟦7⟧", 2),
    ],
)
def test_lost_doubled_and_invented_placeholders_are_errors(target: str, errors: int) -> None:
    assert count_token_errors(SOURCE, target.split(" ")) == errors


def test_a_proposal_that_keeps_all_comes_first_and_the_others_keep_their_order() -> None:
    proposals = make_result("▁ ⟦4⟧ ▁ ⟦4⟧", "▁ ⟦4⟧", "▁ ⟦7⟧ ▁ ⟦4⟧", "▁ ⟦7⟧").hypotheses
    assert rank_proposals(SOURCE, proposals) == [2, 1, 3, 0]
    assert rank_proposals(["▁Plain", "."], proposals) == [0, 1, 2, 3]


def test_a_segment_with_one_sound_proposal_is_not_run_again() -> None:
    weights = Weights()
    result = make_result("▁ ⟦4⟧ ▁ ⟦4⟧ ▁ ⟦7⟧", "▁ ⟦4⟧ ▁ ⟦7⟧")
    assert run_without_surplus(SOURCE, result, run=weights.run) is result
    assert weights.calls == []


def test_the_best_proposal_is_run_again_from_the_first_placeholder_too_many() -> None:
    weights = Weights("▁le ▁titre ▁ ⟦7⟧ .")
    result = make_result("▁La ▁chanson ▁de ▁ ⟦4⟧ ▁et ▁de ▁ ⟦4⟧ ▁est ▁ ⟦7⟧ .")
    made = run_without_surplus(SOURCE, result, run=weights.run)
    assert weights.calls == [("▁La ▁chanson ▁de ▁ ⟦4⟧ ▁et ▁de", ["⟦4⟧"])]
    assert count_token_errors(SOURCE, made.hypotheses[0]) == 0


def test_what_is_invented_is_forbidden_from_the_start() -> None:
    weights = Weights("▁ ⟦4⟧ ▁ ⟦7⟧")
    run_without_surplus(SOURCE, make_result("▁ ⟦9⟧ ▁ ⟦4⟧ ▁ ⟦7⟧"), run=weights.run)
    assert weights.calls == [("", ["⟦9⟧"])]


def test_each_placeholder_too_many_is_one_more_run_up_to_a_limit_and_the_best_result_stands() -> None:
    weights = Weights("▁ ⟦7⟧ ▁ ⟦7⟧", *["▁ ⟦8⟧ ▁ ⟦9⟧"] * 9)
    result = make_result("▁ ⟦4⟧ ▁ ⟦4⟧")
    made = run_without_surplus(SOURCE, result, run=weights.run)
    assert len(weights.calls) == 4
    assert count_token_errors(SOURCE, made.hypotheses[0]) == 1


def test_a_lost_placeholder_alone_is_left_to_others() -> None:
    weights = Weights()
    result = make_result("▁ ⟦4⟧")
    assert run_without_surplus(SOURCE, result, run=weights.run) is result
