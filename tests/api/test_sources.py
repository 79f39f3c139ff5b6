"""Articles as text, HTML or an address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.api.conftest import MakeClient
from tests.fetching.site import Answer, Site, open_site
from translator.fetching import Fetcher, FetchLimits
from translator.storage import Database

SCRAPED = Path(__file__).parent.parent / "cases" / "pages" / "phare.html"
ENGLISH = "We have all come here to read, and we shall stay as long as there is light in these rooms."
TEXT = "Le maire a ouvert la bibliothèque ce matin, et les lecteurs sont venus nombreux."


@pytest.fixture
def site() -> Iterator[Site]:
    with open_site() as opened:
        opened.pages["/bac"] = Answer(SCRAPED.read_bytes())
        yield opened


@pytest.fixture
def client(make_client: MakeClient, database: Database) -> FlaskClient:
    """A client of a site that may fetch from this machine."""
    client = make_client(database=database)
    extensions = client.application.extensions
    fetcher = Fetcher(FetchLimits(networks=("127.0.0.0/8",)))
    extensions["services"] = replace(extensions["services"], fetcher=fetcher)
    return client


def add(client: FlaskClient, language: str = "en", **fields: object) -> tuple[int, dict[str, object]]:
    answer = client.post(
        "/api/articles", json={"source": "fr", "target": "en", **fields}, headers={"Accept-Language": language}
    )
    body = answer.get_json()
    return answer.status_code, client.get(answer.headers["Location"]).get_json() if "id" in body else body


def test_page_is_fetched_and_told_where_it_comes_from(client: FlaskClient, site: Site) -> None:
    status, article = add(client, url=f"{site.url}/bac")
    assert (status, article["title"]) == (201, "Le bac de Saint-Aubin reprendra la mer en juin")
    assert article["origin"] == {
        "url": f"{site.url}/bac",
        "canonical_url": "https://www.phare-ouest.example/region/bac-saint-aubin-juin",
        "site_name": "Le Phare de l’Ouest",
        "byline": None,
        "published_at": "2026-02-27T17:05:00+00:00",
        "image_caption": "Le bac « Marie-Jeanne » à quai à Saint-Aubin, en janvier. Photo Loïc Le Goff",
    }


def test_html_keeps_its_parts_on_both_sides(client: FlaskClient) -> None:
    markup = f"<h1>La ville</h1><p>{TEXT}</p><ul><li>Un</li><li>Deux</li></ul><blockquote>{ENGLISH}</blockquote>"
    status, article = add(client, html=markup)
    assert (status, [each["kind"] for each in article["paragraphs"]]) == (
        201,
        ["heading", "body", "item", "item", "quote"],
    )
    assert article["html"].split("\n") == [
        "<h1>La ville</h1>",
        f"<p>{TEXT}</p>",
        "<ul>",
        "<li>Un</li>",
        "<li>Deux</li>",
        "</ul>",
        '<blockquote><p><span lang="en">' + ENGLISH + "</span></p></blockquote>",
    ]
    assert article["translated_html"].split("\n")[-1] == f"<blockquote><p>{ENGLISH}</p></blockquote>"


HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)><a href='javascript:alert(3)'>ici</a><svg onload=alert(4)>"
)


@pytest.mark.parametrize("field", ["text", "html"])
def test_hostile_words_come_back_as_words(client: FlaskClient, field: str) -> None:
    escaped = HOSTILE.replace("<", "&lt;") if field == "html" else HOSTILE
    status, article = add(client, **{field: f"<p>{TEXT} {HOSTILE} {escaped}</p>", "title": HOSTILE[:200]})
    assert status == 201
    for side in ("html", "translated_html"):
        assert set(article[side].split("<")[0:1]) == {""}
        tags = {piece.partition(">")[0].lstrip("/") for piece in article[side].split("<")[1:]}
        assert tags <= {"h1", "p"}


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({}, "text is missing; one of text, html and url is needed"),
        ({"text": TEXT, "url": "https://a.example/"}, "url must not be given together with text"),
        ({"text": TEXT, "html": "<p>a"}, "html must not be given together with text"),
        ({"html": 5}, "html must be a string"),
        ({"url": ["a"]}, "url must be a string"),
        ({"html": " "}, "html must not be empty"),
        ({"html": "<script>a</script>"}, "html cannot be used: no article was found in it"),
        ({"url": "http://10.0.0.1/"}, "url cannot be used: it leads into a network that is not public"),
        ({"url": "http://0x7f.1/"}, "url cannot be used: its host is a number in an unusual form"),
        ({"url": "file:///etc/passwd"}, "url cannot be used: it must begin with http:// or https://"),
        ({"html": f"<p>{'a' * 250_001}"}, "html has 250001 characters; at most 250000 are allowed"),
    ],
)
def test_what_gives_no_article_is_refused_by_its_field(
    client: FlaskClient, fields: dict[str, object], error: str
) -> None:
    assert add(client, **fields) == (400, {"error": error})


def test_refusal_is_said_in_the_callers_language(client: FlaskClient, site: Site) -> None:
    status, body = add(client, language="fr", url=f"{site.url}/rien")
    assert (status, body) in (
        (400, {"error": "url est inutilisable\u00a0: le site répond par le statut 404"}),
        # Where the catalogues were not compiled.
        (400, {"error": "url cannot be used: the site answers with the status 404"}),
    )


def test_another_sites_form_fetches_nothing(client: FlaskClient, site: Site) -> None:
    answer = client.post("/api/articles", data={"url": f"{site.url}/bac", "target": "en"})
    assert (answer.status_code, site.asked) == (415, [])


def test_page_of_another_type_is_refused(client: FlaskClient, site: Site) -> None:
    site.pages["/a.pdf"] = Answer(b"%PDF", headers={"Content-Type": "application/pdf"})
    assert add(client, url=f"{site.url}/a.pdf") == (
        400,
        {"error": "url cannot be used: the site sends application/pdf"},
    )
