"""Every attempt is checked in the same way."""

from __future__ import annotations

import pytest

from tests.fakes import FRENCH_ENGLISH
from translator.document import Segment
from translator.ladder.task import Task
from translator.languages import Locale
from translator.protection import find_spans
from translator.translation import Hypothesis, MaskedSegment, QuotationPolicy, Rung


@pytest.mark.parametrize(
    ("source", "target", "codes"),
    [
        ("Il a dit oui.", "He said “yes.", ["quotation_unbalanced"]),
        ("Il a dit oui.", "He said “yes”.", ["quotation_added"]),
        ("« Il a dit oui.", "“He said yes.", []),
        ("« Il a dit oui.", "He’s said yes.", ["quotation_lost"]),
        ("Il a dit oui. »", "He said yes.", ["quotation_lost"]),
        ("Il a dit « oui ».", "He said “yes.", ["quotation_lost", "quotation_unbalanced"]),
        ("Il a dit « oui ».", "He said “yes” and “no”.", ["quotation_added"]),
    ],
)
def test_marks_of_the_target_answer_those_of_the_source_or_are_reported(
    source: str, target: str, codes: list[str]
) -> None:
    spans = find_spans(source, language="fr")
    segment = Segment("p0s0", source, 0, len(source), spans=spans)
    task = Task(
        segment,
        pair=FRENCH_ENGLISH,
        locale=Locale("en", "US"),
        entries={},
        unwanted={},
        quotations=QuotationPolicy.TRANSLATE,
    )
    attempt = task.assess(Hypothesis(target, 0.0), masked=MaskedSegment(source), rung=Rung.FIRST)
    assert [issue.code for issue in attempt.issues] == codes
