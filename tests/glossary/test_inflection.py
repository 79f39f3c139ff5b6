from __future__ import annotations

import pytest

from tests.fakes import ENGLISH_FRENCH, FRENCH_ENGLISH
from tests.glossary.samples import make_entry
from translator.glossary import render_term


@pytest.mark.parametrize(
    ("text", "source", "target", "expected"),
    [
        ("Prime Ministers", "Prime Minister", "Premier ministre", "Premiers ministres"),
        ("heads of state", "head of state", "chef d’État", "chefs d’État"),
        ("prime minister", "Prime Minister", "Premier ministre", "Premier ministre"),
        ("county courts", "county court", "tribunal régional", "tribunaux régionaux"),
        ("United Nations", "United Nations", "Nations unies", "Nations unies"),
        ("PRIME MINISTER", "Prime Minister", "Premier ministre", "PREMIER MINISTRE"),
        ("central banks", "central bank", "banque centrale", "banques centrales"),
        ("UN", "UN", "ONU", "ONU"),
    ],
)
def test_french_target_follows_the_source(text: str, source: str, target: str, expected: str) -> None:
    assert render_term(text, entry=make_entry(source, target, pair=ENGLISH_FRENCH)) == expected


@pytest.mark.parametrize(
    ("text", "source", "target", "expected"),
    [
        ("Premiers ministres", "Premier ministre", "Prime Minister", "Prime Ministers"),
        ("chefs d’État", "chef d’État", "head of state", "heads of state"),
        ("partis", "parti", "party", "parties"),
        ("porte-paroles", "porte-parole", "spokesman", "spokesmen"),
        ("Conseil d’État", "Conseil d’État", "Council of State", "Council of State"),
    ],
)
def test_english_target_follows_the_source(text: str, source: str, target: str, expected: str) -> None:
    assert render_term(text, entry=make_entry(source, target, pair=FRENCH_ENGLISH)) == expected
