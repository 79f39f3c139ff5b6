from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.protection.strategies import texts
from translator.languages import SUPPORTED_LOCALES, Locale, parse_locale
from translator.protection import apply_typography

locales = st.sampled_from(SUPPORTED_LOCALES).map(parse_locale)


@settings(max_examples=300, deadline=None)
@given(text=texts, locale=locales)
def test_typography_applied_twice_changes_nothing_more(text: str, locale: Locale) -> None:
    once = apply_typography(text, locale=locale)
    assert apply_typography(once, locale=locale) == once
