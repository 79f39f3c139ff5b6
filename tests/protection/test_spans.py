from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.protection.strategies import texts
from translator.document import SpanKind
from translator.protection import find_spans


def list_found(text: str, *, language: str) -> list[tuple[str, str]]:
    return [(span.kind.value, text[span.start : span.end]) for span in find_spans(text, language=language)]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "fr",
            "M. Dupont a dit : « Paris compte 2,1 millions d’habitants. »",
            [
                ("name", "Dupont"),
                ("quotation", "« Paris compte 2,1 millions d’habitants. »"),
                ("name", "Paris"),
                ("number", "2,1 millions"),
            ],
        ),
        ("fr", "Voir Dupont sur www.dupont-2024.fr.", [("name", "Dupont"), ("address", "www.dupont-2024.fr")]),
        ("en", "It costs US$30 in the US.", [("number", "US$30"), ("name", "US")]),
        ("en", "COVID-19 and a Boeing 737", [("name", "COVID-19"), ("name", "Boeing"), ("number", "737")]),
        ("fr", "Au XXe siècle", [("number", "XXe")]),
        ("fr", "« Paris »", [("quotation", "« Paris »"), ("name", "Paris")]),
        ("fr", "", []),
    ],
)
def test_spans_of_all_kinds_are_found_together(language: str, text: str, found: list[tuple[str, str]]) -> None:
    assert list_found(text, language=language) == found


def test_known_names_reach_the_search_for_names() -> None:
    spans = find_spans("Total monte.", language="fr", known_names=["Total"])
    assert [(span.start, span.end, span.kind) for span in spans] == [(0, 5, SpanKind.NAME)]


@settings(max_examples=300, deadline=None)
@given(text=texts, language=st.sampled_from(["fr", "en"]))
def test_spans_nest_and_never_cross(text: str, language: str) -> None:
    spans = find_spans(text, language=language)
    assert list(spans) == sorted(spans, key=lambda span: (span.start, -span.end, span.level))
    for outer in spans:
        assert 0 <= outer.start < outer.end <= len(text)
        for inner in spans:
            assert inner.start <= outer.start or inner.start >= outer.end or inner.end <= outer.end
