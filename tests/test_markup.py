"""Formats with tags through the whole pipeline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.fakes import AligningEngine, FakeEngine, FakeGlossary, FakeMemory, get_noon, reverse_words
from tests.pages_of_markup import make_page
from translator.detection import Detector
from translator.document import MarkupOptions
from translator.formats.lexing import LexemeKind, cut_markup
from translator.languages import parse_locale
from translator.pipeline import SourceText, Stages, TranslationOrder, translate_articles
from translator.translation import Engine, TranslatedArticle

CASES = Path(__file__).parent / "cases" / "markup.tsv"
INTO_ENGLISH = TranslationOrder(source="fr", locale=parse_locale("en"), format="html")
STAGES = Stages(FakeEngine(), Detector(("en", "fr")), FakeGlossary(), FakeMemory(), get_noon)
FORMATS = ("html", "xml", "markdown")

TAGS = ["<b>", "</b>", "<i>", "</i>", "<p>", "</p>", "<br>", "<img>", "<!-- c -->", "<code>", "</code>", "<a href='>'>"]
SOUP = st.lists(
    st.sampled_from([*TAGS, "</a>", "Il ", "pleut ", "fort.", " Paris ", "2010", "&amp;", "<", "\n"]), max_size=25
).map("".join)
MARKS = st.text(st.sampled_from("ab .\n\t\r*_`[]()<>!&;#-|~\\\"'=:/?é1\u00a0"), max_size=60)


def turn_order(text: str) -> str:
    """Translate so that every word changes its place."""
    return " ".join(reversed(reverse_words(text).split()))


def translate(text: str, *, order: TranslationOrder = INTO_ENGLISH, engine: Engine | None = None) -> TranslatedArticle:
    (result,) = translate_articles(
        [SourceText(text)], order=order, stages=replace(STAGES, engine=engine or FakeEngine())
    )
    return result


def list_cases() -> Iterator[tuple[str, str, str]]:
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("# "):
            name, source, target = line.split("\t")
            yield name, source.replace("\\n", "\n"), target.replace("\\n", "\n")


def count_tags(text: str) -> Counter[str]:
    """Count tags with their attributes, of which those that are shown may say something else."""
    return Counter(
        re.sub(r"""\b(alt|title)=("[^"]*"|'[^']*')""", r"\1=…", lexeme.raw)
        for lexeme in cut_markup(text)
        if lexeme.kind is not LexemeKind.TEXT
    )


@pytest.mark.parametrize(("name", "source", "target"), list(list_cases()))
def test_each_case_is_written_as_it_says(name: str, source: str, target: str) -> None:
    result = translate(source, order=replace(INTO_ENGLISH, format=name), engine=AligningEngine())
    assert result.text == target


def test_a_block_is_one_segment_whatever_its_tags_and_the_engine_sees_none() -> None:
    engine = FakeEngine()
    translate("<p>Le <b>président</b> de l&#39;<a>Assemblée</a> &amp; du <i>Sénat</i></p>", engine=engine)
    assert [texts for _, texts in engine.calls] == [("Le président de l'Assemblée & du Sénat",)]


def test_attributes_and_text_go_to_the_engine_in_one_call() -> None:
    engine = FakeEngine()
    translate('<title>Il pleut</title><img alt="Elle part demain"><p>Il dort bien</p>', engine=engine)
    assert [texts for _, texts in engine.calls] == [("Il pleut", "Elle part demain", "Il dort bien")]


@pytest.mark.parametrize("name", FORMATS)
@given(text=st.text(max_size=39) | SOUP.map(lambda text: text[:39]) | MARKS.map(lambda text: text[:39]))
@settings(max_examples=100, deadline=None)
def test_a_text_that_needs_no_translation_comes_back_byte_for_byte(name: str, text: str) -> None:
    result = translate(text, order=replace(INTO_ENGLISH, format=name, source="en"))
    assert (result.text, result.article.text) == (text, text)


@pytest.mark.parametrize("engine", [FakeEngine(turn_order), AligningEngine()])
@given(text=SOUP)
@example(text="<b><i>2010</b>Il </i>Il ")
@settings(max_examples=100, deadline=None)
def test_tag_soup_keeps_its_tags_and_pairs_stay_nested(engine: Engine, text: str) -> None:
    result = translate(text, engine=engine)
    assert count_tags(result.text) == count_tags(text)
    assert count_crossed(result.text) <= count_crossed(text)


@given(
    st.recursive(
        st.sampled_from(["Il pleut ", "fort ", "ce soir. ", "Elle ", " "]),
        lambda inner: st.tuples(st.sampled_from("abiu"), st.lists(inner, max_size=4)).map(
            lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0]}>"
        ),
        max_leaves=12,
    )
)
@settings(max_examples=100, deadline=None)
def test_well_formed_text_stays_well_formed(text: str) -> None:
    for engine in (FakeEngine(turn_order), AligningEngine()):
        assert count_crossed(translate(text, engine=engine).text) == 0


def count_crossed(text: str) -> int:
    """Count end tags that do not close what was opened last, and what was never closed."""
    is_open: list[str] = []
    crossed = 0
    for lexeme in cut_markup(text, void=("br", "img")):
        if lexeme.kind is LexemeKind.START:
            is_open.append(lexeme.name)
        elif lexeme.kind is LexemeKind.END:
            if is_open and is_open[-1] == lexeme.name:
                is_open.pop()
            else:
                crossed += 1
    return crossed + len(is_open)


def test_a_large_page_keeps_all_its_tags() -> None:
    page = make_page(length=200_000)
    result = translate(page)
    assert len(page) >= 200_000
    assert count_tags(result.text) == count_tags(page)
    assert result.text != page
    kept = re.compile(r"(?s)<script.*?</script>|<pre.*?</pre>|<!--.*?-->")
    assert kept.findall(result.text) == kept.findall(page)


def test_ignored_splitting_and_non_splitting_tags_are_the_callers() -> None:
    engine = FakeEngine()
    options = MarkupOptions(ignored=frozenset({"x"}), splitting=frozenset({"s"}), non_splitting=frozenset({"n"}))
    text = "<d><t>Il pleut <x>a <b>&lt;</b></x> ce <s>soir demain</s></t><n>Elle</n> <n>part</n></d>"
    result = translate(text, order=replace(INTO_ENGLISH, format="xml", markup=options), engine=engine)
    assert result.text == "<d><t>Il tuelp <x>a <b>&lt;</b></x> ec <s>rios niamed</s></t><n>Elle</n> <n>trap</n></d>"
    assert [texts for _, texts in engine.calls] == [("Il pleut ⟦0⟧ ce", "soir demain", "Elle part")]


def test_without_an_outline_only_the_callers_tags_split() -> None:
    engine = FakeEngine()
    options = MarkupOptions(finds_outline=False)
    text = "<d><t>Il pleut</t> <t>ce soir</t></d>"
    translate(text, order=replace(INTO_ENGLISH, format="xml", markup=options), engine=engine)
    assert [texts for _, texts in engine.calls] == [("Il pleut ce soir",)]


def test_offsets_cut_segments_as_they_are_written() -> None:
    text = "<p>Il <b>pleut</b> &amp; neige. Elle <i>part</i>.</p>"
    result = translate(text)
    assert [text[start:end] for start, end, _, _ in result.offsets] == [
        "Il <b>pleut</b> &amp; neige.",
        "Elle <i>part</i>.",
    ]
    assert [result.text[start:end] for _, _, start, end in result.offsets] == [
        "Il <b>tuelp</b> &amp; egien.",
        "Elle <i>trap</i>.",
    ]


def test_a_kept_passage_that_is_lost_is_put_back() -> None:
    result = translate("<p>Il pleut <code>x.y</code> demain</p>", engine=FakeEngine(lambda _: "ok then"))
    assert "<code>x.y</code>" in result.text


def test_language_is_detected_from_words_alone() -> None:
    text = '<div class="the and of with this"><p>Le conseil municipal se réunira encore jeudi soir.</p></div>'
    result = translate(text, order=replace(INTO_ENGLISH, source=None))
    assert result.detection is not None
    assert result.detection.language == "fr"
