"""What may be kept of a page, and how it is found to be the same."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update
from werkzeug.test import TestResponse

from tests.pages.conftest import MakeClient
from tests.pages.reading import read_page
from translator.storage.tables import TranslationRow
from translator.workflows.services import Services

VERSION = "/articles/ferry/fr"
PRIVATE = ["/", "/articles/ferry", "/docs"]
SHARED = [VERSION, "/articles/ferry/en", "/sitemap.xml", "/robots.txt"]

pytestmark = pytest.mark.usefixtures("ferry")


@pytest.fixture
def visitor(client: FlaskClient) -> FlaskClient:
    """Somebody who has been here before, and so has a session."""
    client.get("/")
    return client


@pytest.mark.parametrize("path", [*PRIVATE, *SHARED])
def test_page_that_is_the_same_is_not_sent_again(visitor: FlaskClient, path: str) -> None:
    first = visitor.get(path)
    again = visitor.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code, again.get_data()) == (200, 304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Cache-Control"] == first.headers["Cache-Control"]


@pytest.mark.parametrize("path", SHARED)
def test_page_that_is_the_same_for_all_may_be_kept_by_all(make_client: MakeClient, path: str) -> None:
    answers = [
        make_client().get(path, headers={"Accept-Language": language, "Cookie": f"language={language}"})
        for language in ("en", "fr")
    ]
    assert len({answer.get_data() for answer in answers}) == 1
    assert len({answer.headers["ETag"] for answer in answers}) == 1
    for answer in answers:
        assert not answer.headers["ETag"].startswith("W/")
        assert (answer.cache_control.public, answer.cache_control.private) == (True, None)
        # Kept, but asked about each time: nobody reads what was corrected since.
        assert answer.cache_control.no_cache
        assert "Set-Cookie" not in answer.headers
        assert {"cookie", "accept-language"} & {each.lower() for each in answer.vary} == set()


@pytest.mark.parametrize("path", PRIVATE)
def test_mark_changes_with_language_and_session(client: FlaskClient, make_client: MakeClient, path: str) -> None:
    client.get("/")
    stranger = make_client()
    stranger.get("/")
    marks = [
        visitor.get(path, headers={"Accept-Language": language}).headers["ETag"]
        for visitor in (client, stranger)
        for language in ("en", "fr")
    ]
    assert len(set(marks)) == 4


@pytest.mark.parametrize("path", ["/articles/ferry", "/articles/ferry/en"])
def test_page_is_sent_anew_after_an_edit(visitor: FlaskClient, services: Services, path: str) -> None:
    mark = visitor.get(path).headers["ETag"]
    with services.database.session(writing=True) as session:
        session.execute(
            update(TranslationRow)
            .where(TranslationRow.article_id == "ferry", TranslationRow.segment_id == "p17s2")
            .values(target="Corrected by hand.")
        )
        session.commit()
    answer = visitor.get(path, headers={"If-None-Match": mark})
    assert answer.status_code == 200
    assert "Corrected by hand." in answer.get_data(as_text=True)


def test_form_of_a_page_that_was_kept_can_still_be_sent(visitor: FlaskClient) -> None:
    kept = visitor.get("/")
    token = read_page(kept).find('//form[@action="/language"]/input[@name="csrf_token"]').get("value")
    assert visitor.get("/", headers={"If-None-Match": kept.headers["ETag"]}).status_code == 304
    answer = visitor.post("/language", data={"csrf_token": token, "language": "fr", "next": "/"})
    assert answer.status_code == 303


def test_page_kept_by_another_session_is_not_taken_for_ones_own(visitor: FlaskClient, make_client: MakeClient) -> None:
    stranger = make_client()
    stranger.get("/")
    mark = stranger.get("/").headers["ETag"]
    assert visitor.get("/", headers={"If-None-Match": mark}).status_code == 200


@pytest.mark.parametrize("path", ["/nowhere", "/articles/unknown", "/articles/ferry/de"])
def test_errors_carry_no_mark(visitor: FlaskClient, path: str) -> None:
    answer = visitor.get(path)
    assert (answer.status_code, answer.headers.get("ETag")) == (404, None)
    assert answer.cache_control.private


def test_refused_form_carries_no_mark(visitor: FlaskClient, submit: Callable[..., object]) -> None:
    del visitor
    page = submit(text="")
    assert page.response.headers.get("ETag") is None  # type: ignore[attr-defined]


def unpack(response: TestResponse) -> bytes:
    assert response.headers["Content-Encoding"] == "gzip"
    assert response.content_length == len(response.get_data())
    return gzip.decompress(response.get_data())


@pytest.mark.parametrize("path", [*PRIVATE, VERSION])
def test_page_is_packed_for_whom_can_unpack_it(visitor: FlaskClient, path: str) -> None:
    plain, packed = visitor.get(path), visitor.get(path, headers={"Accept-Encoding": "gzip, br"})
    assert "Content-Encoding" not in plain.headers
    assert read_page(plain).find_all("//main")
    assert b'<main id="main"' in unpack(packed)
    assert len(packed.get_data()) < len(plain.get_data()) / 2
    for answer in (plain, packed):
        assert "accept-encoding" in {each.lower() for each in answer.vary}


@pytest.mark.parametrize("accepted", ["", "identity", "br", "gzip;q=0"])
def test_page_is_not_packed_for_others(visitor: FlaskClient, accepted: str) -> None:
    answer = visitor.get(VERSION, headers={"Accept-Encoding": accepted})
    assert "Content-Encoding" not in answer.headers


def test_strong_mark_of_packed_bytes_is_another(visitor: FlaskClient) -> None:
    packing = {"Accept-Encoding": "gzip"}
    marks = [visitor.get(VERSION, headers=headers).headers["ETag"] for headers in ({}, packing)]
    assert len(set(marks)) == 2
    assert visitor.get(VERSION, headers={**packing, "If-None-Match": marks[1]}).status_code == 304
    assert visitor.get(VERSION, headers={**packing, "If-None-Match": marks[0]}).status_code == 200
    again = visitor.get(VERSION, headers=packing)
    assert again.get_data() == visitor.get(VERSION, headers=packing).get_data()


def test_length_of_a_page_with_a_token_says_nothing(visitor: FlaskClient) -> None:
    lengths = {len(visitor.get("/", headers={"Accept-Encoding": "gzip"}).get_data()) for _ in range(12)}
    assert len(lengths) > 3
    # Not the token's doing: the text is as long each time.
    assert len({len(visitor.get("/").get_data()) for _ in range(3)}) == 1


def test_error_is_packed_too(visitor: FlaskClient) -> None:
    answer = visitor.get("/nowhere", headers={"Accept-Encoding": "gzip"})
    assert (answer.status_code, b"<h1>" in unpack(answer)) == (404, True)


def test_short_answer_is_sent_as_it_is(visitor: FlaskClient) -> None:
    answer = visitor.get("/robots.txt", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in answer.headers


def test_head_tells_what_get_would_send(visitor: FlaskClient) -> None:
    headers = {"Accept-Encoding": "gzip"}
    asked, sent = visitor.head(VERSION, headers=headers), visitor.get(VERSION, headers=headers)
    assert asked.get_data() == b""
    assert (asked.headers["ETag"], asked.content_length) == (sent.headers["ETag"], sent.content_length)
