"""Peoples, months and days are found, answered by their forms, and put in the form that the target wants."""

from __future__ import annotations

import pytest

from tests.protection.cases import read_cases
from translator.document import SpanKind
from translator.protection import CUSTOMS, find_spans, link_spans, render_custom
from translator.protection.customs import agree_custom


@pytest.mark.parametrize(("language", "text", "customs"), read_cases("customs.tsv", columns=3))
def test_customs_are_found_where_they_are_no_names(language: str, text: str, customs: str) -> None:
    found = [text[span.start : span.end] for span in find_spans(text, language=language) if span.ref in CUSTOMS]
    assert found == (customs.split("|") if customs else [])


@pytest.mark.parametrize(
    ("pair", "source", "target", "answers"),
    [
        (
            "fr-en",
            "Le président vietnamien part mardi.",
            "The Vietnamese president leaves on Tuesday.",
            ["Vietnamese", "Tuesday"],
        ),
        ("fr-en", "Le président vietnamien part mardi.", "Vietnam’s president leaves.", ["Vietnam"]),
        ("fr-en", "Les Néo-Zélandais gagnent.", "The New Zealanders win.", ["New Zealanders"]),
        ("fr-en", "Un Grec et un Grec.", "A Greek and another.", ["Greek"]),
        ("en-fr", "The Turkish navy left on Monday.", "La marine turque est partie lundi.", ["turque", "lundi"]),
        ("en-fr", "The American press.", "La presse des États-Unis.", ["États-Unis"]),
        ("en-fr", "The American press.", "La presse.", []),
    ],
)
def test_customs_are_answered_by_their_forms(pair: str, source: str, target: str, answers: list[str]) -> None:
    source_language, target_language = pair.split("-")
    linked = link_spans(
        source,
        spans=find_spans(source, language=source_language),
        target=target,
        source_language=source_language,
        target_language=target_language,
    )
    assert [target[span.start : span.end] for span in linked if span.kind is SpanKind.TERM] == answers


@pytest.mark.parametrize(
    ("word", "pair", "expected"),
    [
        ("vietnamiennes", "fr-en", "Vietnamese"),
        ("Brésiliens", "fr-en", "Brazilians"),
        ("mardi", "fr-en", "Tuesday"),
        ("août", "fr-en", "August"),
        ("Norwegian", "en-fr", "norvégien"),
        ("March", "en-fr", "mars"),
    ],
)
def test_a_custom_is_rendered_in_its_first_form(word: str, pair: str, expected: str) -> None:
    source_language, target_language = pair.split("-")
    assert render_custom(word, source_language=source_language, target_language=target_language) == expected


@pytest.mark.parametrize(
    ("before", "form", "expected"),
    [
        ("la marine ", "turc", "turque"),
        ("les pêcheurs ", "vietnamien", "vietnamiens"),
        ("une région ", "danois", "danoise"),
        ("l’économie ", "grec", "grecque"),
        ("le président ", "sénégalais", "sénégalais"),
        ("des équipes ", "norvégien", "norvégiens"),
        ("", "malien", "malien"),
    ],
)
def test_an_adjective_agrees_with_its_noun_as_far_as_this_tells(before: str, form: str, expected: str) -> None:
    assert agree_custom(form, before=before) == expected
