from __future__ import annotations

import pytest
from hypothesis import given, settings

from tests.protection.cases import read_cases
from tests.protection.strategies import texts
from translator.protection import find_names, find_renderings, render_name
from translator.protection.exonyms import fold_name, get_exonyms
from translator.protection.transliteration import make_key

CASES = [(language, *row) for language in ("fr", "en") for row in read_cases(f"names_{language}.tsv", columns=2)]


def list_names(text: str, *, language: str, known_names: tuple[str, ...] = ()) -> list[str]:
    spans = find_names(text, language=language, known_names=known_names)
    return [text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(("language", "text", "names"), CASES)
def test_names_are_found_by_rules(language: str, text: str, names: str) -> None:
    assert list_names(text, language=language) == (names.split("|") if names else [])


@pytest.mark.parametrize(
    ("language", "text", "known", "names"),
    [
        ("fr", "Volcan annonce une hausse.", ("groupe Volcan",), ["Volcan"]),
        ("fr", "Volcan annonce une hausse.", (), []),
        ("en", "Apple rises.", ("Apple",), ["Apple"]),
        ("en", "Apple rises.", (), []),
        ("fr", "MACRON PART DEMAIN", ("Emmanuel Macron",), ["MACRON"]),
        ("fr", "MACRON PART DEMAIN", (), []),
        ("en", "In May he left.", ("Theresa May",), []),
        ("fr", "Le Conseil vote.", ("Conseil de Paris",), []),
    ],
)
def test_the_rest_of_the_article_is_evidence(
    language: str, text: str, known: tuple[str, ...], names: list[str]
) -> None:
    assert list_names(text, language=language, known_names=known) == names


@pytest.mark.parametrize(
    ("language", "text", "known", "roles"),
    [
        ("fr", "Virginie a quitté la Virginie.", (), ["person", "place"]),
        ("fr", "Elle vit à Florence.", (), ["place"]),
        ("fr", "Sa sœur Florence dort.", (), ["person"]),
        ("fr", "Hier, Sofia dort.", (), [""]),
        ("fr", "Hier, Sofia dort.", ("Sofia Marini",), ["person"]),
        ("fr", "« Non », a dit Sofia.", (), ["person"]),
        ("en", "Then Georgia said she would go to Georgia.", (), ["person", "place"]),
        ("en", "Then Georgia said it would vote.", (), [""]),
        ("en", "Her younger sister Georgia often met with Georgia Meloni.", (), ["person", "person"]),
        ("en", "Paris Hilton and Mr. Israel met in New York.", (), ["person", "person", ""]),
    ],
)
def test_a_person_is_told_from_a_place_called_alike(
    language: str, text: str, known: tuple[str, ...], roles: list[str]
) -> None:
    assert [span.ref for span in find_names(text, language=language, known_names=known)] == roles


def test_a_person_keeps_a_name_that_a_place_would_not() -> None:
    assert render_name("Virginie", source_language="fr", target_language="en", role="person") == "Virginie"
    assert render_name("Virginie", source_language="fr", target_language="en", role="place") == "Virginia"
    assert render_name("Poutine", source_language="fr", target_language="en", role="person") == "Putin"


def test_other_languages_are_read_by_the_rules_of_english() -> None:
    assert list_names("Scholz habla en Berlín.", language="es") == ["Scholz", "Berlín"]


@pytest.mark.parametrize(("source", "name", "expected"), read_cases("names_exonyms.tsv", columns=3))
def test_a_name_is_written_as_the_other_language_does(source: str, name: str, expected: str) -> None:
    target = "en" if source == "fr" else "fr"
    assert render_name(name, source_language=source, target_language=target) == expected


def test_a_name_stays_in_a_direction_without_exonyms() -> None:
    assert render_name("Londres", source_language="fr", target_language="de") == "Londres"
    assert find_renderings("Londres", source_language="fr", target_language="de") == ()


def test_all_accepted_forms_are_listed_with_the_preferred_first() -> None:
    assert find_renderings("Kyiv", source_language="en", target_language="fr") == ("Kyiv", "Kiev")


@pytest.mark.parametrize(("source", "target"), [("fr", "en"), ("en", "fr")])
def test_each_form_of_an_exonym_leads_back(source: str, target: str) -> None:
    back = get_exonyms(target, source)
    lost = [
        rendering
        for exonym in get_exonyms(source, target).values()
        for rendering in exonym.renderings
        if fold_name(rendering) not in back
    ]
    assert lost == []


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("Tchernihiv", "Chernihiv"),
        ("Joukov", "Zhukov"),
        ("Californie", "California"),
        ("Poutine", "Putin"),
        ("Loukachenko", "Lukashenko"),
        ("Eltsine", "Yeltsin"),
        ("Djibril", "Jibril"),
        ("Normandie", "Normandy"),
        ("Ouzbékistan", "Uzbekistan"),
    ],
)
def test_two_spellings_of_one_name_have_one_key(french: str, english: str) -> None:
    assert make_key(french, language="fr") == make_key(english, language="en")


@pytest.mark.parametrize(("one", "other"), [("Macron", "Macrom"), ("Sarkozy", "Sarkosy"), ("Paris", "Parks")])
def test_a_misspelt_name_has_another_key(one: str, other: str) -> None:
    assert make_key(one, language="fr") != make_key(other, language="en")


def test_a_short_word_has_no_key() -> None:
    assert make_key("Lyo", language="fr") == ""


@settings(max_examples=200, deadline=None)
@given(text=texts)
def test_names_stand_apart_and_hold_a_letter(text: str) -> None:
    end = 0
    for span in find_names(text, language="fr"):
        assert span.start >= end
        assert any(char.isalpha() for char in text[span.start : span.end])
        end = span.end
