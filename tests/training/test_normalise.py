"""The canonical form: spaces, apostrophes, quotation marks with direction and level."""

from __future__ import annotations

import pytest

from models.training.normalise import canonical, fold


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
def test_canonical_form(written: str, expected: str) -> None:
    assert canonical(written) == expected


@pytest.mark.parametrize(
    "text", ["« l'‹a› »", "(“a”)", '"a" "b"', "a" + '"' + " b", "“ouvert", "fermé”", "👨\u200d👩\u200d👧 ok"]
)
def test_canonical_changes_its_own_output_no_more(text: str) -> None:
    assert canonical(canonical(text)) == canonical(text)


def test_fold_ignores_case_punctuation_and_spaces() -> None:
    assert fold("« L’Été, 2024 ! »") == fold("l'été 2024") == "lété2024"
