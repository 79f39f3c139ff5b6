"""Cleaning of pairs, and the check that keeps evaluation sentences out."""

from __future__ import annotations

import lzma
from collections import Counter
from pathlib import Path

import pytest

from models.training.corpus import (
    EvaluationLeakError,
    Pair,
    check_exclusion,
    clean,
    evaluation_sentences,
    find_defect,
    fold,
)


@pytest.mark.parametrize(
    ("english", "french", "defect"),
    [
        ("The weather is fine today.", "Il fait beau aujourd'hui.", ""),
        ("Yes.", "Oui, je le pense.", ""),
        ("Paris", "Paris", ""),
        ("", "Oui.", "empty"),
        ("one two three four", "un deux trois quatre cinq six", "long"),
        ("A short one.", "Une phrase qui est beaucoup plus longue ici", "length ratio"),
        ("This is not translated at all.", "This is not translated at all.", "copy"),
        ("Привет мир", "Bonjour", "script"),
        ("Click <b>here</b>", "Cliquez <b>ici</b>", "broken or markup"),
        ("Article 25 of 1998", "L'article 31 de 2003", "numbers"),
        ("In 1998 he left.", "Il partit en mars 1998.", ""),
        ("La vente est interdite au Canada.", "It is not for sale in Canada.", "language"),
        ("A standard for the use of the tool", "Norme: A standard for the use of the tool", "language"),
        ("The chef and his crème de la crème", "Le chef et sa crème de la crème", ""),
        ("Fair play", "Le fair play", ""),
    ],
)
def test_defect_of_a_pair(english: str, french: str, defect: str) -> None:
    max_words = 5 if defect == "long" else 12
    assert find_defect(Pair(english, french), max_words=max_words) == defect


@pytest.mark.parametrize(
    "second",
    [Pair("GOOD MORNING, room 4", "bonjour, chambre 4 !"), Pair("Good morning, room 12.", "Bonjour, chambre 12.")],
)
def test_clean_keeps_one_of_two_pairs_that_differ_in_case_or_digits(second: Pair) -> None:
    reasons: Counter[str] = Counter()
    first = Pair("Good morning, room 4.", "Bonjour, chambre 4.")
    assert list(clean([first, second], max_words=9, forbidden=frozenset(), reasons=reasons)) == [first]
    assert reasons == {"near-duplicate": 1}


def test_clean_keeps_two_translations_of_one_sentence() -> None:
    reasons: Counter[str] = Counter()
    pairs = [Pair("Good morning.", "Bonjour."), Pair("Good morning.", "Bonne matinée.")]
    assert list(clean(pairs, max_words=9, forbidden=frozenset(), reasons=reasons)) == pairs
    assert not reasons


@pytest.fixture
def evaluation(tmp_path: Path) -> frozenset[str]:
    with lzma.open(tmp_path / "set.tsv.xz", "wt", encoding="utf-8") as file:
        file.write("The minister’s “plan” failed.\tLe « plan » du ministre a échoué.\n")
    return evaluation_sentences(tmp_path)


@pytest.mark.parametrize(
    "pair",
    [Pair('the minister\'s "plan" failed', "autre chose"), Pair("something else", "LE “PLAN” DU MINISTRE A ÉCHOUÉ!")],
)
def test_an_evaluation_sentence_on_either_side_is_left_out_and_refused(pair: Pair, evaluation: frozenset[str]) -> None:
    reasons: Counter[str] = Counter()
    assert list(clean([pair], max_words=99, forbidden=evaluation, reasons=reasons)) == []
    assert reasons == {"in an evaluation set": 1}
    with pytest.raises(EvaluationLeakError):
        check_exclusion([pair], evaluation)


def test_check_exclusion_counts_what_it_looked_at(evaluation: frozenset[str]) -> None:
    assert check_exclusion([Pair("a", "b"), Pair("c", "d")], evaluation) == 2


def test_fold_ignores_case_punctuation_and_spaces() -> None:
    assert fold("« L’Été, 2024 ! »") == fold("l'été 2024") == "lété2024"
