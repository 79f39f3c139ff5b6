from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.storage.search.asking import TERM_LIMIT, read_search
from translator.storage.search.marking import mark_text
from translator.storage.search.words import build_terms, iterate_words


def fold(text: str) -> list[str]:
    return [word.folded for word in iterate_words(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("L’État, c'est moi", ["etat", "est", "moi"]),
        ("jusqu’à l’œuvre d’aujourd’hui", ["a", "oeuvre", "aujourdhui"]),
        ("The government’s don't", ["the", "government", "dont"]),
        ("D’Artagnan et O’Brien", ["artagnan", "et", "obrien"]),
        ("Saint-Denis, 12 345,67 €", ["saint", "denis", "12", "345", "67"]),
        ("E\u0301tat ÉTAT", ["etat", "etat"]),
        ("_x_ <b>", ["x", "b"]),
    ],
)
def test_words_are_compared_without_case_accents_and_elisions(text: str, words: list[str]) -> None:
    assert fold(text) == words


@given(st.text(max_size=60))
def test_words_stand_where_they_say_and_hold_letters_and_digits_alone(text: str) -> None:
    position = 0
    for word in iterate_words(text):
        assert position <= word.start < word.end <= len(text)
        assert word.folded.isalnum()
        position = word.end


def test_stems_are_of_the_language_and_of_the_unaccented_word_too() -> None:
    words, stems = build_terms("élections", "fr")
    assert (words, set(stems.split())) == ("elections", {"fr=elect"})
    assert build_terms("elections", "de") == ("elections", "")


def test_search_is_read_as_it_is_meant() -> None:
    asked = read_search("pont « le maire » -ferry -“la mer” elec* l’État pont")
    wanted = [([word.folded for word in term.words], term.is_exact, term.is_prefix) for term in asked.wanted]
    assert wanted == [
        (["pont"], False, False),
        (["le", "maire"], True, False),
        (["elec"], False, True),
        (["etat"], False, False),
    ]
    assert [[word.folded for word in term.words] for term in asked.unwanted] == [["ferry"], ["la", "mer"]]


def test_search_of_too_many_words_is_cut() -> None:
    assert len(read_search(" ".join(f"mot{number}" for number in range(99))).wanted) == TERM_LIMIT


@given(st.text(max_size=40), st.text(max_size=20))
def test_marking_changes_no_text(text: str, words: str) -> None:
    assert mark_text(text, "fr", asked=read_search(words)).text == text
