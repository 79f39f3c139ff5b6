"""Levels of the target's marks."""

from __future__ import annotations

import pytest

from translator.protection import find_spans, set_levels


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        (
            "« Il a dit : “Oui.” Puis il est parti. »",
            "“He said, “Yes.” Then he left.”",
            "“He said, ‘Yes.’ Then he left.”",
        ),
        ("« Un “deux ‘trois’ quatre” cinq »", "“One ‘two ‘three’ four’ five”", "“One ‘two “three” four’ five”"),
        ("Il a dit « oui ».", "He said 'yes'.", "He said “yes”."),
        ("Il a dit « oui » et « non ».", "He said “yes and “no”.", "He said “yes and “no”."),
        ("Il a dit oui.", "He said “yes”.", "He said “yes”."),
    ],
)
def test_marks_have_the_levels_of_the_source(source: str, target: str, expected: str) -> None:
    assert set_levels(target, spans=find_spans(source, language="fr")) == expected
