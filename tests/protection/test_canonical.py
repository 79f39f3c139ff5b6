from __future__ import annotations

import pytest
from hypothesis import given, settings

from models.training.normalise import canonical
from tests.protection.strategies import texts
from translator.protection import to_canonical


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il a dit\u00a0: «\u202fNon\u202f!\u202f»", "Il a dit: “Non!”"),
        ("« Un “deux” trois »", "“Un ‘deux’ trois”"),
        ("l’État d’Oleksii", "l'État d'Oleksii"),
        ('He said "yes".', "He said “yes”."),
        ("the workers’ rights", "the workers' rights"),
        ("Fin…", "Fin..."),
        ("  deux\n lignes  ", "deux lignes"),
        ("e\u0301te\u0301", "été"),
        ("⟦0⟧ et ⟦9⟧ ; ⟦1⟧ !", "⟦0⟧ et ⟦9⟧; ⟦1⟧!"),
        ("50 % de 12 345 €", "50 % de 12 345 €"),
    ],
)
def test_a_text_is_brought_into_the_form_that_models_read(text: str, expected: str) -> None:
    assert to_canonical(text) == expected


@settings(max_examples=200, deadline=None)
@given(text=texts)
def test_the_models_were_trained_on_the_same_form(text: str) -> None:
    assert to_canonical(text) == canonical(text)


@settings(max_examples=100, deadline=None)
@given(text=texts)
def test_placeholders_come_through(text: str) -> None:
    assert to_canonical(text).count("⟦3⟧") == text.count("⟦3⟧")
