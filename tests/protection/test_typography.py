from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.protection.cases import read_cases
from tests.protection.strategies import texts
from translator.languages import SUPPORTED_LOCALES, Locale, parse_locale
from translator.protection import apply_typography, find_addresses

locales = st.sampled_from(SUPPORTED_LOCALES).map(parse_locale)


@pytest.mark.parametrize(
    ("locale", "text", "expected"),
    read_cases("typography_fr.tsv", columns=3) + read_cases("typography_en.tsv", columns=3),
)
def test_a_text_is_set_as_its_locale_wants_it(locale: str, text: str, expected: str) -> None:
    assert apply_typography(text, locale=parse_locale(locale)) == expected


@settings(max_examples=300, deadline=None)
@given(text=texts, locale=locales)
@example(text='.»workers’ ‹»12 345""12 345«"', locale=parse_locale("fr-FR"))
def test_typography_applied_twice_changes_nothing_more(text: str, locale: Locale) -> None:
    once = apply_typography(text, locale=locale)
    assert apply_typography(once, locale=locale) == once


@settings(max_examples=100, deadline=None)
@given(text=texts, locale=locales)
def test_words_and_figures_stay_as_they_are(text: str, locale: Locale) -> None:
    assert [char for char in apply_typography(text, locale=locale) if char.isalnum()] == [
        char for char in text if char.isalnum()
    ]


@pytest.mark.parametrize("locale", SUPPORTED_LOCALES)
def test_addresses_stay_byte_for_byte(locale: str) -> None:
    text = "Voir http://a.org/b?c=d;e!f:g, x@y.fr; @le_monde! #vote? :tada: rapport.pdf, `x ; y` !"
    result = apply_typography(text, locale=parse_locale(locale))
    assert [result[span.start : span.end] for span in find_addresses(result)] == [
        text[span.start : span.end] for span in find_addresses(text)
    ]


def test_a_long_text_of_marks_is_set_in_linear_time() -> None:
    text = "« a “b” » " * 4_000
    assert apply_typography(text, locale=parse_locale("en-US")) == "“a ‘b’” " * 4_000


def test_a_word_without_end_is_set_in_linear_time() -> None:
    text = "a" * 200_000
    assert apply_typography(text, locale=parse_locale("fr-FR")) == text
