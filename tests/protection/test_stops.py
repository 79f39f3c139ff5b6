from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.protection.strategies import texts
from translator.languages import parse_locale
from translator.protection import place_stops

LOCALES = ("en-US", "en-GB", "fr-FR", "fr-CA")


@pytest.mark.parametrize(
    ("locale", "text", "expected"),
    [
        ("en-US", "She called it “fragile”, not “necessary”.", "She called it “fragile,” not “necessary.”"),
        ("en-US", "“He said ‘no’”, she said.", "“He said ‘no,’” she said."),
        ("en-US", "“Why us?”, she asked.", "“Why us?”, she asked."),
        ("en-US", "It is “version”.5", "It is “version”.5"),
        ("en-GB", "She called it ‘fragile’, not ‘necessary’.", "She called it ‘fragile’, not ‘necessary’."),
        ("fr-FR", "«\u202fOui,\u202f» dit-il.", "«\u202fOui\u202f», dit-il."),
        ("fr-FR", "Il dit\u00a0: «\u202fOui.\u202f».", "Il dit\u00a0: «\u202fOui.\u202f»"),
        ("fr-FR", "Elle parle de «\u202fpaix.\u202f».", "Elle parle de «\u202fpaix\u202f»."),
        ("fr-FR", "Il dit\u00a0: «\u202fNon\u202f!\u202f».", "Il dit\u00a0: «\u202fNon\u202f!\u202f»."),
    ],
)
def test_stops_stand_where_the_locale_wants_them(locale: str, text: str, expected: str) -> None:
    assert place_stops(text, locale=parse_locale(locale)) == expected


@settings(max_examples=100, deadline=None)
@given(text=texts, locale=st.sampled_from(LOCALES))
def test_no_letter_is_lost(text: str, locale: str) -> None:
    placed = place_stops(text, locale=parse_locale(locale))
    assert [sign for sign in placed if sign.isalnum()] == [sign for sign in text if sign.isalnum()]
