"""What the browser extension immersive-translate sends to a custom API."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.api.conftest import MakeClient
from translator.access import Scope
from translator.rates import RateLimiter
from translator.workflows.keys import KeyOrder, create_key
from translator.workflows.services import Services

ORIGIN = "chrome-extension://bpoadfkcbjbfhfodiogcnhhhpibjhbnh"
FRENCH = "Le ministre est venu hier soir."


def send(
    client: FlaskClient, path: str = "/immersive", *, headers: dict[str, str] | None = None, **fields: Any
) -> TestResponse:
    body = {"source_lang": "auto", "target_lang": "en", "text_list": [FRENCH], **fields}
    return client.post(path, json=body, headers={"Origin": ORIGIN, **(headers or {})})


def read(response: TestResponse) -> list[str]:
    assert response.status_code == 200, response.text
    return [each["text"] for each in response.get_json()["translations"]]


def test_texts_come_back_in_order_with_the_language_found(client: FlaskClient) -> None:
    answer = send(client, text_list=[FRENCH, "chat", ""]).get_json()
    assert [each.keys() for each in answer["translations"]] == [{"detected_source_lang", "text"}] * 3
    assert answer["translations"][0]["detected_source_lang"] == "fr"
    assert [each["text"] for each in answer["translations"]][2] == ""


def test_a_language_that_was_sent_is_told_back(client: FlaskClient) -> None:
    answer = send(client, source_lang="fr", text_list=["chat"]).get_json()
    assert answer == {"translations": [{"detected_source_lang": "fr", "text": "tahc"}]}


@pytest.mark.parametrize(
    "text",
    [
        "chat {0} rouge {1}",
        "<b0>chat</b0> rouge",
        "le <b0>chat <b1>rouge</b1></b0> dort <b2></b2> ici",
        "{{0}} chat",
        "chat & chien < 3 > 2",
        "un &amp; deux",
        "<b0>chat",
        "chat </b0> rouge",
        "{0}",
        "",
        " chat\n",
    ],
)
def test_placeholders_tags_and_bare_signs_come_back(client: FlaskClient, text: str) -> None:
    (translated,) = read(send(client, source_lang="fr", text_list=[text]))
    parts = ("{0}", "{1}", "{{0}}", "<b0>", "</b0>", "<b1>", "</b1>", "<b2></b2>", "&", "<", ">")
    assert [translated.count(part) for part in parts] == [text.count(part) for part in parts]
    assert "&lt;" not in translated
    assert "place>" not in translated


def test_tags_hold_the_words_that_they_held(client: FlaskClient) -> None:
    assert read(send(client, source_lang="fr", text_list=["un <b0>chat</b0> dort"])) == ["nu <b0>tahc</b0> trod"]


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"target_lang": "zh-CN"}, "zh is not supported"),
        ({"target_lang": "zh-Hans"}, "zh-Hans is not a supported locale"),
        ({"target_lang": "fr-BE"}, "fr-BE is not a supported locale"),
        ({"source_lang": "zh-CN"}, "zh is not supported"),
        ({"target_lang": None}, "target_lang is missing"),
        ({"source_lang": 5}, "source_lang must be a string"),
        ({"text_list": None}, "text_list is missing"),
        ({"text_list": "chat"}, "text_list is not an array of strings"),
        ({"text_list": ["chat", 1]}, "text_list is not an array of strings"),
        ({"text_list": ["\0"]}, "text_list holds the unusable character U+0000"),
        ({"text_list": ["chat"] * 513}, "text_list holds 513 texts; at most 512 are allowed"),
    ],
)
def test_what_cannot_be_translated_is_refused(client: FlaskClient, fields: dict[str, object], text: str) -> None:
    answer = send(client, **fields)
    assert (answer.status_code, answer.get_json()) == (400, {"error": text})


def test_what_is_no_object_is_refused(client: FlaskClient) -> None:
    assert client.post("/immersive", data=b"[]").get_json() == {"error": "Invalid JSON format"}
    assert client.get("/immersive").status_code == 405


def test_regions_that_are_served_choose_the_typography(client: FlaskClient) -> None:
    answers = [
        read(send(client, source_lang="en-US", target_lang=target, text_list=["eh!"])) for target in ("fr-FR", "fr-CA")
    ]
    assert answers[0] != answers[1]


def test_no_texts_are_no_translations(client: FlaskClient) -> None:
    assert send(client, text_list=[]).get_json() == {"translations": []}


def test_the_extension_may_ask_before_it_sends(client: FlaskClient) -> None:
    headers = {
        "Origin": ORIGIN,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization,content-type",
    }
    answer = client.options("/immersive", headers=headers)
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "POST" in answer.headers["Access-Control-Allow-Methods"]
    assert answer.headers["Access-Control-Allow-Headers"] == "Authorization, Content-Type"
    for response in (send(client), send(client, target_lang="zz")):
        assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_a_key_is_sent_in_the_address_or_a_header(make_client: MakeClient, services: Services) -> None:
    client = make_client(require_key="on")
    _, secret = create_key(services, KeyOrder("reader", frozenset({Scope.TRANSLATE})))
    assert send(client).status_code == 401
    assert send(client, "/immersive?api_key=wrong").status_code == 401
    assert send(client, f"/immersive?api_key={secret}").status_code == 200
    assert send(client, headers={"Authorization": f"Bearer {secret}"}).status_code == 200


def test_texts_of_a_minute_are_limited(make_client: MakeClient) -> None:
    client = make_client(rate_limit=2)
    own: Services = client.application.extensions["services"]
    client.application.extensions["services"] = replace(own, rates=RateLimiter())
    assert send(client, text_list=["chat", "chien"]).status_code == 200
    answer = send(client)
    assert (answer.status_code, int(answer.headers["Retry-After"]) >= 1) == (429, True)
