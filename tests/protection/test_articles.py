from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.protection.cases import read_cases
from tests.protection.strategies import texts
from translator.document import Span, SpanKind
from translator.protection import find_names, fit_articles, mask, restore_with_spans


def fit(source: str, *, name: str, value: str, target: str, language: str, kind: SpanKind = SpanKind.NAME) -> str:
    start = source.index(name)
    span = Span(start, start + len(name), kind)
    placeholders = mask(source, spans=[span], values={0: value}).placeholders
    restored, values = restore_with_spans(target, placeholders=placeholders)
    return fit_articles(restored.text, values=values, source=source, placeholders=placeholders, language=language)


@pytest.mark.parametrize(
    ("source_language", "source", "name", "value", "target", "expected"), read_cases("articles.tsv", columns=6)
)
def test_the_words_before_a_restored_name_agree_with_it(
    source_language: str, source: str, name: str, value: str, target: str, expected: str
) -> None:
    language = "en" if source_language == "fr" else "fr"
    assert fit(source, name=name, value=value, target=target, language=language) == expected


@pytest.mark.parametrize(
    ("source", "name", "value", "target", "expected"),
    [
        ("The head of Le Monde left.", "Le Monde", "Le Monde", "Le chef du ⟦0⟧ part.", "Le chef de Le Monde part."),
        ("King Charles left.", "King", "roi", "⟦0⟧ Charles part.", "Roi Charles part."),
        ("The vote of the State", "State", "l’État", "Le vote de ⟦0⟧", "Le vote de l’État"),
        ("The vote of the Council", "the Council", "le Conseil", "Le vote de ⟦0⟧", "Le vote du Conseil"),
    ],
)  # fmt: skip
def test_a_term_stands_whole_and_begins_a_sentence_with_a_capital(
    source: str, name: str, value: str, target: str, expected: str
) -> None:
    assert fit(source, name=name, value=value, target=target, language="fr", kind=SpanKind.TERM) == expected


def test_a_language_without_rules_keeps_its_words() -> None:
    fitted = fit("in Canada", name="Canada", value="Kanada", target="in der ⟦0⟧", language="de")
    assert fitted == "in der Kanada"


@settings(max_examples=200, deadline=None)
@given(text=texts, language=st.sampled_from(["fr", "en"]))
def test_no_name_is_changed(text: str, language: str) -> None:
    names = [span for span in find_names(text, language=language) if not text[span.start :].startswith(("L", "l"))]
    masked = mask(text, spans=names)
    restored, values = restore_with_spans(masked.text, placeholders=masked.placeholders)
    fitted = fit_articles(
        restored.text, values=values, source=text, placeholders=masked.placeholders, language=language
    )
    assert all(placeholder.value in fitted for placeholder in masked.placeholders)
