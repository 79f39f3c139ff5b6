from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient

from tests.pages.parts import keep_article
from tests.pages.reading import Page, read_page
from tests.pages.stored_articles import read_ferry_article
from translator.workflows.services import Services


def choose(client: FlaskClient, **fields: str) -> Page:
    token = read_page(client.get("/")).find('//form[@action="/language"]/input[@name="csrf_token"]').get("value")
    return read_page(client.post("/language", data={"csrf_token": token, **fields}))


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("", "en"),
        ("fr", "fr"),
        ("fr-CA, en;q=0.8", "fr"),
        ("en-GB, fr;q=0.9", "en"),
        ("de, fr;q=0.5", "fr"),
        ("de", "en"),
        ("*", "en"),
    ],
)
def test_browser_preference_chooses_the_language(client: FlaskClient, accepted: str, expected: str) -> None:
    page = read_page(client.get("/", headers={"Accept-Language": accepted}))
    assert page.find("/html").get("lang") == expected


def test_switch_outweighs_the_browser_and_returns_where_it_was_used(client: FlaskClient, ferry: str) -> None:
    answer = choose(client, language="fr", next=f"/articles/{ferry}")
    assert (answer.status, answer.response.headers["Location"]) == (303, f"/articles/{ferry}")
    page = read_page(client.get(f"/articles/{ferry}", headers={"Accept-Language": "en"}))
    assert page.find("/html").get("lang") == "fr"


def test_switch_offers_the_other_language_in_its_own_words(client: FlaskClient) -> None:
    page = read_page(client.get("/", headers={"Accept-Language": "en"}))
    button = page.find('//form[@action="/language"]/button')
    assert (button.get("value"), button.get("lang"), button.text) == ("fr", "fr", "Français")


def test_switch_remembers_the_whole_address(client: FlaskClient, ferry: str) -> None:
    page = read_page(client.get(f"/articles/{ferry}?from=feed"))
    field = page.find('//form[@action="/language"]/input[@name="next"]')
    assert field.get("value") == f"/articles/{ferry}?from=feed"


def test_language_cookie_is_kept_from_scripts_and_other_sites(client: FlaskClient) -> None:
    (cookie,) = [
        each for each in choose(client, language="fr").response.headers.getlist("Set-Cookie") if "language" in each
    ]
    parts = cookie.split("; ")
    assert parts[0] == "language=fr"
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(parts)


@pytest.mark.parametrize(
    "target",
    [
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "/\\elsewhere.example/",
        "/\t/elsewhere.example/",
        "\\\\elsewhere.example",
        "javascript:alert(1)",
        "",
    ],
)
def test_switch_never_sends_a_reader_elsewhere(client: FlaskClient, target: str) -> None:
    assert choose(client, language="fr", next=target).response.headers["Location"] == "/"


def test_unknown_language_is_refused(client: FlaskClient) -> None:
    assert choose(client, language="xx").status == 400


def test_cookie_of_an_unknown_language_is_passed_over(client: FlaskClient) -> None:
    client.set_cookie("language", "../../etc")
    page = read_page(client.get("/", headers={"Accept-Language": "fr"}))
    assert page.find("/html").get("lang") == "fr"


def test_days_and_moments_are_written_as_each_language_does(client: FlaskClient, services: Services) -> None:
    new_year = datetime(2026, 1, 1, 9, 5, 59, tzinfo=UTC)
    keep_article(services, replace(read_ferry_article(id="ferry"), created_at=new_year))
    written = []
    for language in ("en", "fr"):
        client.environ_base["HTTP_ACCEPT_LANGUAGE"] = language
        day = read_page(client.get("/articles/ferry")).read('//header[contains(@class, "facts")]//time')
        moment = read_page(client.get("/articles/ferry/versions")).read('//ol[@class="versions"]//time')
        written.append((day, moment))
    assert written == [
        ("January 1, 2026", "January 1, 2026 at 9:05\u202fAM UTC"),
        ("1er janvier 2026", "1er janvier 2026 à 09:05 UTC"),
    ]
