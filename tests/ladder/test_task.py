"""Every attempt is checked in the same way."""

from __future__ import annotations

import pytest

from tests.fakes import ENGLISH_FRENCH, FRENCH_ENGLISH
from translator.document import Segment
from translator.ladder.task import Task
from translator.languages import LanguagePair, Locale, parse_locale
from translator.protection import find_spans
from translator.translation import Hypothesis, MaskedSegment, QuotationPolicy, Rung


def make_task(source: str, *, pair: LanguagePair = FRENCH_ENGLISH) -> Task:
    return Task(
        Segment("p0s0", source, 0, len(source), spans=find_spans(source, language=pair.source)),
        pair=pair,
        locale=parse_locale(pair.target),
        entries={},
        quotations=QuotationPolicy.TRANSLATE,
    )


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
    task = make_task(source)
    attempt = task.assess(Hypothesis(target, 0.0), masked=MaskedSegment(source), rung=Rung.FIRST)
    assert [issue.code for issue in attempt.issues] == codes


def test_an_address_in_small_letters_leaves_a_headline_its_capitals() -> None:
    task = make_task("LES VOISINS DU MAIRE DEMANDENT UNE AIDE À redaction.du.matin@exemple.fr")
    assert task.mask(task.list_always_masked()).text == "Les voisins du maire demandent une aide à ⟦0⟧"


def test_a_headline_in_capitals_is_translated_as_a_sentence_and_set_in_capitals() -> None:
    source = "DEUX MORTS À LYON, VOIR @lp"
    task = make_task(source)
    masked = task.mask(task.list_always_masked())
    assert masked.text == "Deux morts à Lyon, voir ⟦0⟧"
    attempt = task.assess(Hypothesis("Two dead in Lyon, see ⟦0⟧", 0.0), masked=masked, rung=Rung.FIRST)
    assert (attempt.target, attempt.issues) == ("TWO DEAD IN LYON, SEE @lp", ())


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("We waited until 3:15.", "Nous attendions 3:15.", "Nous attendions 3\u00a0h\u00a015."),
        ("He ran it in 3:15.", "Il courut en 3:15.", "Il courut en 3:15."),
    ],
)
def test_times_of_the_day_take_the_form_of_the_target(source: str, target: str, expected: str) -> None:
    task = make_task(source, pair=ENGLISH_FRENCH)
    assert task.assess(Hypothesis(target, 0.0), masked=MaskedSegment(source), rung=Rung.FIRST).target == expected


def test_a_minus_that_is_lost_is_told() -> None:
    task = make_task("Il fait -4 °C ce soir.")
    made = task.assess(Hypothesis("It is 4 °C tonight.", 0.0), masked=MaskedSegment(""), rung=Rung.FIRST)
    assert [(issue.code, issue.values) for issue in made.issues] == [("number_changed", {"text": "-4 °C"})]


@pytest.mark.parametrize(("half", "codes"), [("à un demi-mille", []), ("dans une demimie", ["number_changed"])])
def test_a_half_is_answered_by_a_word_of_its_own(half: str, codes: list[str]) -> None:
    source = "The roof landed half a mile away from us."
    task = Task(
        Segment("p0s0", source, 0, len(source)),
        pair=ENGLISH_FRENCH,
        locale=Locale("fr", "FR"),
        entries={},
        quotations=QuotationPolicy.TRANSLATE,
    )
    made = task.assess(
        Hypothesis(f"Le toit est tombé {half} de nous.", 0.0), masked=MaskedSegment(source), rung=Rung.FIRST
    )
    assert [issue.code for issue in made.issues] == codes


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Il y a 1,07 milliard de fumeurs.", "There are 1,07 billion smokers.", "There are 1.07 billion smokers."),
        ("Il y a 148 000 voix.", "There are 148,000 votes.", "There are 148,000 votes."),
        ("Le 12.05.2024, il part.", "On 12.05.2024, he leaves.", "On 12.05.2024, he leaves."),
    ],
)
def test_numbers_have_the_signs_of_the_target(source: str, target: str, expected: str) -> None:
    attempt = make_task(source).assess(Hypothesis(target, 0.0), masked=MaskedSegment(source), rung=Rung.FIRST)
    assert attempt.target == expected


def test_an_engine_reads_dates_in_full_and_a_lost_month_is_told_of() -> None:
    task = make_task("Le sam. 5 sept. à Lyon.")
    masked = task.mask([])
    assert masked.text == "Le samedi 5 septembre à Lyon."
    attempt = task.assess(Hypothesis("Saturday 5 seven in Lyon.", 0.0), masked=masked, rung=Rung.FIRST)
    assert [(issue.code, issue.span and task.read(issue.span)) for issue in attempt.issues] == [
        ("term_missed", "sept.")
    ]


def test_the_first_of_a_month_becomes_an_ordinal_in_french_whoever_wrote_the_figure() -> None:
    source = "Closed from Oct. 1."
    task = make_task(source, pair=ENGLISH_FRENCH)
    for chosen, written in (([], "Fermé dès le 1 octobre."), ([1], "Fermé dès le ⟦0⟧ octobre.")):
        attempt = task.assess(Hypothesis(written, 0.0), masked=task.mask(chosen), rung=Rung.FIRST)
        assert (attempt.target, attempt.issues) == ("Fermé dès le 1er octobre.", ())
