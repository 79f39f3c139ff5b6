"""What LibreTranslate's clients send, byte for byte where it is odd, and what they read of the answer."""

from __future__ import annotations

import json

import pytest
from flask.testing import FlaskClient

MENTION = '<span class="h-card" translate="no"><a href="https://a.example/@anne">@<span>anne</span></a></span>'
POST = f"<p>{MENTION} chat<br />chien</p>"


def test_mastodon_sends_arrays_of_html_with_a_null_key(client: FlaskClient) -> None:
    body = {"q": [POST, "chat"], "source": "fr", "target": "en", "format": "html", "api_key": None}
    answer = client.post("/translate", data=json.dumps(body), content_type="application/json").get_json()
    status, spoiler = answer["translatedText"]
    mention = POST.partition(" chat")[0]
    assert status.startswith(mention)
    assert "<br />" in status
    assert spoiler == "tahc"


def test_mastodon_reads_the_language_found_of_each_text(client: FlaskClient) -> None:
    body = {"q": [POST, "Il est venu hier soir."], "source": "auto", "target": "en", "format": "html", "api_key": None}
    answer = client.post("/translate", json=body).get_json()
    assert answer["detectedLanguage"][1]["language"] == "fr"
    assert len(answer["detectedLanguage"]) == 2


def test_mastodon_asks_for_languages_with_a_content_type_and_no_body(client: FlaskClient) -> None:
    answer = client.get("/languages", headers={"Content-Type": "application/json"})
    assert {each["code"]: each["targets"] for each in answer.get_json()} == {"en": ["en", "fr"], "fr": ["en", "fr"]}


@pytest.mark.parametrize("key", ["", None])
def test_weblate_and_wagtail_send_arrays_without_a_format(client: FlaskClient, key: str | None) -> None:
    body = {"api_key": key, "q": ["chat"], "source": "fr", "target": "en"}
    assert client.post("/translate", json=body).get_json() == {"translatedText": ["tahc"]}


def test_discourse_detects_and_translates_a_cooked_post_by_forms(client: FlaskClient) -> None:
    cooked = '<p>Il est venu <a class="mention" href="/u/anne">@anne</a> hier soir.</p>'
    found = client.post("/detect", data={"q": cooked, "api_key": ""})
    assert (found.status_code, found.get_json()[0]["language"]) == (200, "fr")
    form = {"q": cooked, "source": "fr", "target": "en", "format": "html", "api_key": ""}
    translated = client.post("/translate", data=form).get_json()["translatedText"]
    assert translated.startswith("<p>")
    assert '<a class="mention" href="/u/anne">@anne</a>' in translated


def test_libretranslatepy_asks_for_languages_with_a_form_for_a_body(client: FlaskClient) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = client.get("/languages", data=b"api_key=None", headers=headers)
    assert (answer.status_code, len(answer.get_json())) == (200, 2)


def test_dialect_asks_for_settings_before_anything_else(client: FlaskClient) -> None:
    settings = client.get("/frontend/settings").get_json()
    assert (settings["charLimit"] > 0, settings["keyRequired"], settings["suggestions"]) == (True, False, False)
