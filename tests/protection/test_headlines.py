from __future__ import annotations

import pytest
from hypothesis import given, settings

from tests.protection.strategies import texts
from translator.protection import find_spans, is_shouted, settle_case, shout


def settle(text: str, *, language: str) -> str:
    return settle_case(text, spans=find_spans(text, language=language), language=language)


@pytest.mark.parametrize(
    ("language", "headline", "sentence"),
    [
        ("en", "BANK OF JAPAN RAISES RATES IN MARCH", "Bank of Japan raises rates in March"),
        ("en", "THREE HURT AS TRAM HITS WALL NEAR LUBLIN", "Three hurt as tram hits wall near Lublin"),
        ("en", "US AND EU SIGN $30BN DEAL", "US and EU sign $30BN deal"),
        ("en", "Markets Slide as Gold Tops $3,000 Again", "Markets slide as gold tops $3,000 again"),
        ("en", "What French Voters Want From Emmanuel Macron", "What French voters want from Emmanuel Macron"),
        ("fr", "LA FRANCE BAT LE JAPON À LYON", "La France bat le Japon à Lyon"),
        ("fr", "Le Conseil d’État donne raison au maire", "Le Conseil d’État donne raison au maire"),
        ("en", "The president met Olaf Scholz in Berlin.", "The president met Olaf Scholz in Berlin."),
        ("en", "SEE https://x.org/A AND CALL NOW", "See https://x.org/A and call now"),
    ],
)
def test_a_headline_is_written_as_a_sentence(language: str, headline: str, sentence: str) -> None:
    assert settle(headline, language=language) == sentence


@settings(max_examples=100, deadline=None)
@given(text=texts)
def test_every_character_keeps_its_place(text: str) -> None:
    settled = settle(text, language="en")
    assert len(settled) == len(text) == len(shout(text))
    assert settled.lower() == text.lower()


def test_capitals_are_told_from_a_sentence() -> None:
    assert is_shouted("DEUX MORTS À LYON", spans=(), language="fr")
    assert not is_shouted("Deux morts à LYON", spans=(), language="fr")
    assert shout("deux blessés, straße") == "DEUX BLESSÉS, STRAßE"
