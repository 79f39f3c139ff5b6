"""What is lost on one rung is not lost again on the next, and at last stands beside its neighbour."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.fakes import ENGLISH_FRENCH, FRENCH_ENGLISH, MISBEHAVIOURS, FakeEngine, link_words, reverse_words
from translator.document import Segment
from translator.ladder import climb
from translator.ladder.ascent import Ascent
from translator.ladder.passes import translate_first
from translator.ladder.repairing import place_beside
from translator.ladder.task import Task
from translator.languages import LanguagePair, parse_locale
from translator.protection import find_spans
from translator.translation import Hypothesis, QuotationPolicy, Rung


def make_segment(source: str, *, language: str) -> Segment:
    return Segment("p0s0", source, 0, len(source), spans=find_spans(source, language=language))


def make_task(source: str) -> Task:
    return Task(
        make_segment(source, language="fr"),
        pair=FRENCH_ENGLISH,
        locale=parse_locale("en"),
        entries={},
        quotations=QuotationPolicy.TRANSLATE,
    )


def climb_one(source: str, *, engine: FakeEngine, pair: LanguagePair = FRENCH_ENGLISH) -> tuple[str, Rung, list[str]]:
    segment = make_segment(source, language=pair.source)
    (made,) = climb([segment], pair=pair, locale=parse_locale(pair.target), engine=engine, entries={})
    return made.best.target, made.best.rung, [issue.code for issue in made.best.issues]


def place_lost(source: str, *, target: str) -> tuple[str, list[str]]:
    """Return the target with what it lost in brackets, and the issues."""
    task = make_task(source)
    masked = task.mask(task.list_always_masked())
    hypothesis = Hypothesis(target, -0.5, links=link_words(masked.text, target=target))
    ascent = Ascent(task, attempts=[task.assess(hypothesis, masked=masked, rung=Rung.FIRST)])
    place_beside([ascent])
    return ascent.best.target, [issue.code for issue in ascent.best.issues]


def test_what_is_lost_once_something_else_is_masked_is_masked_too() -> None:
    def lose_another(text: str) -> str:
        lost = "Benali" if "⟦" in text else "Petrova"
        return reverse_words(re.sub(rf"\w+ {lost} ?", "", text))

    source = "Hier, Karim Benali est venu avec Olga Petrova."
    assert climb_one(source, engine=FakeEngine(lose_another)) == (reverse_words(source), Rung.MASKED, [])


@pytest.mark.parametrize("lose", [lambda text: re.sub("⟦1⟧ ?", "", text), lambda text: f"{text} ⟦0⟧"])
def test_tokens_by_which_a_caller_masks_come_back_once_whatever_the_engine_does(lose: Callable[[str], str]) -> None:
    source = "Hier, ⟦7⟧ est venu avec ⟦3⟧ à la gare."
    target, _, _ = climb_one(source, engine=FakeEngine(lose))
    assert [target.count(token) for token in ("⟦7⟧", "⟦3⟧", "⟦0⟧", "⟦1⟧")] == [1, 1, 0, 0]


def test_what_a_repair_brought_back_is_masked_with_what_it_did_not() -> None:
    """The engine drops one name, so that nothing is in its place, and misspells the other in whatever it is given."""

    def damage(text: str) -> str:
        return reverse_words(text.replace("Karim Benali", "Karim").replace("avec Olga Petrova", "avec"))

    source = "Hier, Karim Benali est venu avec Olga Petrova."
    engine = FakeEngine(damage)
    assert climb_one(source, engine=engine) == (reverse_words(source), Rung.MASKED, [])
    assert engine.calls[-1][1] == ("Hier, ⟦0⟧ est venu avec ⟦1⟧.",)


@pytest.mark.parametrize(
    ("source", "proposals", "looked_at"),
    [
        ("Karim Benali vient.", ("Karim came.", "Karim left.", "Karim Beller came.", "Karim Benali came."), (0, 2, 3)),
        ("Il a 12 chats.", ("He has cats.", "He owns cats.", "He has 12cats.", "He has 12 cats."), (0, 2, 3)),
        ("Il a douze chats.", ("He has cats.", "He owns cats.", "He has 12 cats."), (0, 2)),
        ("Karim Benali a 12 chats.", ("Karim has cats.", "Karim has 12 cats.", "Karim Benali has 12 cats."), (0, 2)),
        ("« Oui », dit-il.", ("Yes, he says.", "Yes, he said.", "“Yes” he says."), (0, 1, 2)),
        ("Il a 12 chats.", ("He has 12 cats.", "He owns 12 cats."), (0,)),
    ],
)
def test_a_proposal_without_words_like_those_that_were_lost_is_passed_over(
    source: str, proposals: tuple[str, ...], looked_at: tuple[int, ...]
) -> None:
    class ProposingEngine(FakeEngine):
        def propose(self, text: str, *, hypotheses: int) -> tuple[Hypothesis, ...]:
            del text, hypotheses
            return tuple(Hypothesis(each, -0.5) for each in proposals)

    ascent = Ascent(make_task(source))
    translate_first([ascent], engine=ProposingEngine(), proposals=1)
    assert [attempt.target for attempt in ascent.attempts] == [proposals[rank] for rank in looked_at]


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Oui, hier Karim Benali est venu ici.", "Oui, tse reih unev ici.", "Oui, tse reih (Karim Benali) unev ici."),
        ("Hier, Karim Benali est venu ici.", "Hier, tse unev ici.", "Hier (Karim Benali), tse unev ici."),
        ("Karim Benali est venu ici.", "tse unev ici.", "tse (Karim Benali) unev ici."),
        ("Karim Benali et Olga Petrova ici.", "Olga Petrova ici.", "Olga Petrova (Karim Benali) ici."),
        ("Ils tno 12 chats ici.", "ont stahc ici.", "ont (12) stahc ici."),
    ],
)
def test_what_left_no_word_stands_in_brackets_beside_its_neighbour(source: str, target: str, expected: str) -> None:
    assert place_lost(source, target=target) == (expected, ["place_guessed"])


def test_what_has_a_place_is_put_there_and_only_the_rest_in_brackets() -> None:
    target, codes = place_lost(
        "Hier, Karim Benali est venu avec Olga Petrova.", target="Hier, Olga Petrova tse unev avec."
    )
    assert (target, codes) == ("Hier (Karim Benali), Olga Petrova tse unev avec.", ["place_guessed"])


def test_a_minus_that_was_lost_is_put_before_its_number() -> None:
    def lose_sign(text: str) -> str:
        return reverse_words(text.replace("moins ", ""))

    target, rung, codes = climb_one("Hier, il faisait moins 12 ici.", engine=FakeEngine(lose_sign))
    assert (target, rung, codes) == ("Hier, li tiasiaf minus 12 ici.", Rung.REPAIRED, [])


def test_nothing_is_put_beside_where_no_neighbour_arrived() -> None:
    assert place_lost("Karim Benali est venu ici.", target="Nobody came.") == ("Nobody came.", ["name_missing"])


def test_an_owner_stands_behind_whose_country_it_is_where_the_text_is_cut() -> None:
    def lose_everything(text: str) -> str:
        return MISBEHAVIOURS["drops"](MISBEHAVIOURS["loses names"](text))

    target, rung, codes = climb_one(
        "Yesterday, Kenya’s Faith Kipyegon came home.", engine=FakeEngine(lose_everything), pair=ENGLISH_FRENCH
    )
    assert rung is Rung.AROUND
    assert "Faith Kipyegon (Kenya)" in target
    assert codes == []
