from __future__ import annotations

import pytest
from hypothesis import given, settings

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


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Il a dit : « C’est “vrai” ! »", "Il a dit: “C'est ‘vrai’!”"),
        ('"Yes," he said, "it is."', "“Yes,” he said, “it is.”"),
        ("L’État, c’est moi…", "L'État, c'est moi..."),
        ("qu'”il est peu probable”", "qu'“il est peu probable”"),
        ("He said: ‘No’ and workers’ rights", "He said: “No” and workers' rights"),
        ('" mot " et " autre "', "“mot” et “autre”"),
        ("« Oui", "“Oui"),
        ('Oui", dit-il.', "Oui”, dit-il."),
        ("5'10\" tall", "5'10\" tall"),
        ("“He said ‘yes’ to me”", "“He said ‘yes’ to me”"),
        ('"He said "yes" to me"', "“He said ‘yes’ to me”"),
        ("Quoi\u202f?!", "Quoi?!"),
        ("12\u202f345,67\u00a0€, soit 3,5\u00a0%\u00a0;", "12 345,67 €, soit 3,5 %;"),
        ("rock ’n’ roll", "rock 'n' roll"),
        ("Haha 😆 ! Voir :-) et https://x.y/a_b", "Haha 😆! Voir :-) et https://x.y/a_b"),
        ("un  mot\n\nun\tautre", "un mot un autre"),
        ("e\u0301te\u0301", "été"),
        ("", ""),
    ],
)
def test_each_mark_gets_its_direction_and_level(written: str, expected: str) -> None:
    assert to_canonical(written) == expected


@pytest.mark.parametrize(
    "text", ["« l'‹a› »", "(“a”)", '"a" "b"', "a" + '"' + " b", "“ouvert", "fermé”", "👨\u200d👩\u200d👧 ok"]
)
def test_canonical_changes_its_own_output_no_more(text: str) -> None:
    assert to_canonical(to_canonical(text)) == to_canonical(text)


@settings(max_examples=100, deadline=None)
@given(text=texts)
def test_placeholders_come_through(text: str) -> None:
    assert to_canonical(text).count("⟦3⟧") == text.count("⟦3⟧")
