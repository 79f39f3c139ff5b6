"""Variation of pairs: what may be masked, and that both sides stay in step."""

from __future__ import annotations

import random

import pytest

from models.training.augment import PLACEHOLDERS, Rates, find_maskable, glue, mask, vary, vary_all
from models.training.corpus import Pair


def _draws(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 (repeatable, not secret)


NEVER = Rates()


@pytest.mark.parametrize(
    ("english", "french", "expected"),
    [
        (
            "Mr Macron met Olaf Scholz in 2024.",
            "M. Macron a vu Olaf Scholz en 2024.",
            ["Macron", "Olaf Scholz", "2024"],
        ),
        ("The cats of Ann", "Les chats d'Anne", []),
        ("See https://x.org/a_b now", "Voir https://x.org/a_b maintenant", ["https://x.org/a_b"]),
        ("NATO in Paris", "L'OTAN à Paris", ["Paris"]),
        ("Bonn, yes, Bonn", "Bonn, oui", []),
        ("It cost 1,200.50 then", "Il coûtait 1 200,50 alors", []),
    ],
)
def test_maskable_strings_stand_on_both_sides_equally_often(english: str, french: str, expected: list[str]) -> None:
    assert find_maskable(Pair(english, french)) == expected


def test_mask_puts_the_same_placeholder_on_both_sides_every_time_the_string_stands_there() -> None:
    pair = Pair("Bonn calls: Bonn is here, Anna", "Bonn appelle : Bonn est là, Anna")
    for seed in range(20):
        masked = mask(pair, ["Bonn", "Anna"], _draws(seed))
        used = [token for token in PLACEHOLDERS if token in masked.english]
        assert used
        assert [masked.english.count(token) for token in used] == [masked.french.count(token) for token in used]
        assert all(f"⟦{number}⟧" in PLACEHOLDERS for number in range(10))


def test_mask_leaves_a_number_whole_of_which_another_is_a_part() -> None:
    pair = Pair("Of 300, 1,300.5 and 300.", "Sur 300, 1 300,5 et 300.")
    assert find_maskable(pair) == ["300"]
    masked = mask(pair, ["300"], _draws(1))
    token = next(token for token in PLACEHOLDERS if token in masked.english)
    assert masked == Pair(f"Of {token}, 1,300.5 and {token}.", f"Sur {token}, 1 300,5 et {token}.")


def test_vary_leaves_a_pair_alone_when_all_probabilities_are_zero() -> None:
    pair = Pair("In 2024, Paris.", "En 2024, Paris.")
    assert vary(pair, NEVER, _draws(1)) == pair


def test_vary_in_capitals_and_without_final_stop_changes_both_sides() -> None:
    pair = Pair("He left.", "Il est parti.")
    capitals = vary(pair, Rates(capitals=1), _draws(1))
    assert capitals == Pair("HE LEFT.", "IL EST PARTI.")
    stopless = vary(pair, Rates(drop_final_stop=1), _draws(1))
    assert stopless == Pair("He left", "Il est parti")


@pytest.mark.parametrize(
    ("rates", "expected"),
    [
        (Rates(drop_accents=1), {Pair("The minister is late", "Le ministre est age", "en")}),
        (
            Rates(lower=1),
            {
                Pair("The minister is late", "le ministre est âgé", "en"),
                Pair("the minister is late", "Le ministre est âgé", "fr"),
            },
        ),
        (Rates(headline=1), {Pair("The Minister is Late", "Le ministre est âgé", "fr")}),
        (
            Rates(copy=1),
            {
                Pair("The minister is late", "The minister is late", "en"),
                Pair("Le ministre est âgé", "Le ministre est âgé", "fr"),
            },
        ),
    ],
)
def test_spoilt_side_teaches_only_the_language_of_the_other(rates: Rates, expected: set[Pair]) -> None:
    pair = Pair("The minister is late", "Le ministre est âgé")
    assert {vary(pair, rates, _draws(seed)) for seed in range(20)} == expected


@pytest.mark.parametrize("rates", [Rates(number_item=1), Rates(append_sign=1)])
def test_what_is_added_is_the_same_on_both_sides(rates: Rates) -> None:
    for seed in range(30):
        varied = vary(Pair("He left", "Il est parti"), rates, _draws(seed))
        added = [varied.english.replace("He left", "").strip(), varied.french.replace("Il est parti", "").strip()]
        assert added[0]
        assert added[0] == added[1]
        assert varied.into == ""


def test_vary_all_keeps_one_example_for_each_pair() -> None:
    pairs = [Pair(f"n {n}.", f"m {n}.") for n in range(10)]
    glued = vary_all(pairs, Rates(glue=1), _draws(1))
    assert len(glued) == len(pairs)
    assert glued[0] in (glue(pairs[:2]), glue(pairs[:3]))
    assert vary_all(pairs, NEVER, _draws(1)) == pairs
