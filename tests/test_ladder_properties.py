"""Whatever a text holds and however the engine treats it, nothing is lost in silence."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fakes import ENGLISH_FRENCH, FRENCH_ENGLISH, AligningEngine, FakeEngine, FakeGlossary, reverse_words
from tests.glossary.samples import make_entry
from tests.test_pipeline import INTO_ENGLISH, INTO_FRENCH, translate
from translator.document import Segment, SpanKind
from translator.pipeline import TranslationOrder
from translator.translation import Rung, Severity, TranslatedArticle, Translation

WORDS = {
    "fr": ("le maire", "a dit hier", "que la ville", "attend", "son tour", "avec", "pour", "et", "sans doute"),
    "en": ("the mayor", "said yesterday", "that the town", "waits for", "her turn", "with", "for", "and", "perhaps"),
}
NAMES = ("Karim Benali", "Olga Petrova", "Netanyahu", "Le Havre", "Anna", "UNESCO", "O’Brien", "Jean-Luc Mercier")
NUMBERS = {"fr": ("12", "3,5 %", "1 250", "12 345,67 €", "2024"), "en": ("12", "3.5%", "1,250", "£12,345.67", "2024")}
ADDRESSES = ("redaction@exemple.fr", "https://exemple.fr/a_b", "@le_monde", "😆")
#: Terms of a glossary, in their other forms too, and peoples and days, with what must stand in the target for each.
TERMS = {
    "fr": {
        "Premier ministre": "Prime Minister",
        "Première ministre": "Prime Minister",
        "mandat d’arrêt": "arrest warrant",
        "mandats d’arrêt": "arrest warrant",
        "Conseil d’État": "Council of State",
        "vietnamienne": "Vietnam",
        "mardi": "Tuesday",
    },
    "en": {
        "Prime Minister": "Premier ministre",
        "arrest warrant": "mandat d’arrêt",
        "arrest warrants": "mandats d’arrêt",
        "Council of State": "Conseil d’État",
        "Norwegian": "norv",
        "Tuesday": "mardi",
    },
}
PAIRS = {"fr": FRENCH_ENGLISH, "en": ENGLISH_FRENCH}
GLOSSARY = FakeGlossary(
    tuple(
        make_entry(source, target, pair=PAIRS[language])
        for language, terms in TERMS.items()
        for source, target in terms.items()
        if source in ("Premier ministre", "mandat d’arrêt", "Conseil d’État", "Prime Minister", "arrest warrant")
        or source == "Council of State"
    )
)
MARKS = (("« ", " »"), ("“", "”"), ("‘", "’"), ("„", "“"), ('"', '"'), ("‹ ", " ›"), ("”", "”"), ("«", ""), ("", "”"))
STOPS = (".", " !", "?", "…", ";", ",")
_TOKEN = re.compile(r"⟦\d+⟧")


@st.composite
def news(draw: st.DrawFn, language: str) -> str:
    """Sentences of words, names, numbers, addresses and quotations with marks of any kind, also unpaired and nested."""
    part = st.one_of(
        st.sampled_from(WORDS[language]),
        st.sampled_from(NAMES),
        st.sampled_from(NUMBERS[language]),
        st.sampled_from(ADDRESSES),
        st.sampled_from(tuple(TERMS[language])),
    )
    pieces = draw(st.lists(part, min_size=2, max_size=9))
    for _ in range(draw(st.integers(0, 3))):
        opening, closing = draw(st.sampled_from(MARKS))
        first = draw(st.integers(0, len(pieces) - 1))
        last = draw(st.integers(first, len(pieces) - 1))
        pieces[first] = opening + pieces[first]
        pieces[last] += closing
    return "Hier " + " ".join(pieces) + draw(st.sampled_from(STOPS))


@st.composite
def damages(draw: st.DrawFn) -> Callable[[str], str]:
    """What an engine does to placeholders, and to names, numbers and marks."""
    seed = draw(st.integers(0, 999))
    way = draw(st.sampled_from(["drop", "double", "reorder", "invent", "space", "keep"]))
    loses = draw(st.sampled_from(["", r"\b[A-ZÉ][\w’-]+ ?", r"\d[\d.,]*(?!\d*⟧)", r"[“”]", r"“", r"[\w’-]+ "]))

    def damage(text: str) -> str:
        chance = Random(seed)  # noqa: S311 - no secret
        tokens = _TOKEN.findall(text)
        chance.shuffle(tokens)
        changes: dict[str, Callable[[re.Match[str]], str]] = {
            "drop": lambda match: "" if chance.random() < 0.5 else match[0],
            "double": lambda match: f"{match[0]} {match[0]}",
            "reorder": lambda _: tokens.pop(),
            "invent": lambda match: f"{match[0]} ⟦{chance.randrange(12)}⟧",
            "space": lambda match: f"⟦ {match[0][1:-1]} ⟧",
            "keep": lambda match: match[0],
        }
        text = _TOKEN.sub(changes[way], text)
        if loses:
            text = re.sub(loses, lambda match: "" if chance.random() < 0.6 else match[0], text)
        return reverse_words(text)

    return damage


def list_silent_losses(segment: Segment, translation: Translation) -> list[str]:
    """Return the spans of a source that neither arrived nor have an issue."""
    arrived = {int(span.ref) for span in translation.target_spans if span.ref.isdecimal()}
    reported = {issue.span for issue in translation.issues if issue.severity is Severity.ERROR}
    return [
        f"{span.kind.value}: {segment.source[span.start : span.end]}"
        for index, span in enumerate(segment.spans)
        if span.kind is not SpanKind.TAG and index not in arrived and span not in reported
    ]


def list_silent_terms(result: TranslatedArticle, *, terms: Mapping[str, str]) -> list[str]:
    """Return the terms of a text that the target has too seldom, and of which no issue tells; spans play no part.

    A text taken for one of the target's language passes as it is.
    """
    codes = {issue.code for translation in result.translations for issue in translation.issues}
    if any(translation.rung is Rung.PASSED for translation in result.translations) or codes & {
        "term_missed",
        "source_kept",
    }:
        return []
    source = "".join(_hide_titles(segment) for _, segment in result.article.iterate_segments())
    wanted: dict[str, int] = {}
    for term, rendering in terms.items():
        found = len(re.findall(rf"(?<![\w’-]){re.escape(term)}(?![\w’-])", source))
        wanted[rendering] = wanted.get(rendering, 0) + found
    target = result.text.casefold()
    return [rendering for rendering, times in wanted.items() if target.count(rendering.casefold()) < times]


def _hide_titles(segment: Segment) -> str:
    """Return a source without the titles of works, which keep their words: ``“Anna with Tuesday”``."""
    source = segment.source
    for span in segment.spans:
        if span.ref == "work":
            source = source[: span.start] + " " * (span.end - span.start) + source[span.end :]
    return source


def check_result(result: TranslatedArticle) -> None:
    for (_, segment), translation in zip(result.article.iterate_segments(), result.translations, strict=True):
        assert list_silent_losses(segment, translation) == [], translation
        assert not re.search(r"[⟦⟧]", translation.target)


@pytest.mark.parametrize(("language", "order"), [("fr", INTO_ENGLISH), ("en", INTO_FRENCH)])
@pytest.mark.parametrize("engine", [FakeEngine, AligningEngine])
def test_every_name_number_quotation_and_term_arrives_or_has_an_issue(
    language: str, order: TranslationOrder, engine: type[FakeEngine]
) -> None:
    @given(text=news(language), damage=damages())
    @settings(max_examples=120, deadline=None)
    def check(text: str, damage: Callable[[str], str]) -> None:
        (result,) = translate(text, engine=engine(render=damage), order=order, glossary=GLOSSARY)
        check_result(result)
        assert list_silent_terms(result, terms=TERMS[language]) == []

    check()
