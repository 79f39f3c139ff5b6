"""What arrives of the news is not less than the floors in `fidelity_floors.json`, and the count is honest."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.fidelity.figures import has_number
from benchmarks.fidelity.floors import FLOORS, select_news
from benchmarks.fidelity.marks import read_marks
from benchmarks.fidelity.news import Item, Passage, read_news
from benchmarks.fidelity.report import get_target, list_misses, measure
from benchmarks.fidelity.running import Answer, translate_news
from benchmarks.fidelity.scoring import Kind, judge, judge_consistency
from benchmarks.fidelity.spoiling import spoil_references
from translator.app import build_services
from translator.settings import read_settings

#: Of what is taken out of the references, how much at most no issue may tell of, and how much there must be.
MOST_SILENT, LEAST_LOSSES = 0.03, 40

PASSAGE = Passage(
    id="one",
    tags=frozenset(),
    source="« Adieu », dit Léa, 3,5 millions de vues, à 18 h 30 au Sénat (@lea).",
    reference="“Farewell,” says Léa, 3.5 million views, at 6:30 p.m. in the Senate (@lea).",
    quotations=1,
    names=(Item("Léa", ("Léa",)),),
    numbers=(Item("3500000", ("3500000",)), Item("18:30", ("18:30",))),
    terms=(Item("Sénat", ("Senate",)),),
    kept=(Item("@lea", ("@lea",)),),
)


def list_unmet(target: str) -> set[Kind]:
    return {outcome.kind for outcome in judge(PASSAGE, target, language="en") if not outcome.is_met}


@pytest.mark.parametrize(
    ("right", "wrong", "kind"),
    [
        ("Léa,", "Lea,", Kind.NAMES),
        ("Léa,", "Léandre,", Kind.NAMES),
        ("3.5 million", "3.5 billion", Kind.NUMBERS),
        ("6:30 p.m.", "6:30 a.m.", Kind.NUMBERS),
        ("Senate", "parliament", Kind.TERMS),
        ("@lea", "@ lea", Kind.KEPT),
        ("Farewell,”", "Farewell,", Kind.MARKS),
        ("“Farewell,”", "Farewell,", Kind.QUOTATIONS),
        ("“Farewell,”", "“Farewell,” “Adieu,”", Kind.QUOTATIONS),
        ("views", "views of it all of it all of it all of it all of it all", Kind.LOOPS),
        (" says Léa, 3.5 million views, at 6:30 p.m. in the Senate (@lea)", " says", Kind.SENTENCES),
    ],
)
def test_damage_is_counted_as_what_it_is(right: str, wrong: str, kind: Kind) -> None:
    assert list_unmet(PASSAGE.reference) == set()
    assert kind in list_unmet(PASSAGE.reference.replace(right, wrong))


def test_source_given_back_is_not_a_translation() -> None:
    source = "Les pêcheurs demandent une aide au ministre avant la fin du mois."
    passage = Passage("one", frozenset(), source, "Fishermen are asking the minister for aid before the month ends.")
    unmet = [outcome.kind for outcome in judge(passage, source, language="en") if not outcome.is_met]
    assert unmet == [Kind.TRANSLATED]


def test_term_is_consistent_only_with_one_form_in_all_paragraphs() -> None:
    passages = [
        Passage(str(place), frozenset(), "", "", terms=(Item("maire", ("mayor", "provost")),)) for place in (1, 2)
    ]
    same = judge_consistency("article", passages, ["The mayor left.", "The mayor came back."])
    mixed = judge_consistency("article", passages, ["The mayor left.", "The provost came back."])
    assert [[outcome.is_met for outcome in outcomes] for outcomes in (same, mixed)] == [[True], [False]]


@pytest.mark.parametrize(
    ("expected", "text", "language", "is_there"),
    [
        ("1250", "1 250 postes", "fr", True),
        ("1250", "1,250 postes", "fr", False),
        ("72", "soixante-douze ans", "fr", True),
        ("-12.4", "-12.4°C", "en", True),
        ("12.4", "-12.4°C", "en", False),
        ("30", "20-30 cars", "en", True),
        ("3-1", "won 3-1", "en", True),
        ("3-1", "won 13-1", "en", False),
        ("20:00", "à 8 heures", "fr", False),
        ("20:00", "à 20 h", "fr", True),
        ("20:00", "at 8 p.m.", "en", True),
        ("0800 555", "call 800 555", "en", False),
    ],
)
def test_number_is_found_by_its_value_in_the_form_of_the_language(
    expected: str, text: str, language: str, is_there: bool
) -> None:
    assert has_number(expected, text, language=language) is is_there


@pytest.mark.parametrize(
    ("text", "language", "count", "is_well_formed"),
    [
        ("“He said, ‘It’s the nurses’ car,’” she said.", "en", 2, True),
        ("“He said, “Come,”” she said.", "en", 2, False),
        ('"Come," she said.', "en", 0, False),
        ("«\u202fViens “vite”\u202f», dit-elle.", "fr", 2, True),
        ("« Viens », dit-elle.", "fr", 1, False),
        ("— Viens, dit-elle.", "fr", 1, True),
    ],
)
def test_marks_are_read_as_the_language_wants_them(text: str, language: str, count: int, is_well_formed: bool) -> None:
    found, problem = read_marks(text, language=language)
    assert (found, not problem) == (count, is_well_formed)


def test_miss_is_silent_unless_an_issue_of_its_kind_tells_of_it() -> None:
    def list_silence(*issues: tuple[str, str]) -> list[bool]:
        target = PASSAGE.reference.replace("Léa", "Lea")
        answer = Answer(PASSAGE, target=target, bare="", issues=issues, rungs=())
        return [miss.is_silent for miss in list_misses([answer], language="en")]

    assert list_silence() == [True]
    assert list_silence(("number_changed", "3,5 millions")) == [True]
    assert list_silence(("name_missing", "Benali")) == [True]
    assert list_silence(("name_missing", "Léa")) == [False]


@pytest.mark.packages
@pytest.mark.parametrize("direction", ["fr-en", "en-fr"])
def test_service_is_not_under_the_floors_of_fidelity(direction: str, tmp_path: Path) -> None:
    services = build_services(read_settings({"TRANSLATOR_LIMITS": "off"}, data_dir=tmp_path))
    services.database.upgrade()
    news = select_news(read_news(direction))
    measured = measure(translate_news(services, news), language=news.target, get=get_target)
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))[direction]
    assert floors.keys() == measured.keys()
    assert {name: value for name, value in measured.items() if value < floors[name]} == {}


@pytest.mark.packages
@pytest.mark.parametrize("direction", ["fr-en", "en-fr"])
def test_checks_tell_of_nearly_all_that_is_taken_out_of_a_reference(direction: str, tmp_path: Path) -> None:
    services = build_services(read_settings({"TRANSLATOR_LIMITS": "off"}, data_dir=tmp_path))
    services.database.upgrade()
    losses = list(spoil_references(services, select_news(read_news(direction))))
    silent = [(loss.kind.value, loss.expected, loss.passage) for loss in losses if not loss.is_told]
    assert len(losses) > LEAST_LOSSES
    assert len(silent) <= MOST_SILENT * len(losses), silent
