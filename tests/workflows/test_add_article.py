from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.fetching.site import Answer, Site, open_site
from translator import storage
from translator.access import ANYBODY, Scope
from translator.document import ParagraphKind
from translator.errors import FetchingOffError, FieldError, NoArticleError, NotFoundError, StatusError, UnfetchedError
from translator.fetching import Fetcher, FetchLimits
from translator.job import JobKind
from translator.workflows.add_article import (
    SourceFile,
    Submission,
    add_article,
    check_submission,
    fetch_again,
    read_submission,
    translate_submission,
)
from translator.workflows.articles import get_article, list_articles
from translator.workflows.jobs import get_results
from translator.workflows.keys import KeyOrder, create_key, get_usage, identify_caller
from translator.workflows.run_job import run_job
from translator.workflows.services import Services
from translator.workflows.submit_job import ArticleOrder, Requester, order_articles, submit_job

SCRAPED = Path(__file__).parent.parent / "cases" / "pages" / "phare.html"
TITLE = "Le bac de Saint-Aubin reprendra la mer en juin"
TEXT = "Le maire a ouvert la bibliothèque ce matin, et les lecteurs sont venus nombreux."


@pytest.fixture
def site() -> Iterator[Site]:
    with open_site() as opened:
        opened.pages["/bac"] = Answer(SCRAPED.read_bytes())
        yield opened


@pytest.fixture
def fetching(services: Services) -> Services:
    """Services that may fetch from this machine."""
    return replace(services, fetcher=Fetcher(FetchLimits(networks=("127.0.0.0/8",))))


def test_fetched_article_is_kept_with_its_origin_and_kinds(fetching: Services, site: Site) -> None:
    site.lead("/alt", to="/bac")
    stored = add_article(fetching, Submission(url=f"{site.url}/alt#part"), source=None, target=None)
    assert get_article(fetching, stored.translated.article.id) == stored
    assert stored.origin is not None
    assert (stored.origin.url, stored.origin.site_name) == (f"{site.url}/bac", "Le Phare de l’Ouest")
    article = stored.translated.article
    assert (article.title, article.source_language, stored.translated.target_locale) == (TITLE, "fr", "en-US")
    kinds = {paragraph.kind for paragraph in article.paragraphs}
    assert kinds == set(ParagraphKind)
    (quote,) = [paragraph for paragraph in article.paragraphs if paragraph.kind is ParagraphKind.QUOTE]
    assert quote.language == "en"


def test_headline_of_the_caller_wins(fetching: Services, site: Site) -> None:
    stored = add_article(fetching, Submission("Mon titre", url=f"{site.url}/bac"), source="fr", target="en")
    assert stored.translated.article.paragraphs[0].text == "Mon titre"
    assert TITLE not in [each.text for each in stored.translated.article.paragraphs if each.kind == "heading"]


def test_plain_text_is_fetched_as_a_pasted_one(fetching: Services, site: Site) -> None:
    body = f"La bibliothèque\n\n{TEXT}".encode("latin-1")
    site.pages["/a.txt"] = Answer(body, headers={"Content-Type": "text/plain; charset=iso-8859-1"})
    stored = add_article(fetching, Submission(url=f"{site.url}/a.txt"), source=None, target=None)
    assert stored.translated.article.title == "La bibliothèque"
    assert stored.translated.article.paragraphs[1].text == TEXT


def test_language_that_the_words_do_not_tell_is_the_pages(services: Services) -> None:
    page = (
        '<!doctype html><html lang="fr-BE"><body><article><h1>Zodiac</h1><p>Zodiac 3000 XL</p></article></body></html>'
    )
    assert services.detector.detect("Zodiac\n\nZodiac 3000 XL").language == "en"
    stored = add_article(services, Submission(html=page), source=None, target=None)
    assert stored.translated.article.source_language == "fr"
    french = f'<!doctype html><html lang="en"><body><article><p>{TEXT}</p></article></body></html>'
    stored = add_article(services, Submission(html=french), source=None, target=None)
    assert stored.translated.article.source_language == "fr"


@pytest.mark.parametrize(
    ("submission", "field"),
    [
        (Submission("Un titre"), "text"),
        (Submission(text=" \n"), "text"),
        (Submission(text="a", url="https://a.example/"), "url"),
        (Submission(html="<p>a", file=SourceFile("a.txt", b"a")), "file"),
        (Submission(url="ftp://a.example/"), "url"),
        (Submission(html=f"<p>{'a' * 250_001}</p>"), "html"),
        (Submission(file=SourceFile("a.txt", b"a" * 250_001)), "file"),
        (Submission(file=SourceFile("a.pdf", b"a")), "file"),
        (Submission("b" * 301, text="a"), "title"),
    ],
)
def test_wrong_submission_is_refused_by_its_field(services: Services, submission: Submission, field: str) -> None:
    with pytest.raises(FieldError) as caught:
        add_article(services, submission, source="fr", target="en")
    assert caught.value.field == field
    with pytest.raises(FieldError) as caught:
        check_submission(services, submission, source="fr", target="en")
    assert caught.value.field == field
    assert list_articles(services, limit=1) == []


def test_file_over_its_limit_is_refused_unread(services: Services) -> None:
    small = replace(services, settings=services.settings.model_copy(update={"file_limit": 10_000}))
    with pytest.raises(FieldError, match="file has 10001 bytes; at most 10000 are allowed"):
        read_submission(small, Submission(file=SourceFile("a.docx", b"a" * 10_001)))
    assert read_submission(small.without_limits(), Submission(file=SourceFile("a.txt", b"a" * 10_001))).text


def test_nothing_is_fetched_where_the_settings_forbid_it(fetching: Services, site: Site) -> None:
    off = replace(fetching, settings=fetching.settings.model_copy(update={"fetch": "off"}))
    with pytest.raises(FetchingOffError):
        add_article(off, Submission(url=f"{site.url}/bac"), source=None, target=None)
    assert site.asked == []


def test_page_without_an_article_is_refused(fetching: Services, site: Site) -> None:
    site.pages |= {"/empty": Answer(b"<html></html>"), "/bytes": Answer(b"\x00\x01\x81")}
    for path in ("/empty", "/bytes"):
        with pytest.raises(NoArticleError):
            add_article(fetching, Submission(url=f"{site.url}{path}"), source=None, target=None)


def test_nothing_is_kept_of_what_is_only_translated(fetching: Services, site: Site) -> None:
    stored = translate_submission(fetching, Submission(url=f"{site.url}/bac"), source=None, target=None)
    assert stored.origin is not None
    assert (stored.translated.article.id, list_articles(fetching, limit=1)) == ("", [])


# --- again


def test_page_is_fetched_again_as_it_is_now(fetching: Services, site: Site) -> None:
    stored = add_article(fetching, Submission(url=f"{site.url}/bac"), source=None, target=None)
    page = SCRAPED.read_text(encoding="utf-8").replace("4,50 €", "5 €")
    site.pages["/bac"] = Answer(page.encode())
    found = fetch_again(fetching, stored.translated.article.id)
    assert found.title == TITLE
    assert "paieront 5 € au lieu de 4 €" in found.text
    assert len(found.kinds) == len(found.text.split("\n\n"))
    # Nothing of what is kept has changed.
    assert get_article(fetching, stored.translated.article.id) == stored


def test_page_that_is_gone_is_told(fetching: Services, site: Site) -> None:
    stored = add_article(fetching, Submission(url=f"{site.url}/bac"), source=None, target=None)
    del site.pages["/bac"]
    with pytest.raises(StatusError, match="404"):
        fetch_again(fetching, stored.translated.article.id)


def test_pasted_article_cannot_be_fetched_again(services: Services) -> None:
    stored = add_article(services, Submission(text=TEXT), source="fr", target="en")
    with pytest.raises(UnfetchedError):
        fetch_again(services, stored.translated.article.id)
    with pytest.raises(NotFoundError):
        fetch_again(services, "nothing")


# --- as a job


def test_batch_fetches_its_pages_when_it_is_run(fetching: Services, site: Site) -> None:
    key, secret = create_key(fetching, KeyOrder("CMS", frozenset({Scope.ARTICLES}), monthly_characters=50_000))
    caller = identify_caller(fetching, secret)
    orders = [
        ArticleOrder(Submission(url=f"{site.url}/bac"), None, "en"),
        ArticleOrder(Submission(html=f"<p>{TEXT}</p>"), "fr", "en"),
        ArticleOrder(Submission(url=f"{site.url}/rien"), None, "en"),
    ]
    job = submit_job(fetching, order_articles(fetching, orders), requester=Requester(caller, "192.0.2.1"))
    assert (job.kind, job.characters, site.asked) == (JobKind.ARTICLES, len(TEXT), [])
    run_job(fetching, job.id)
    _, results = get_results(fetching, caller, job.id)
    assert [sorted(result.fields) for result in results] == [["errors", "id"], ["errors", "id"], ["error"]]
    assert results[2].fields["error"] == "url cannot be used: the site answers with the status 404"
    fetched = get_article(fetching, str(results[0].fields["id"]))
    assert fetched.origin is not None
    # What was fetched was charged once it was known.
    assert get_usage(fetching, caller).characters > len(TEXT) + 1_000
    with fetching.database.session() as session:
        assert storage.get_usage(session, key.id, month="2026-03").characters == get_usage(fetching, caller).characters


def test_page_that_passes_the_quota_is_told_and_not_kept(fetching: Services, site: Site) -> None:
    _, secret = create_key(fetching, KeyOrder("CMS", frozenset({Scope.ARTICLES}), monthly_characters=100))
    caller = identify_caller(fetching, secret)
    order = order_articles(fetching, [ArticleOrder(Submission(url=f"{site.url}/bac"), None, "en")])
    job = submit_job(fetching, order, requester=Requester(caller, "192.0.2.1"))
    run_job(fetching, job.id)
    _, (result,) = get_results(fetching, caller, job.id)
    assert result.fields == {"error": "quota exceeded: 100 characters a month"}
    assert list_articles(fetching, limit=1) == []


def test_wrong_address_in_a_batch_is_told_by_its_number(services: Services) -> None:
    with pytest.raises(FieldError) as caught:
        order_articles(services, [ArticleOrder(Submission(url="ftp://a.example/"), None, "en")])
    assert str(caught.value) == "articles[0].url cannot be used: it must begin with http:// or https://"


def test_page_of_a_job_that_is_run_again_is_not_fetched_again(fetching: Services, site: Site) -> None:
    submission = Submission(url=f"{site.url}/bac")
    first = add_article(fetching, submission, source=None, target="en", caller=ANYBODY, identifier="once")
    site.pages.clear()
    assert add_article(fetching, submission, source=None, target="en", identifier="once") == first
