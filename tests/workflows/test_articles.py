from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete

from tests.fakes import FRENCH_ENGLISH, NOON, FakeEngine, reverse_words
from translator.document import ParagraphKind
from translator.errors import FieldError, NotFoundError, UnsupportedLanguageError, UnsupportedPairError
from translator.memory import make_entry_id, make_source_key
from translator.storage import add_entries, list_entries
from translator.storage.tables import ArticleRow
from translator.translation import MemoryEntry, StoredArticle
from translator.workflows.articles import (
    SAMPLE_ID,
    create_article,
    ensure_sample,
    get_article,
    list_articles,
    translate_article,
)
from translator.workflows.services import Services

TITLE = "Le pont de la ville rouvre ses larges voies"
BODY = "Les habitants de la ville attendaient cela depuis le mois de mars.\n\nLe chantier a dépassé les délais prévus."


def create(services: Services, *, title: str = TITLE, text: str = BODY, target: str | None = "en") -> StoredArticle:
    return create_article(services, title=title, text=text, source="fr", target=target)


def list_paragraphs(stored: StoredArticle) -> list[tuple[ParagraphKind, str]]:
    return [(paragraph.kind, paragraph.text) for paragraph in stored.translated.article.paragraphs]


def test_article_comes_back_as_it_was_made(services: Services) -> None:
    stored = create(services)
    assert get_article(services, stored.translated.article.id) == stored
    assert stored.created_at == NOON


def test_same_text_twice_makes_two_articles(services: Services) -> None:
    ids = [create(services).translated.article.id for _ in range(2)]
    assert sorted(summary.id for summary in list_articles(services, limit=9)) == sorted(ids)
    assert len(set(ids)) == 2


def test_given_title_is_the_first_paragraph_and_a_heading(services: Services) -> None:
    stored = create(services, title=f"  {TITLE}\n")
    first, second = BODY.split("\n\n")
    assert list_paragraphs(stored) == [
        (ParagraphKind.HEADING, TITLE),
        (ParagraphKind.BODY, first),
        (ParagraphKind.BODY, second),
    ]
    assert stored.translated.article.title == TITLE


def test_list_shows_both_headlines(services: Services) -> None:
    create(services)
    (summary,) = list_articles(services, limit=9)
    assert (summary.title, summary.target_title) == (TITLE, reverse_words(TITLE))
    assert (summary.source_language, summary.target_locale, summary.created_at) == ("fr", "en-US", NOON)


def test_list_goes_on_before_the_last_article_shown(services: Services) -> None:
    ids = []
    for minutes in range(3):
        later = NOON + timedelta(minutes=minutes)
        ids.append(create(replace(services, get_time=lambda later=later: later)).translated.article.id)  # type: ignore[misc]
    first = list_articles(services, limit=2)
    second = list_articles(services, limit=2, before=first[-1].id)
    assert [summary.id for summary in (*first, *second)] == ids[::-1]


def test_first_paragraph_that_looks_like_a_title_is_one(services: Services) -> None:
    stored = create(services, title="", text=f"{TITLE}\n\n{BODY}")
    assert stored.translated.article.title == TITLE
    assert list_paragraphs(stored)[0] == (ParagraphKind.HEADING, TITLE)
    assert list_articles(services, limit=1)[0].target_title == reverse_words(TITLE)


@pytest.mark.parametrize("text", [BODY, TITLE, f"{TITLE}.\n\n{BODY}", f"{TITLE} :\n\n{BODY}"])
def test_first_sentence_serves_where_no_paragraph_looks_like_a_title(services: Services, text: str) -> None:
    stored = create(services, title="", text=text)
    source = stored.translated.article.paragraphs[0].segments[0].source
    assert list_paragraphs(stored)[0][0] is ParagraphKind.BODY
    assert (stored.translated.article.title, source[: len(source)]) == (source, source)


def test_long_first_sentence_is_cut_between_words(services: Services) -> None:
    text = f"{BODY.partition('.')[0]}, et plus encore depuis que le bac ne passe plus."
    create(services, title="", text=text)
    (summary,) = list_articles(services, limit=1)
    expected = "Les habitants de la ville attendaient cela depuis le mois de mars, et plus…"
    # A month of the source is put into the target's language, whatever the engine made of it.
    assert (summary.title, summary.target_title) == (expected, reverse_words(expected).replace("sram", "March"))


def test_text_without_a_word_is_its_own_title(services: Services) -> None:
    create(services, title="", text="— — —")
    (summary,) = list_articles(services, limit=1)
    assert (summary.title, summary.target_title) == ("— — —", "— — —")


def test_boilerplate_is_marked_and_translated_too(services: Services) -> None:
    more = (
        "Les travaux ont coûté plus que la ville ne le pensait, et le prix du billet ne devrait pas bouger cette année."
    )
    stored = create(services, text=f"Accueil > Estuaire > Transports\n\n{BODY}\n\n{more}\n\n{more[:-1]}, dit-on.")
    segments = [(paragraph, segment) for paragraph, segment in stored.translated.article.iterate_segments()]
    marked = [
        (segment.source, translation.target)
        for (paragraph, segment), translation in zip(segments, stored.translated.translations, strict=True)
        if paragraph.kind is ParagraphKind.BOILERPLATE
    ]
    breadcrumb = "Accueil > Estuaire > Transports"
    assert marked == [(breadcrumb, reverse_words(breadcrumb))]


def test_article_of_unknown_languages_is_detected_and_goes_into_the_other_one(services: Services) -> None:
    text = "The council voted on Thursday to open the bridge again.\n\nIt had been closed since the month of March."
    stored = create_article(services, title="", text=text, source=None, target=None)
    assert (stored.translated.article.source_language, stored.translated.target_locale) == ("en", "fr-FR")


@pytest.mark.parametrize(("source", "target"), [("fr", "en-US"), ("en", "fr-FR")])
def test_target_is_the_other_language_where_none_is_named(services: Services, source: str, target: str) -> None:
    stored = create_article(services, title="", text=BODY, source=source, target=None)
    assert stored.translated.target_locale == target


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"text": " \n\t"}, "text must not be empty"),
        ({"text": "a" * 1_001}, "text has 1001 characters; at most 1000 are allowed"),
        ({"title": "a" * 301}, "title has 301 characters; at most 300 are allowed"),
        ({"text": "a\0b"}, "text holds the character U+0000, which cannot be kept"),
        ({"title": "a\ud83d"}, "title holds the character U+D83D, which cannot be kept"),
        ({"target": "fr-CA"}, "target must be another language than the source"),
    ],
)
def test_wrong_field_is_refused_by_name_and_nothing_is_kept(
    services: Services, fields: dict[str, str], problem: str
) -> None:
    services = replace(services, settings=services.settings.model_copy(update={"article_limit": 1_000}))
    with pytest.raises(FieldError) as caught:
        create(services, **fields)
    assert (str(caught.value), list_articles(services, limit=1)) == (problem, [])


def test_limit_on_length_can_be_lifted(services: Services) -> None:
    lifted = services.settings.model_copy(update={"article_limit": 10, "limits": "off"})
    assert create(replace(services, settings=lifted)).translated.article.title == TITLE


def test_language_without_a_package_is_refused(services: Services) -> None:
    with pytest.raises(UnsupportedLanguageError):
        create_article(services, title="", text=BODY, source="de", target="en")
    one_way = replace(services, engine=FakeEngine(pairs=(FRENCH_ENGLISH,)))
    with pytest.raises(UnsupportedPairError):
        create_article(one_way, title="", text=BODY, source="en", target="fr")


def test_unknown_article_is_not_found(services: Services) -> None:
    with pytest.raises(NotFoundError):
        get_article(services, "nothing")


def test_article_that_is_only_translated_is_not_kept(services: Services) -> None:
    stored = translate_article(services, title=TITLE, text=BODY, source="fr", target="en")
    assert (stored.translated.article.id, list_articles(services, limit=1)) == ("", [])
    assert list_paragraphs(stored) == list_paragraphs(create(services))


def test_memory_serves_an_article_and_counts_its_use(services: Services) -> None:
    source = BODY.split("\n\n")[1]
    entry = MemoryEntry("", FRENCH_ENGLISH, source, "The works ran late.", origin="person")
    with services.database.session(writing=True) as session:
        add_entries(session, [replace(entry, id=make_entry_id(entry))], created_at=NOON, make_key=make_source_key)
        session.commit()
    stored = create(services, text=f"{BODY}\n\n{source}")
    targets = [translation.target for translation in stored.translated.translations]
    with services.database.session() as session:
        (used,) = [entry.used for entry in list_entries(session, pair=FRENCH_ENGLISH)]
    assert (targets[-2:], used) == (["The works ran late."] * 2, 2)


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    path = tmp_path / "sample.fr.txt"
    path.write_text(f"{TITLE}\n\n{BODY}\n", encoding="utf-8")
    return path


def delete_articles(services: Services) -> None:
    with services.database.session(writing=True) as session:
        session.execute(delete(ArticleRow))
        session.commit()


def test_sample_is_stored_once(services: Services, sample: Path) -> None:
    stored = ensure_sample(services, path=sample)
    assert stored == get_article(services, SAMPLE_ID)
    assert stored.translated.article.title == TITLE
    assert ensure_sample(services, path=sample) is None


def test_sample_that_was_deleted_does_not_come_back(services: Services, sample: Path) -> None:
    ensure_sample(services, path=sample)
    delete_articles(services)
    assert (ensure_sample(services, path=sample), list_articles(services, limit=1)) == (None, [])


def test_sample_waits_for_a_package_that_translates_it(services: Services, sample: Path) -> None:
    assert ensure_sample(replace(services, engine=FakeEngine(pairs=())), path=sample) is None
    stored = ensure_sample(services, path=sample)
    assert stored == get_article(services, SAMPLE_ID)


def test_sample_that_many_processes_store_at_once_is_stored_by_one(services: Services, sample: Path) -> None:
    barrier = threading.Barrier(3)
    stored: list[StoredArticle | None] = []

    def render(text: str) -> str:
        return reverse_words(text)

    def start(engine: FakeEngine) -> None:
        barrier.wait()
        stored.append(ensure_sample(replace(services, engine=engine), path=sample))

    run_together(3, lambda: start(FakeEngine(render=render)))
    assert len([each for each in stored if each is not None]) == 1
    assert [summary.id for summary in list_articles(services, limit=9)] == [SAMPLE_ID]


def run_together(count: int, work: Callable[[], None]) -> None:
    threads = [threading.Thread(target=work) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
