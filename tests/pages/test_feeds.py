from __future__ import annotations

from collections.abc import Iterator

import feedparser
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.fetching.site import Answer, Site, open_site
from tests.pages.conftest import MakeClient
from tests.pages.reading import read_page
from tests.pages.stored_feeds import keep_feed
from tests.people import make_person, sign_in
from translator.fetching import Fetcher, FetchLimits
from translator.people import Role
from translator.workflows.services import Services

ITEM = "<item><title>Une</title><link>/une</link></item>"
RSS = f"<rss version='2.0'><channel><title>Le Phare</title>{ITEM}</channel></rss>".encode()


@pytest.fixture
def site() -> Iterator[Site]:
    with open_site() as opened:
        opened.pages["/rss"] = Answer(RSS, headers={"Content-Type": "application/rss+xml"})
        yield opened


@pytest.fixture
def desk(make_client: MakeClient, services: Services) -> FlaskClient:
    """A browser in which an editor is signed in, of a site that may fetch from this machine."""
    client = make_client(fetcher=Fetcher(FetchLimits(networks=("127.0.0.0/8",))))
    sign_in(client, make_person(services, Role.EDITOR))
    return client


def send(client: FlaskClient, path: str, *, form_at: str, **fields: object) -> TestResponse:
    token = read_page(client.get(form_at)).find_all('//input[@name="csrf_token"]')[0].get("value")
    return client.post(path, data={"csrf_token": token, **fields})


def test_an_editor_watches_a_feed_and_lets_it_go(desk: FlaskClient, site: Site) -> None:
    answer = send(desk, "/feeds", form_at="/feeds", url=f"{site.url}/rss", minutes="60", target="")
    assert answer.status_code == 303
    page = read_page(desk.get(answer.location))
    assert page.read("//h1") == "Le Phare"
    assert "waits to be translated" in page.read("//main//ul")
    paused = send(desk, f"{answer.location}/pause", form_at=answer.location)
    assert "paused" in read_page(desk.get(paused.location)).read("//main")
    gone = send(desk, f"{answer.location}/delete", form_at=answer.location)
    assert read_page(desk.get(gone.location)).read('//p[@class="empty"]') == "No feed is watched yet."
    assert desk.get(answer.location).status_code == 404


@pytest.mark.parametrize(
    ("fields", "name", "problem"),
    [
        ({"url": "ftp://quai.example/"}, "url", "http"),
        ({"url": "http://10.0.0.1/rss"}, "url", ""),
        ({"minutes": "1"}, "minutes", "Choose one of the times."),
        ({"minutes": "often"}, "minutes", "Choose one of the times."),
        ({"target": "tlh"}, "target", "Choose one of the languages."),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    desk: FlaskClient, site: Site, fields: dict[str, str], name: str, problem: str
) -> None:
    sent = {"url": f"{site.url}/rss", "minutes": "60", "target": ""} | fields
    page = read_page(send(desk, "/feeds", form_at="/feeds", **sent))
    assert page.status == 400
    assert problem in page.read(f'//*[@id="{name}-problem"]')
    assert page.find_all('//input[@name="url"]')[0].get("value") == sent["url"]


def test_a_feed_that_is_watched_already_is_refused(desk: FlaskClient, site: Site) -> None:
    for status in (303, 409):
        answer = send(desk, "/feeds", form_at="/feeds", url=f"{site.url}/rss", minutes="60", target="")
        assert answer.status_code == status


@pytest.mark.parametrize("path", ["/feeds", "/feeds/quay/pause", "/feeds/quay/read", "/feeds/quay/delete"])
def test_only_editors_change_feeds(client: FlaskClient, services: Services, path: str) -> None:
    keep_feed(services)
    assert send(client, path, form_at="/feeds").location.startswith("/sign-in")
    sign_in(client, make_person(services, Role.TRANSLATOR))
    assert send(client, path, form_at="/feeds").status_code == 403
    assert client.post(path).status_code == 400


def test_the_page_of_a_feed_shows_both_headlines_and_what_became_of_each_entry(
    client: FlaskClient, services: Services, ferry: str
) -> None:
    keep_feed(services)
    page = read_page(client.get("/feeds/quay"))
    items = [" ".join(item.text_content().split()) for item in page.find_all("//main//ul/li")]
    assert len(items) == 4
    (taken,) = page.find_all(f'//main//ul/li/a[@href="/articles/{ferry}"]')
    assert [span.get("lang") for span in taken.findall("span")] == ["fr", "en-US"]
    others = page.find_all('//main//ul/li/a[@rel="noreferrer"]/span')
    assert [span.get("lang") for span in others] == ["fr"] * 3
    assert "was deleted here" in items[1]
    assert "could not be taken" in items[2]
    assert "waits to be translated" in items[3]
    assert page.find_all('//link[@type="application/atom+xml"]')[0].get("href") == "/feeds/quay/en.atom"


@pytest.mark.parametrize(
    ("language", "reasons"),
    [
        ("fr", ("le site répond par le statut 503", "le site répond par le statut 404")),
        ("en", ("the site answers with the status 503", "the site answers with the status 404")),
    ],
)
def test_what_failed_is_told_in_the_language_of_the_page(
    client: FlaskClient, services: Services, language: str, reasons: tuple[str, str]
) -> None:
    keep_feed(services)
    words = read_page(client.get("/feeds/quay", headers={"Accept-Language": language})).read("//main")
    assert all(reason in words for reason in reasons)


@pytest.mark.parametrize(("language", "title"), [("fr", "Le Quai, sur Vis-à-vis"), ("en", "Le Quai, on Vis-à-vis")])
def test_our_feed_of_a_feed_lists_its_articles(
    client: FlaskClient, services: Services, ferry: str, language: str, title: str
) -> None:
    keep_feed(services)
    answer = client.get(f"/feeds/quay/{language}.atom")
    assert answer.mimetype == "application/atom+xml"
    parsed = feedparser.parse(answer.text)
    assert (parsed.bozo, parsed.feed.title, parsed.feed.language) == (False, title, language)
    (entry,) = parsed.entries
    assert entry.link == f"http://localhost/articles/{ferry}/{language}"
    again = client.get(f"/feeds/quay/{language}.atom", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_our_feed_of_the_site_lists_all_articles_and_no_other_language(client: FlaskClient, ferry: str) -> None:
    parsed = feedparser.parse(client.get("/feed/en.atom").text)
    assert [entry.link for entry in parsed.entries] == [f"http://localhost/articles/{ferry}/en"]
    assert client.get("/feed/tlh.atom").status_code == 404
    assert client.get("/feeds/unknown/en.atom").status_code == 404


def test_feeds_are_closed_where_reading_is(make_client: MakeClient, services: Services) -> None:
    keep_feed(services)
    closed = make_client(settings={"public_reading": "off"})
    for path in ("/feeds", "/feeds/quay"):
        assert closed.get(path).location.startswith("/sign-in"), path
    for path in ("/feeds/quay/fr.atom", "/feed/fr.atom"):
        assert closed.get(path).status_code == 401, path


def test_a_site_that_fetches_nothing_offers_no_form(make_client: MakeClient, services: Services) -> None:
    client = make_client(settings={"fetch": "off"})
    sign_in(client, make_person(services, Role.EDITOR))
    page = read_page(client.get("/feeds"))
    assert page.find_all('//input[@name="url"]') == []
    assert "let nothing be fetched" in page.read("//main")
