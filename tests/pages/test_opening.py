from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from tests.pages.conftest import MakeClient
from tests.pages.reading import read_page
from tests.people import make_person, sign_in
from translator.access import Scope
from translator.people import Role
from translator.workflows.articles import list_articles
from translator.workflows.keys import KeyOrder, create_key
from translator.workflows.services import Services

PAGES = (
    "/",
    "/articles/ferry",
    "/articles/ferry/fr",
    "/articles/ferry/embed",
    "/articles/ferry/segments/p0s0",
    "/sitemap.xml",
    "/docs",
)
DOWNLOADS = ("/api/articles", "/api/articles/ferry", "/api/articles/ferry/export/markdown")
OPEN = ("/sign-in", "/assets/site.css", "/robots.txt", "/health", "/health/live", "/languages", "/openapi.json")


@pytest.fixture
def closed(make_client: MakeClient, ferry: str) -> FlaskClient:
    """A site whose articles are not for everybody."""
    assert ferry == "ferry"
    return make_client(settings={"public_reading": "off"})


@pytest.fixture
def for_translators(make_client: MakeClient) -> FlaskClient:
    """A site where not everybody adds articles."""
    return make_client(settings={"adding": "translators"})


def post_article(client: FlaskClient, **fields: str) -> int:
    token = read_page(client.get("/")).find_all('//input[@name="csrf_token"]')[0].get("value")
    return client.post("/articles", data={"csrf_token": token, "text": "Le pont rouvre.", **fields}).status_code


@pytest.mark.parametrize("path", PAGES)
def test_a_stranger_is_asked_to_sign_in_before_reading(closed: FlaskClient, path: str) -> None:
    answer = closed.get(path)
    address = urlsplit(answer.headers["Location"])
    assert (answer.status_code, address.path, parse_qs(address.query)) == (303, "/sign-in", {"next": [path]})


@pytest.mark.parametrize("path", OPEN)
def test_what_everybody_needs_stays_open(closed: FlaskClient, path: str) -> None:
    assert closed.get(path, buffered=True).status_code == 200


def test_the_language_can_be_changed_before_signing_in(closed: FlaskClient) -> None:
    token = read_page(closed.get("/sign-in")).find_all('//input[@name="csrf_token"]')[0].get("value")
    answer = closed.post("/language", data={"csrf_token": token, "language": "fr", "next": "/sign-in"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/sign-in")


@pytest.mark.parametrize("path", PAGES + DOWNLOADS)
def test_a_reader_reads(closed: FlaskClient, services: Services, path: str) -> None:
    sign_in(closed, make_person(services, Role.READER))
    assert closed.get(path).status_code == 200


def test_what_only_some_may_read_is_kept_by_no_shared_cache(closed: FlaskClient, services: Services) -> None:
    sign_in(closed, make_person(services, Role.READER))
    for path in PAGES[1:6]:
        answer = closed.get(path)
        assert not answer.cache_control.public, path
    assert closed.get("/robots.txt").get_data(as_text=True) == "User-agent: *\nDisallow: /\n"


@pytest.mark.parametrize("path", DOWNLOADS)
def test_a_program_needs_a_key_to_read(closed: FlaskClient, services: Services, path: str) -> None:
    answer = closed.get(path)
    assert (answer.status_code, answer.get_json()) == (401, {"error": "a key is needed"})
    statuses = []
    for scope in (Scope.TRANSLATE, Scope.ARTICLES):
        _, secret = create_key(services, KeyOrder(name="CMS", scopes=frozenset({scope})))
        statuses.append(closed.get(path, headers={"Authorization": f"Bearer {secret}"}).status_code)
    assert statuses == [403, 200]
    assert closed.get(path, headers={"Authorization": "Bearer vv_wrong"}).status_code == 401


def test_everybody_adds_articles_unless_the_settings_say_otherwise(client: FlaskClient, services: Services) -> None:
    assert post_article(client) == 303
    assert client.post("/api/articles", json={"text": "Le pont rouvre.", "target": "en"}).status_code == 201
    assert len(list_articles(services, limit=10)) == 2


def test_a_stranger_adds_no_article_where_only_translators_may(
    for_translators: FlaskClient, services: Services
) -> None:
    assert read_page(for_translators.get("/")).find_all('//form[@action="/articles"]') == []
    assert post_article(for_translators) == 303
    assert for_translators.post("/api/articles", json={"text": "Le pont rouvre.", "target": "en"}).status_code == 401
    job = {"kind": "articles", "articles": [{"text": "Le pont rouvre.", "target": "en"}]}
    refused = for_translators.post("/api/jobs", json=job)
    assert (refused.status_code, refused.get_json()) == (401, {"error": "a key is needed"})
    assert for_translators.post("/translate", json={"q": "Le pont", "source": "fr", "target": "en"}).status_code == 200
    assert list_articles(services, limit=10) == []


@pytest.mark.parametrize(("role", "status", "added"), [(Role.READER, 403, 0), (Role.TRANSLATOR, 303, 1)])
def test_a_person_adds_articles_by_the_role(
    for_translators: FlaskClient, services: Services, role: Role, status: int, added: int
) -> None:
    sign_in(for_translators, make_person(services, role))
    forms = read_page(for_translators.get("/")).find_all('//form[@action="/articles"]')
    assert (len(forms), post_article(for_translators)) == (added, status)
    assert len(list_articles(services, limit=10)) == added


def test_every_other_page_is_closed_too(closed: FlaskClient) -> None:
    app = closed.application
    views = closed.application.view_functions
    roots = ("/api/", "/v2/", "/v3/", "/sign-in", "/sign-out", "/password/", "/assets/", "/static/")
    programs = {"deepl", "health", "immersive", "libretranslate", "openapi", "jobs", "glossary", "articles"}
    asked = []
    with app.test_request_context():
        adapter = app.url_map.bind("localhost")
        for rule in app.url_map.iter_rules():
            is_page = rule.endpoint in views and "." in rule.endpoint and rule.endpoint.split(".")[0] not in programs
            if not is_page or "GET" not in (rule.methods or ()) or rule.rule.startswith(roots):
                continue
            if rule.rule != "/robots.txt":
                asked.append(adapter.build(rule.endpoint, dict.fromkeys(rule.arguments, 1)))
    answers = {path: closed.get(path) for path in asked if not path.startswith("/administration/sign-in")}
    assert len(answers) > 15
    shown = {path: answer.status_code for path, answer in answers.items() if answer.status_code != 303}
    # A program that reads a feed is asked for a key; what else there is leads to another page that is closed itself.
    assert all(status == (401 if path.endswith(".atom") else 302) for path, status in shown.items()), shown
