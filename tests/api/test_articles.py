from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.api.conftest import MakeClient
from tests.api.test_access import make_key
from tests.fakes import NOON
from translator.access import Scope
from translator.storage import Database
from translator.workflows.services import Services

DRAFT = {
    "title": "Un pont neuf",
    "text": "Le pont ouvre mardi. Olga Petrova est venue.\n\nLes travaux ont duré.",
    "source": "fr",
    "target": "en",
}


@pytest.fixture
def empty(make_client: MakeClient, tmp_path: Path) -> FlaskClient:
    """A client of a service that keeps no article yet."""
    database = Database(f"sqlite:///{tmp_path / 'articles.sqlite3'}")
    database.upgrade()
    return make_client(database=database)


def add(client: FlaskClient, **fields: Any) -> TestResponse:
    return client.post("/api/articles", json={**DRAFT, **fields})


def read(response: TestResponse) -> tuple[int, Any]:
    return response.status_code, response.get_json()


def test_article_is_kept_and_told_where(empty: FlaskClient) -> None:
    response = add(empty)
    status, made = read(response)
    assert status == 201
    assert made == {"id": made["id"], "url": f"/articles/{made['id']}"}
    assert response.headers["Location"] == f"/api/articles/{made['id']}"
    status, kept = read(empty.get(response.headers["Location"]))
    assert (status, kept["id"], kept["url"]) == (200, made["id"], made["url"])


def test_kept_article_shows_both_sides(empty: FlaskClient) -> None:
    kept = empty.get(f"/api/articles/{add(empty).get_json()['id']}").get_json()
    assert {name: value for name, value in kept.items() if name not in ("id", "url", "paragraphs")} == {
        "title": "Un pont neuf",
        "source": "fr",
        "target": "en-US",
        "created_at": "2026-03-01T12:00:00+00:00",
        "version": 1,
        "origin": None,
        "text": f"Un pont neuf\n\n{DRAFT['text']}",
        "translated_text": "Un tnop fuen\n\nLe tnop ervuo Tuesday. Olga Petrova tse eunev.\n\nLes xuavart tno érud.",
        "html": "<h1>Un pont neuf</h1>\n<p>Le pont ouvre mardi. Olga Petrova est venue.</p>\n"
        "<p>Les travaux ont duré.</p>",
        "translated_html": "<h1>Un tnop fuen</h1>\n<p>Le tnop ervuo Tuesday. Olga Petrova tse eunev.</p>\n"
        "<p>Les xuavart tno érud.</p>",
    }
    assert [(paragraph["index"], paragraph["kind"], paragraph["language"]) for paragraph in kept["paragraphs"]] == [
        (0, "heading", "fr"),
        (1, "body", "fr"),
        (2, "body", "fr"),
    ]
    segments = [segment for paragraph in kept["paragraphs"] for segment in paragraph["segments"]]
    assert [segment["id"] for segment in segments] == ["p0s0", "p1s0", "p1s1", "p2s0"]
    assert [segment["target"] for segment in segments] == [
        "Un tnop fuen",
        "Le tnop ervuo Tuesday.",
        "Olga Petrova tse eunev.",
        "Les xuavart tno érud.",
    ]
    assert [kept["text"][segment["start"] : segment["end"]] for segment in segments] == [
        segment["source"] for segment in segments
    ]


def test_title_and_source_may_be_left_out(empty: FlaskClient) -> None:
    text = "Le ministre est venu hier soir avec les pêcheurs."
    status, made = read(empty.post("/api/articles", json={"text": text, "target": "en"}))
    assert status == 201
    kept = empty.get(f"/api/articles/{made['id']}").get_json()
    assert (kept["title"], kept["source"], kept["text"]) == (text, "fr", text)


def test_source_auto_is_detected(empty: FlaskClient) -> None:
    made = add(empty, source="AUTO").get_json()
    assert empty.get(f"/api/articles/{made['id']}").get_json()["source"] == "fr"


def test_target_may_be_a_locale(empty: FlaskClient) -> None:
    made = add(empty, target="en-GB").get_json()
    assert empty.get(f"/api/articles/{made['id']}").get_json()["target"] == "en-GB"


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"text": None}, "text is missing; one of text, html and url is needed"),
        ({"text": 5}, "text must be a string"),
        ({"title": ["a"]}, "title must be a string"),
        ({"target": None}, "target is missing"),
        ({"target": "zz"}, "zz is not supported"),
        ({"target": "en-FR"}, "en-FR is not a supported locale"),
        ({"source": "zz"}, "zz is not supported"),
        ({"target": "fr"}, "target must be another language than the source"),
        ({"target": "e" * 36}, "target is longer than 35 characters"),
        ({"source": "\ud800"}, "source holds the unusable character U+D800"),
        ({"text": " \n"}, "text must not be empty"),
        ({"text": "a\0"}, "text holds the unusable character U+0000"),
        ({"title": "\udfff"}, "title holds the unusable character U+DFFF"),
        ({"title": "e" * 301}, "title is longer than 300 characters"),
        ({"text": "e" * 250_001}, "text has 250001 characters; at most 250000 are allowed"),
    ],
)
def test_wrong_fields_are_refused_by_name(client: FlaskClient, fields: dict[str, object], text: str) -> None:
    assert read(add(client, **fields)) == (400, {"error": text})


def test_body_must_be_json(client: FlaskClient) -> None:
    assert read(client.post("/api/articles", data=DRAFT)) == (
        415,
        {"error": "the body must be JSON, sent with the header Content-Type: application/json"},
    )


@pytest.mark.parametrize(
    ("body", "text"),
    [(b"[]", "Invalid JSON format"), (b"{", "Invalid JSON: expecting a name in double quotes")],
)
def test_body_must_be_an_object(client: FlaskClient, body: bytes, text: str) -> None:
    status, answer = read(client.post("/api/articles", data=body, content_type="application/json"))
    assert (status, answer["error"].partition(" at ")[0]) == (400, text)


def test_unknown_article_is_not_found(client: FlaskClient) -> None:
    assert read(client.get("/api/articles/nothing")) == (404, {"error": "no article has the id nothing"})


def test_list_pages_from_the_newest_by_the_last_id(make_client: MakeClient, tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'pages.sqlite3'}")
    database.upgrade()
    clients = [
        make_client(database=database, get_time=lambda minutes=minutes: NOON + timedelta(minutes=minutes))
        for minutes in range(5)
    ]
    ids = [add(client, title=f"Pont {number}").get_json()["id"] for number, client in enumerate(clients)][::-1]
    pages, before = [], ""
    while before is not None:
        page = clients[0].get(f"/api/articles?limit=2&before={before}").get_json()
        pages.append([summary["id"] for summary in page["articles"]])
        before = page["next_before"]
    assert pages == [ids[:2], ids[2:4], ids[4:]]


def test_list_ends_with_a_full_page(empty: FlaskClient) -> None:
    made = add(empty).get_json()
    assert read(empty.get("/api/articles?limit=1")) == (
        200,
        {
            "articles": [
                {
                    "id": made["id"],
                    "url": made["url"],
                    "title": "Un pont neuf",
                    "target_title": "Un tnop fuen",
                    "source": "fr",
                    "target": "en-US",
                    "created_at": "2026-03-01T12:00:00+00:00",
                    "errors": 0,
                    "state": "translated",
                    "site": None,
                    "excerpt": None,
                }
            ],
            "total": 1,
            "next_before": None,
            "previous_after": None,
        },
    )


def test_list_of_no_articles_is_empty(empty: FlaskClient) -> None:
    assert read(empty.get("/api/articles")) == (
        200,
        {"articles": [], "total": 0, "next_before": None, "previous_after": None},
    )


@pytest.mark.parametrize("limit", ["0", "101", "-1", "two", "", "1.5", "²", "9" * 5000])
def test_list_limit_must_be_a_number_in_range(client: FlaskClient, limit: str) -> None:
    assert read(client.get("/api/articles", query_string={"limit": limit})) == (
        400,
        {"error": "limit must be a whole number from 1 to 100"},
    )


def test_list_before_an_unknown_article_is_not_found(client: FlaskClient) -> None:
    assert read(client.get("/api/articles?before=nothing")) == (404, {"error": "no article has the id nothing"})


def test_articles_cannot_be_added_from_other_sites(empty: FlaskClient) -> None:
    response = empty.options("/api/articles", headers={"Origin": "https://elsewhere.example"})
    assert [name for name, _ in response.headers if name.startswith("Access-Control-")] == []


def test_article_takes_a_policy_for_quotations(empty: FlaskClient) -> None:
    spoken = "« nous partirons demain »"
    shown = []
    for policy in ("translate", "keep", "both"):
        _, made = read(add(empty, text=f"Le ministre a dit {spoken}.", source="fr", target="en", quotations=policy))
        shown.append(read(empty.get(f"/api/articles/{made['id']}"))[1]["translated_text"])
    assert [spoken in text for text in shown] == [False, True, True]
    assert ["“" in text for text in shown] == [True, False, True]


def test_search_tells_where_it_found_what(empty: FlaskClient) -> None:
    made = add(empty).get_json()
    page = empty.get("/api/articles?q=ponts").get_json()
    assert [article["id"] for article in page["articles"]] == [made["id"]]
    assert empty.get("/api/articles?q=zzz").get_json()["total"] == 0


WRONG_TIME = "since must be a day such as 2026-03-31, or a time as ISO 8601 has it"


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("since=yesterday", "since must be a day such as 2026-03-31, or a time as ISO 8601 has it"),
        (
            "since=0001-01-01T00:00:00%2B14:00",
            "since must be a day such as 2026-03-31, or a time as ISO 8601 has it",
        ),
        ("since=2026-03-02&until=2026-03-01", "until must not be before since"),
        ("state=initial", "state must be one of translated, reviewed, final"),
        ("errors=1", "errors must be one of true, false"),
        ("order=oldest", "order must be one of newest, relevance"),
        ("source=fr", "target is missing; a direction has both"),
        ("before=x~y", "before is no place in the list"),
        ("before=a&after=b", "after must not be given together with before"),
        ("q=" + "a" * 501, "q is longer than 500 characters"),
    ],
)
def test_wrong_filter_of_the_list_is_named(client: FlaskClient, query: str, problem: str) -> None:
    assert read(client.get(f"/api/articles?{query}")) == (400, {"error": problem})


def test_nobody_deletes_without_a_key(empty: FlaskClient) -> None:
    made = add(empty).get_json()
    assert empty.delete(f"/api/articles/{made['id']}").status_code == 401
    assert empty.get(f"/api/articles/{made['id']}").status_code == 200


def test_a_key_that_may_deletes_an_article_for_good(make_client: MakeClient, services: Services) -> None:
    # On the database that the key stands in.
    client = make_client()
    made, other = (add(client, title=f"Un pont {number}").get_json() for number in (1, 2))
    may, may_not = (
        {"Authorization": f"Bearer {make_key(services, scope)}"} for scope in (Scope.ARTICLES, Scope.TRANSLATE)
    )
    address = f"/api/articles/{made['id']}"
    assert client.delete(address, headers=may_not).status_code == 403
    assert client.get(address).status_code == 200
    answer = client.delete(address, headers=may)
    assert (answer.status_code, answer.data) == (204, b"")
    assert read(client.get(address))[0] == 404
    assert client.delete(address, headers=may).status_code == 404
    assert client.get(f"/api/articles/{other['id']}").status_code == 200
    listed = [each["id"] for each in client.get("/api/articles?q=pont").get_json()["articles"]]
    assert (made["id"] in listed, other["id"] in listed) == (False, True)
