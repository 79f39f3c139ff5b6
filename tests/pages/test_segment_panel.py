"""The page and the panel that say why a sentence reads so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from flask.testing import FlaskClient

from tests.fakes import FRENCH_ENGLISH, FakeGlossary, FakeMemory
from tests.pages.conftest import MakeClient
from tests.pages.reading import Page, read_page
from tests.pages.stored_articles import Block, build_stored
from translator.checks import make_issue
from translator.document import Span, SpanKind
from translator.translation import GlossaryEntry, Origin, Rung, State, StoredArticle

Keep = Callable[[StoredArticle], None]

SOURCE = "À Londres, Anne Petit a compté 1 340 bateaux."
TARGET = "In London, Anne Petit counted 1,304 boats."
ENGLISH = {"Accept-Language": "en"}
ENTRY = GlossaryEntry("boat", FRENCH_ENGLISH, "bateaux", "boats", note="never ships")


def find_span(text: str, words: str, kind: SpanKind, *, ref: str = "") -> Span:
    start = text.index(words)
    return Span(start, start + len(words), kind, ref=ref)


def build_article(**changes: object) -> StoredArticle:
    """One sentence with two names, a number that was changed and a term, after one that has nothing."""
    stored = build_stored([Block(["Il pleut."], ["It rains."]), Block([SOURCE], [TARGET])])
    article = stored.translated.article
    number = find_span(SOURCE, "1 340", SpanKind.NUMBER, ref="1340")
    spans = (
        find_span(SOURCE, "Londres", SpanKind.NAME),
        find_span(SOURCE, "Anne Petit", SpanKind.NAME),
        number,
        find_span(SOURCE, "bateaux", SpanKind.TERM, ref="boat"),
    )
    answers = (
        find_span(TARGET, "London", SpanKind.NAME, ref="0"),
        find_span(TARGET, "Anne Petit", SpanKind.NAME, ref="1"),
        find_span(TARGET, "boats", SpanKind.TERM, ref="3"),
    )
    first, second = article.paragraphs
    second = replace(second, segments=(replace(second.segments[0], spans=spans),))
    plain, rich = stored.translated.translations
    rich = replace(
        rich,
        target_spans=answers,
        rung=Rung.FIRST,
        confidence=0.62,
        issues=(make_issue("length_odd"), make_issue("number_changed", span=number, text="1 340")),
    )
    translated = replace(
        stored.translated,
        article=replace(article, paragraphs=(first, second)),
        translations=(plain, replace(rich, **changes)),
    )
    return replace(stored, translated=translated)


def open_panel(client: FlaskClient, segment: str = "p1s0") -> Page:
    return read_page(client.get(f"/articles/article/segments/{segment}", headers=ENGLISH))


def read_facts(page: Page) -> dict[str, str]:
    names = page.read_all('//div[@class="findings"]//dt')
    return dict(zip(names, page.read_all('//div[@class="findings"]//dd'), strict=True))


def test_page_shows_both_sides_in_their_languages(client: FlaskClient, keep: Keep) -> None:
    keep(build_article())
    page = open_panel(client)
    assert page.read("//h1") == "Why this sentence reads so"
    assert page.read('//p[@class="words" and @lang="fr"]').replace("\u202f", " ") == SOURCE
    assert page.read('//p[@class="words" and @lang="en-US"]') == TARGET


def test_page_says_what_became_of_each_span(client: FlaskClient, keep: Keep) -> None:
    keep(build_article())
    rows = open_panel(client).read_all('//section[.//h2="What had to be kept"]//li')
    assert [row.replace("\u202f", " ") for row in rows] == [
        "1 Name: Londres → London rendered",
        "2 Name: Anne Petit kept as it is",
        "3 Number: 1 340 lost or changed",
    ]


def test_spans_of_both_sides_share_their_numbers(client: FlaskClient, keep: Keep) -> None:
    keep(build_article())
    page = open_panel(client)
    for side, expected in (
        ("source", [("name", "1"), ("name", "2"), ("number", "3"), ("term", "4")]),
        ("target", [("name", "1"), ("name", "2"), ("term", "4")]),
    ):
        found = page.find_all(f'//div[@class="{side}"]//*[@data-kind]')
        assert [(each.get("data-kind"), each.get("data-number")) for each in found] == expected


def test_terms_are_applied_or_missed(make_client: MakeClient, keep: Keep) -> None:
    keep(build_article())
    path = '//section[.//h2="Glossary"]//li'
    known = make_client(glossary=FakeGlossary((ENTRY,)))
    assert open_panel(known).read_all(path) == ["bateaux → boats applied never ships"]
    forgotten = make_client(glossary=FakeGlossary())
    assert open_panel(forgotten).read_all(path) == ["bateaux → boats applied no longer in the glossary"]


def test_missed_term_shows_what_was_prescribed(make_client: MakeClient, keep: Keep) -> None:
    keep(build_article(target_spans=()))
    page = open_panel(make_client(glossary=FakeGlossary((ENTRY,))))
    assert page.read('//section[.//h2="Glossary"]//li') == "bateaux → boats missed never ships"


def test_issues_are_explained_the_graver_first(client: FlaskClient, keep: Keep) -> None:
    keep(build_article())
    issues = open_panel(client).find_all('//section[@class="issues"]//li')
    assert [each.get("class") for each in issues] == ["error", None]
    assert issues[0].text_content().strip() == (
        "The number 1 340 is missing or was changed. Figures are compared as values, however they are written. "
        "Look at the source before you quote one."
    )


def test_confidence_is_in_words_and_per_cent(client: FlaskClient, keep: Keep) -> None:
    keep(build_article())
    assert read_facts(open_panel(client))["Confidence"] == (
        "62%, fairly sure. Of a hundred translations this sure, about 62 come close to what a person would write."
    )


def test_attempt_is_in_plain_words(client: FlaskClient, keep: Keep) -> None:
    keep(build_article(rung=Rung.REPAIRED))
    assert read_facts(open_panel(client))["Attempt"] == (
        "The engine’s proposal lost or changed something, which was put back where it belongs."
    )


def test_engine_package_revision_and_date_are_named(client: FlaskClient, keep: Keep) -> None:
    keep(build_article())
    facts = read_facts(open_panel(client))
    assert facts["Engine"] == "Argos Translate 1.11"
    assert facts["Package"] == "translate-fr_en 1.0 000000000000"
    assert facts["Glossary revision"] == "1"
    assert facts["Date"].startswith("October 14, 2026")


def test_match_of_the_memory_says_where_it_is_from(make_client: MakeClient, keep: Keep) -> None:
    keep(build_article(origin=Origin.MEMORY, rung=Rung.PASSED, issues=(), confidence=1.0))
    facts = read_facts(open_panel(make_client(memory=FakeMemory({SOURCE: TARGET}))))
    assert facts["Origin"] == (
        "Taken from the memory: the same sentence was translated before. Match of 100%, from: person."
    )
    assert "Attempt" not in facts


def test_person_has_the_last_word(client: FlaskClient, keep: Keep) -> None:
    keep(build_article(origin=Origin.PERSON, state=State.FINAL, issues=()))
    facts = read_facts(open_panel(client))
    assert facts["State"] == "Final"
    assert facts["Origin"] == "Written by a person."
    assert "Confidence" not in facts


def test_sentence_without_anything_to_keep_says_so(client: FlaskClient, keep: Keep) -> None:
    keep(build_article())
    page = open_panel(client, "p0s0")
    assert page.read('//section[.//h2="What had to be kept"]/p') == "This sentence has no quotation, name or number."
    assert page.find_all('//section[@class="issues"]') == []


def test_sentences_lead_to_their_neighbours_and_back(client: FlaskClient, keep: Keep) -> None:
    keep(build_article())
    page = open_panel(client)
    assert page.find('//a[@rel="prev"]').get("href") == "/articles/article/segments/p0s0"
    assert page.find_all('//a[@rel="next"]') == []
    assert page.find('//a[@class="close"]').get("href") == "/articles/article#t-p1s0"
    assert page.read('//span[@class="place"]') == "2 of 2"


def test_part_of_the_page_is_the_panel_alone(client: FlaskClient, keep: Keep) -> None:
    keep(build_article())
    text = client.get("/articles/article/segments/p1s0?part=panel", headers=ENGLISH).get_data(as_text=True)
    assert text.lstrip().startswith('<div class="explained"')
    assert "<html" not in text
    assert '<h2 id="why"' in text


def test_unknown_sentence_or_article_is_not_found(client: FlaskClient, keep: Keep) -> None:
    keep(build_article())
    assert client.get("/articles/article/segments/p9s9").status_code == 404
    assert client.get("/articles/nothing/segments/p1s0").status_code == 404


def test_page_speaks_french(client: FlaskClient, keep: Keep) -> None:
    keep(build_article())
    page = read_page(client.get("/articles/article/segments/p1s0", headers={"Accept-Language": "fr"}))
    assert page.read("//h1") == "Pourquoi cette phrase se lit ainsi"
    assert read_facts(page)["État"] == "Traduit, pas encore relu"


def test_sentences_have_links_for_readers_without_scripts(client: FlaskClient, keep: Keep) -> None:
    keep(build_article())
    page = read_page(client.get("/articles/article"))
    assert [each.get("href") for each in page.find_all('//noscript/a[@class="why"]')] == [
        "/articles/article/segments/p0s0",
        "/articles/article/segments/p1s0",
    ]


def test_unsure_passage_is_marked_unless_it_is_doubtful_or_reviewed(client: FlaskClient, keep: Keep) -> None:
    expected = {
        "unsure": {"confidence": 0.39, "issues": ()},
        "doubtful": {"confidence": 0.1},
        "": {"confidence": 0.1, "issues": (), "state": State.REVIEWED},
    }
    for name, changes in expected.items():
        identifier = name or "reviewed"
        stored = build_article(**changes)
        article = replace(stored.translated.article, id=identifier)
        keep(replace(stored, translated=replace(stored.translated, article=article)))
        page = read_page(client.get(f"/articles/{identifier}"))
        assert page.find('//*[@id="t-p1s0"]').get("class") == f"segment {name}".strip()
