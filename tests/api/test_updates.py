"""New versions of articles: at once, later by a job, and from the page that an article was taken from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.api.conftest import BRIDGE, make_key
from tests.fakes import FakeEngine, reverse_words
from tests.fetching.site import HTML, Answer, Site, open_site
from translator.access import Scope
from translator.fetching import Fetcher, FetchLimits
from translator.workflows.run_job import run_job

LATER = {"Prefer": "wait=1, Respond-Async"}
MORE = f"{BRIDGE}\n\nLe fleuve monte."
PARAGRAPHS = (
    "Le maire a ouvert la bibliothèque ce matin, et les lecteurs sont venus nombreux.",
    "Un livre",
    "Deux livres",
)


@pytest.fixture
def client(editing: FlaskClient) -> FlaskClient:
    services = editing.application.extensions["services"]
    fetcher = Fetcher(FetchLimits(networks=("127.0.0.0/8",)))
    editing.application.extensions["services"] = replace(services, fetcher=fetcher)
    return editing


class Page:
    """A page of a site that sends it only to whoever does not have it."""

    def __init__(self, *paragraphs: str) -> None:
        self.change(*paragraphs)
        self.sent = 0

    def change(self, *paragraphs: str) -> None:
        first, *others = paragraphs
        items = "".join(f"<li>{each}</li>" for each in others)
        self.body = f"<article><h1>La ville lit</h1><p>{first}</p><ul>{items}</ul></article>".encode()

    def __call__(self, headers: Mapping[str, str]) -> Answer:
        tag = f'"{hash(self.body)}"'
        if headers.get("If-None-Match") == tag:
            return Answer(b"", 304, {"ETag": tag})
        self.sent += 1
        return Answer(self.body, headers={**HTML, "ETag": tag})


@pytest.fixture
def page() -> Page:
    return Page(*PARAGRAPHS)


@pytest.fixture
def fetched(client: FlaskClient, page: Page) -> Iterator[str]:
    """The address of an article that was taken from the page."""
    with open_site() as site:
        yield add_from(client, site, page)


def add_from(client: FlaskClient, site: Site, page: Page) -> str:
    site.pages["/lire"] = page
    fields = {"url": f"{site.url}/lire", "source": "fr", "target": "en"}
    return f"/api/articles/{client.post('/api/articles', json=fields).get_json()['id']}"


def run(client: FlaskClient, answer: TestResponse) -> tuple[Any, Any]:
    """Run the job that an answer tells of; return it and its result."""
    services = client.application.extensions["services"]
    run_job(services, answer.get_json()["id"])
    key = {"Authorization": answer.request.headers["Authorization"]}
    address = answer.headers["Location"]
    return client.get(address, headers=key).get_json(), client.get(f"{address}/result", headers=key).get_json()


def test_an_update_is_made_later_for_whoever_does_not_wait(
    client: FlaskClient, article: str, desk: dict[str, str]
) -> None:
    answer = client.put(article, json={"text": MORE, "title": "Un pont neuf"}, headers={**desk, **LATER})
    identifier = article.rpartition("/")[2]
    assert (answer.status_code, answer.headers["Preference-Applied"]) == (202, "respond-async")
    assert (answer.get_json()["kind"], answer.get_json()["article"]) == ("update", identifier)
    assert answer.get_json()["characters"] == len("Le fleuve monte.")
    assert client.get(article).get_json()["version"] == 1
    job, result = run(client, answer)
    assert (job["state"], job["progress"]["done"], job["error"]) == ("done", 1, None)
    assert result == {
        "id": identifier,
        "url": f"/articles/{identifier}",
        "version": 2,
        "changed": True,
        "kept": 4,
        "made": 1,
        "flagged": 0,
        "removed": 0,
        "errors": 0,
    }
    assert client.get(article).get_json()["text"] == f"Un pont neuf\n\n{MORE}"


def test_an_article_is_translated_again_at_once_and_later(
    client: FlaskClient, article: str, desk: dict[str, str]
) -> None:
    client.patch(f"{article}/segments/p2s0", json={"target": "It took long."}, headers=desk)
    services = client.application.extensions["services"]
    for number, change in enumerate((str.upper, str.lower)):
        engine = FakeEngine(render=lambda text, change=change: change(reverse_words(text)), weights=str(number))  # type: ignore[misc]
        client.application.extensions["services"] = replace(services, engine=engine)
        headers = {**desk, **LATER} if number else desk
        answer = client.post(f"{article}/retranslate", json={"reason": "new weights"}, headers=headers)
        assert answer.status_code == (202 if number else 200)
        if number:
            _, result = run(client, answer)
            assert (result["changed"], result["version"]) == (True, 3)
        found = client.get(article).get_json()
        sentences = [segment["target"] for paragraph in found["paragraphs"] for segment in paragraph["segments"]]
        assert sentences[0] == change("Un tnop fuen")
        assert sentences[-1] == "It took long."
    listed = client.get(f"{article}/versions").get_json()["versions"]
    assert [(each["cause"], each["reason"]) for each in listed[:2]] == [("retranslated", "new weights")] * 2


def test_a_job_of_an_outdated_text_fails_and_says_so(client: FlaskClient, article: str, desk: dict[str, str]) -> None:
    tag = {"If-Match": client.get(article).headers["ETag"]}
    waiting = client.put(article, json={"text": MORE}, headers={**desk, **LATER, **tag})
    client.patch(article, json={"text": "Le pont ferme."}, headers={**desk, **tag})
    job, result = run(client, waiting)
    assert (job["state"], job["error"]) == ("failed", "the entry was changed meanwhile: its version is 2")
    assert result == {"error": "the job is failed; only a job that is done has a result"}
    assert client.get(article).get_json()["text"] == "Un pont neuf\n\nLe pont ferme."
    late = client.put(article, json={"text": MORE}, headers={**desk, **LATER, **tag})
    assert late.status_code == 412


def test_a_repeated_update_is_one_job(client: FlaskClient, article: str, desk: dict[str, str]) -> None:
    headers = {**desk, **LATER, "Idempotency-Key": "evening"}
    first, again = (client.put(article, json={"text": MORE}, headers=headers) for _ in range(2))
    assert first.get_json() == again.get_json()
    assert client.put(article, json={"text": BRIDGE[:20]}, headers=headers).status_code == 409


@pytest.mark.parametrize("prefer", [{}, LATER])
def test_an_update_is_refused_alike_at_once_and_later(
    client: FlaskClient, article: str, desk: dict[str, str], prefer: dict[str, str]
) -> None:
    for method, path, fields, status in (
        ("PUT", "", {"text": " "}, 400),
        ("PUT", "", {"text": "a" * 250_001}, 400),
        ("PATCH", "", {"title": "a" * 301}, 400),
        ("POST", "/retranslate", {"reason": "a" * 1001}, 400),
        ("POST", "/fetch", {}, 400),
    ):
        answer = client.open(f"{article}{path}", method=method, json=fields, headers={**desk, **prefer})
        assert (answer.status_code, set(answer.get_json())) == (status, {"error"})
        unknown = client.open(
            f"/api/articles/none{path}", method=method, json={"text": "a"}, headers={**desk, **prefer}
        )
        assert unknown.status_code == 404
        assert client.open(f"{article}{path}", method=method, json=fields, headers=prefer).status_code == 401
    assert client.get("/api/jobs", headers=desk).get_json()["jobs"] == []


@pytest.mark.parametrize("prefer", [{}, LATER])
def test_a_page_is_asked_for_changes_alone(
    client: FlaskClient, fetched: str, page: Page, desk: dict[str, str], prefer: dict[str, str]
) -> None:
    def fetch() -> dict[str, Any]:
        answer = client.post(f"{fetched}/fetch", json={}, headers={**desk, **prefer})
        if prefer:
            assert answer.status_code == 202
            assert run(client, answer)[0]["state"] == "done"
        found: dict[str, Any] = client.get(fetched).get_json()
        return found

    before = client.get(fetched).get_json()
    assert (fetch(), page.sent) == (before, 1)
    page.change(*PARAGRAPHS, "Des revues")
    after = fetch()
    assert (after["version"], page.sent) == (2, 2)
    assert [each["kind"] for each in after["paragraphs"]] == ["heading", "body", "item", "item", "item"]
    assert after["paragraphs"][-1]["segments"][0]["target"] == reverse_words("Des revues")
    assert (fetch()["version"], page.sent) == (2, 2)
    listed = client.get(f"{fetched}/versions").get_json()["versions"]
    assert [each["cause"] for each in listed] == ["fetched", "added"]


def test_a_page_that_cannot_be_had_changes_nothing(client: FlaskClient, desk: dict[str, str], page: Page) -> None:
    with open_site() as site:
        fetched = add_from(client, site, page)
        site.pages["/lire"] = Answer(b"", 503)
        answer = client.post(f"{fetched}/fetch", json={}, headers=desk)
        assert answer.get_json() == {"error": "url cannot be used: the site answers with the status 503"}
        later = client.post(f"{fetched}/fetch", json={}, headers={**desk, **LATER})
        assert run(client, later)[0]["error"] == "url cannot be used: the site answers with the status 503"
    assert client.get(fetched).get_json()["version"] == 1


def test_an_article_is_deleted_by_a_key_with_all_that_belongs_to_it(
    client: FlaskClient, article: str, desk: dict[str, str]
) -> None:
    client.patch(article, json={"text": MORE}, headers=desk)
    other = make_key(client, Scope.TRANSLATE)
    assert client.delete(article, headers=other).status_code == 403
    deleted = client.delete(article, headers=desk)
    assert (deleted.status_code, deleted.get_data()) == (204, b"")
    for path in ("", "/versions", "/versions/1", "/segments/p1s0", "/export/json"):
        assert client.get(f"{article}{path}").status_code == 404
    assert client.delete(article, headers=desk).status_code == 404
    assert client.patch(article, json={"text": MORE}, headers=desk).status_code == 404
    assert client.get("/api/articles").get_json()["articles"] == []
