from __future__ import annotations

import pytest

from translator.pages.typesetting import hold_together


@pytest.mark.parametrize(
    ("language", "typed", "shown"),
    [
        ("fr", "Il dit : « Non ! » ; quoi ?", "Il dit~: «_Non_!_»_; quoi_?"),
        ("fr", "1 340 bateaux, 560 000 €, soit 12 %", "1_340 bateaux, 560_000~€, soit 12_%"),
        ("fr", "En 2024 500 personnes", "En 2024 500 personnes"),
        ("fr", "le 4 décembre et le 1er mai, à 6 h 15", "le 4~décembre et le 1er~mai, à 6~h~15"),
        ("fr", "M. Benhaddou, Mme Roux, 180 kW", "M.~Benhaddou, Mme~Roux, 180~kW"),
        ("fr-CA", "« Oui »", "«_Oui_»"),
        ("en-US", "Mr. Benhaddou and Dr Roux, 4 December", "Mr.~Benhaddou and Dr~Roux, 4~December"),
        ("en", "on Jan. 12 at 6:15 a.m. with 180 kW", "on Jan.~12 at 6:15~a.m. with 180~kW"),
        ("en", "He said: “No!” May she?", "He said: “No!” May she?"),
        ("de", "« Ja »", "« Ja »"),
    ],
)
def test_lines_end_where_they_may(language: str, typed: str, shown: str) -> None:
    assert hold_together(typed, language=language) == shown.replace("_", "\u202f").replace("~", "\u00a0")


def test_offsets_hold() -> None:
    typed = "Le 4 décembre, M. Petit a dit : « 1 340 € ! »"
    assert len(hold_together(typed, language="fr")) == len(typed)


def test_setting_twice_changes_nothing_more() -> None:
    once = hold_together("Le 4 décembre, à 6 h 15 : « 1 340 € ! »", language="fr")
    assert hold_together(once, language="fr") == once
