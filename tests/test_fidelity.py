"""Whatever an engine does to a text, each of its names, numbers and addresses arrives or is reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fakes import MISBEHAVIOURS, NOON, FakeEngine, FakeGlossary, FakeMemory, reverse_words
from translator.detection import Detector
from translator.languages import parse_locale
from translator.pipeline import SourceText, Stages, TranslationOrder, translate_articles
from translator.translation import Severity

#: What the source says, and what may stand for it in English; no form is part of another.
FACTS = {
    "Karim Benali": ("Karim Benali",),
    "Łukasz Wiśniewski": ("Łukasz Wiśniewski",),
    "Londres": ("London",),
    "N’Golo Kanté": ("N’Golo Kanté",),
    "Ludivine de la Tour": ("Ludivine de la Tour",),
    "dix-huit": ("eighteen", "18"),
    "trois millions et demi": ("3.5 million",),
    "12 345,67 €": ("€12,345.67",),
    "une douzaine": ("twelve", "a dozen"),
    "3-1": ("3-1",),
    "14 h 30": ("14:30",),
    "redaction@exemple.fr": ("redaction@exemple.fr",),
    "@la_gazette": ("@la_gazette",),
}
WORDS = ("hier", "avec", "puis", "selon", "contre", "avant", "mais", "chez")

DETECTOR = Detector(("en", "fr"))
INTO_ENGLISH = TranslationOrder(source="fr", locale=parse_locale("en"))

facts = st.lists(st.sampled_from(sorted(FACTS)), min_size=1, max_size=12)
ways = st.lists(st.sampled_from(sorted(MISBEHAVIOURS)), max_size=3)


def compose(names: list[str]) -> Callable[[str], str]:
    """An engine's way with a text: its words reversed, then each misbehaviour in turn."""

    def render(text: str) -> str:
        for way in (reverse_words, *(MISBEHAVIOURS[name] for name in names)):
            text = way(text)
        return text

    return render


@settings(max_examples=150, deadline=None)
@given(said=facts, ways=ways)
def test_each_name_number_and_address_arrives_or_is_reported(said: list[str], ways: list[str]) -> None:
    source = "Hier, " + " ".join(f"{fact} {WORDS[at % len(WORDS)]}" for at, fact in enumerate(said)) + " demain."
    stages = Stages(
        engine=FakeEngine(render=compose(ways)),
        detector=DETECTOR,
        glossary=FakeGlossary(),
        memory=FakeMemory(),
        get_time=lambda: NOON,
    )
    (result,) = translate_articles([SourceText(source)], order=INTO_ENGLISH, stages=stages)
    errors = [issue for made in result.translations for issue in made.issues if issue.severity is Severity.ERROR]
    if any(issue.code == "source_kept" for issue in errors):
        return
    reported = Counter(issue.values.get("text", "") for issue in errors)
    for fact, count in Counter(said).items():
        arrived = sum(result.text.count(form) for form in FACTS[fact])
        assert arrived + reported[fact] >= count, (fact, result.text)
