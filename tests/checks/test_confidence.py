from __future__ import annotations

from dataclasses import replace

import pytest

from translator.checks import Evidence, estimate_confidence, make_issue
from translator.translation import Rung

SOURCE = "Le conseil municipal se réunira ce soir pour voter le budget."
GOOD = Evidence(
    source=SOURCE,
    target="The city council will meet tonight to vote on the budget.",
    target_language="en",
    rung=Rung.FIRST,
    issues=(),
    score=-0.3,
)


@pytest.mark.parametrize("language", ["en", "fr", "de"])
def test_confidence_is_a_probability(language: str) -> None:
    assert 0 < estimate_confidence(replace(GOOD, target_language=language)) < 1


@pytest.mark.parametrize(
    "worse",
    [
        replace(GOOD, score=-1.2),
        replace(GOOD, issues=(make_issue("name_missing", text="Brest"),)),
        replace(GOOD, target="The council."),
    ],
)
def test_confidence_falls_with_the_score_with_issues_and_with_an_odd_length(worse: Evidence) -> None:
    assert estimate_confidence(worse) < estimate_confidence(GOOD)


def test_nobody_is_confident_of_a_source_that_stands() -> None:
    assert estimate_confidence(replace(GOOD, rung=Rung.SOURCE)) == 0


def test_a_past_translation_counts_as_good_unless_an_error_shows() -> None:
    passed = replace(GOOD, rung=Rung.PASSED, score=None)
    assert estimate_confidence(passed) == 1
    assert estimate_confidence(replace(passed, issues=(make_issue("name_missing", text="Brest"),))) == 0
