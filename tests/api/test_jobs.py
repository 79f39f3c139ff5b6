from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.api.conftest import MakeClient, make_key
from tests.fakes import reverse_words
from translator.access import Scope
from translator.rates import RateLimiter
from translator.storage import Database
from translator.workflows.run_job import run_job
from translator.workflows.services import Services

TEXT = "Le maire parle du pont."
BODY = {"text": TEXT, "source": "fr", "target": "en"}


@pytest.fixture
def client(make_client: MakeClient, database: Database) -> FlaskClient:
    return make_client(database=database)


def get_services(client: FlaskClient) -> Services:
    services: Services = client.application.extensions["services"]
    return services


def submit(client: FlaskClient, headers: dict[str, str] | None = None, **fields: object) -> TestResponse:
    return client.post("/api/jobs", json={**BODY, **fields}, headers=headers)


def run(client: FlaskClient, answer: TestResponse) -> str:
    """Run the job that an answer tells of, and return its address."""
    run_job(get_services(client), answer.json["id"])
    return answer.headers["Location"]


def test_a_text_is_taken_on_run_and_fetched(client: FlaskClient) -> None:
    answer = submit(client)
    assert (answer.status_code, answer.json["state"], answer.json["kind"]) == (202, "queued", "text")
    assert (answer.json["progress"], answer.json["characters"]) == (
        {"done": 0, "total": 1, "sentences_done": 0, "sentences": 0},
        len(TEXT),
    )
    address = answer.headers["Location"]
    assert answer.json["url"] == address
    early = client.get(f"{address}/result")
    assert (early.status_code, early.json["error"]) == (409, "the job is queued; only a job that is done has a result")
    run(client, answer)
    shown = client.get(address).json
    assert (shown["state"], shown["progress"]["done"], shown["article"], shown["error"]) == ("done", 1, None, None)
    assert shown["finished_at"] is not None
    result = client.get(shown["result_url"]).json
    assert result == {"translated_text": reverse_words(TEXT), "source": "fr", "target": "en", "errors": 0}


def test_the_language_found_is_told(client: FlaskClient) -> None:
    text = "Le ministre a déclaré que les travaux du nouveau pont commenceraient avant la fin de l’été."
    answer = submit(client, text=text, source="auto")
    assert client.get(f"{run(client, answer)}/result").json["source"] == "fr"


def test_articles_get_pages(client: FlaskClient) -> None:
    articles = [{"title": "Un pont", "text": TEXT, "source": "fr", "target": "en"}, {"text": TEXT, "target": "en"}]
    answer = client.post("/api/jobs", json={"kind": "articles", "articles": articles})
    assert (answer.status_code, answer.json["progress"]["total"]) == (202, 2)
    made = client.get(f"{run(client, answer)}/result").json["articles"]
    for article in made:
        assert article["url"] == f"/articles/{article['id']}"
        assert client.get(f"/api/articles/{article['id']}").json["text"].endswith(TEXT)


def test_a_file_comes_back_as_a_file(client: FlaskClient) -> None:
    form = {"file": (io.BytesIO(TEXT.encode()), "pont.txt"), "source": "fr", "target": "en"}
    answer = client.post("/api/jobs", data=form)
    assert (answer.status_code, answer.json["kind"]) == (202, "document")
    result = client.get(f"{run(client, answer)}/result")
    assert (result.get_data(as_text=True), result.mimetype) == (reverse_words(TEXT), "text/plain")
    assert result.headers["Content-Disposition"] == "attachment; filename=pont.txt"


def test_a_file_may_be_larger_than_other_bodies(make_client: MakeClient, database: Database) -> None:
    client = make_client(database=database, body_limit=10_000, file_limit=30_000)
    for size, status in ((20_000, 202), (200_000, 413)):
        form = {"file": (io.BytesIO(b"a" * size), "a.txt"), "source": "fr", "target": "en"}
        assert client.post("/api/jobs", data=form).status_code == status
    assert submit(client, text="a" * 20_000).status_code == 413


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"text": None}, "text is missing"),
        ({"text": " "}, "text must not be empty"),
        ({"text": 5}, "text must be a string"),
        ({"text": "a\0"}, "text holds the unusable character U+0000"),
        ({"target": None}, "target is missing"),
        ({"target": "xx"}, "xx is not supported"),
        ({"source": "xx"}, "xx is not supported"),
        ({"format": "pdf"}, "pdf format is not supported"),
        ({"quotations": "drop"}, "quotations must be one of translate, keep, both"),
        ({"kind": "film"}, "kind must be text or articles; a file is sent as a form with the field file"),
        ({"kind": "articles"}, "articles is missing"),
        ({"kind": "articles", "articles": []}, "articles must not be empty"),
        ({"kind": "articles", "articles": {}}, "articles must be an array"),
        ({"kind": "articles", "articles": ["a"]}, "articles[0] must be an object"),
        ({"kind": "articles", "articles": [{"text": "a"}]}, "articles[0].target is missing"),
        (
            {"kind": "articles", "articles": [{"text": "a", "target": "en", "title": "b" * 301}]},
            "articles[0].title is longer than 300 characters",
        ),
    ],
)
def test_a_wrong_order_is_refused_with_its_field(client: FlaskClient, fields: dict[str, object], error: str) -> None:
    answer = submit(client, **fields)
    assert (answer.status_code, answer.json) == (400, {"error": error})


def test_a_file_of_an_unknown_kind_is_refused(client: FlaskClient) -> None:
    form = {"file": (io.BytesIO(b"a"), "film.mp4"), "source": "fr", "target": "en"}
    answer = client.post("/api/jobs", data=form)
    assert (answer.status_code, answer.json["error"][:26]) == (400, "file format not supported;")


def test_another_sites_form_adds_no_articles(client: FlaskClient) -> None:
    batch = {"kind": "articles", "articles": [{"text": TEXT, "target": "en"}]}
    assert client.post("/api/jobs", data=json.dumps(batch), content_type="text/plain").status_code == 415
    assert client.post("/api/jobs", data={"kind": "articles"}, content_type="multipart/form-data").status_code == 400


def test_a_repeated_request_gives_the_same_job(client: FlaskClient) -> None:
    headers = {"Idempotency-Key": "order-1"}
    first, second = submit(client, headers), submit(client, headers)
    assert (second.status_code, second.json) == (202, first.json)
    other = submit(client, headers, text="Autre chose.")
    assert (other.status_code, other.json["error"]) == (409, "another job was asked for under this Idempotency-Key")
    for key in ("", "é", "x" * 256):
        assert submit(client, {"Idempotency-Key": key}).status_code == 400


def test_a_job_is_its_owners_alone(client: FlaskClient) -> None:
    own, other = make_key(client, Scope.TRANSLATE), make_key(client, Scope.TRANSLATE)
    address = submit(client, own).headers["Location"]
    for headers in ({}, other):
        for method, path in (("GET", ""), ("GET", "/result"), ("POST", "/cancel"), ("DELETE", "")):
            assert client.open(address + path, method=method, headers=headers).status_code == 404
    assert client.get(address, headers=own).status_code == 200
    assert [len(client.get("/api/jobs", headers=key).json["jobs"]) for key in (own, other)] == [1, 0]
    assert client.get("/api/jobs").status_code == 401


def test_jobs_are_listed_page_by_page(client: FlaskClient) -> None:
    key = make_key(client, Scope.TRANSLATE)
    made = {submit(client, key, text=f"Pont {number}.").json["id"] for number in range(3)}
    first = client.get("/api/jobs?limit=2", headers=key).json
    second = client.get(f"/api/jobs?limit=2&before={first['next_before']}", headers=key).json
    assert {job["id"] for job in (*first["jobs"], *second["jobs"])} == made
    assert second["next_before"] is None
    assert client.get("/api/jobs?limit=0", headers=key).status_code == 400


def test_cancelling_is_harmless_to_repeat_and_deleting_is_final(client: FlaskClient) -> None:
    address = submit(client).headers["Location"]
    assert [client.post(f"{address}/cancel").json["state"] for _ in range(2)] == ["cancelled"] * 2
    assert [client.delete(address).status_code for _ in range(2)] == [204, 404]


def test_each_kind_needs_its_scope(make_client: MakeClient, database: Database) -> None:
    client = make_client(database=database, require_key="on")
    translate, articles = make_key(client, Scope.TRANSLATE), make_key(client, Scope.ARTICLES)
    batch = {"kind": "articles", "articles": [{"text": TEXT, "target": "en", "source": "fr"}]}
    assert submit(client).status_code == 401
    assert submit(client, articles).status_code == 403
    assert client.post("/api/jobs", json=batch, headers=translate).status_code == 403
    accepted = client.post("/api/jobs", json=batch, headers=articles)
    assert client.get(accepted.headers["Location"], headers=articles).status_code == 200


def test_too_many_open_jobs_are_refused_for_a_while(make_client: MakeClient, database: Database) -> None:
    client = make_client(database=database, open_jobs_limit=1)
    submit(client)
    answer = submit(client)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "60")


def test_asking_counts_against_the_texts_a_minute(make_client: MakeClient, database: Database) -> None:
    client = make_client(database=database, rate_limit=2)
    client.application.extensions["services"] = replace(get_services(client), rates=RateLimiter())
    assert [submit(client).status_code for _ in range(3)] == [202, 202, 429]


def test_an_unknown_job_is_not_found(client: FlaskClient) -> None:
    for job_id in ("nothing", "a%00b", "x" * 500):
        assert client.get(f"/api/jobs/{job_id}").status_code == 404


def test_a_wrong_webhook_is_refused(client: FlaskClient) -> None:
    for fields, error in (
        ({"webhook": "ftp://example.org"}, "webhook must be a URL that begins with http:// or https://"),
        ({"webhook": "https://example.org"}, "webhook_secret is missing"),
        ({"webhook": 5}, "webhook must be a string"),
        ({"webhook": "https://example.org", "webhook_secret": "x" * 15 + "\0"}, "webhook_secret holds the unusable"),
    ):
        answer = submit(client, **fields)
        assert answer.status_code == 400
        assert answer.json["error"].startswith(error)
    assert submit(client, webhook="https://example.org", webhook_secret="x" * 16).status_code == 202
