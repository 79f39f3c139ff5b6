"""LibreTranslate's settings for pages, its suggestions, and the language of its errors."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.api.conftest import MakeClient
from tests.fakes import FRENCH_ENGLISH
from translator.access import Scope
from translator.storage import Database
from translator.workflows.exchange_memory import import_memory
from translator.workflows.keys import KeyOrder, create_key
from translator.workflows.services import Services
from translator.workflows.suggestions import export_suggestions

SUGGESTION = {"q": "Bonjour.", "s": "Good morning.", "source": "fr", "target": "en"}

MESSAGES = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Invalid request: missing %(name)s parameter"
msgstr "Requête non valable : il manque le paramètre %(name)s"

msgid "%(code)s is not supported"
msgstr "%(code)s n’est pas prise en charge"

msgid "Slowdown: %(limit)s per 1 minute"
msgstr "Ralentissement : %(limit)s par minute"

msgid "there is nothing at this address"
msgstr "il n’y a rien à cette adresse"

msgid "French"
msgstr "français"
"""


@pytest.fixture
def french(make_client: MakeClient, tmp_path: Path) -> FlaskClient:
    """A service with a catalogue of its own, so that no wording of the shipped one is repeated here."""
    folder = tmp_path / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "messages.po").write_text(MESSAGES, encoding="utf-8")
    command = [sys.executable, "-m", "babel.messages.frontend", "-q", "compile", "-d", str(tmp_path)]
    subprocess.run(command, check=True, timeout=60)
    return make_client(locales_dir=tmp_path)


def test_lt_33_settings_tell_pages_what_they_may_offer(make_client: MakeClient) -> None:
    settings = make_client().get("/frontend/settings").get_json()
    assert set(settings) == {
        "apiKeys",
        "charLimit",
        "filesTranslation",
        "frontendTimeout",
        "keyRequired",
        "language",
        "suggestions",
        "supportedFilesFormat",
    }
    assert settings["language"]["source"]["code"] == "auto"
    assert set(settings["supportedFilesFormat"]) >= {".docx", ".odt", ".epub", ".srt", ".vtt", ".po"}
    others = make_client(limits="off", files="off", require_key="on", suggestions="on", character_limit=7)
    changed = others.get("/frontend/settings").get_json()
    assert [settings[name] for name in ("charLimit", "filesTranslation", "keyRequired", "suggestions")] == [
        50_000,
        True,
        False,
        False,
    ]
    assert [changed[name] for name in ("charLimit", "filesTranslation", "keyRequired", "suggestions")] == [
        -1,
        False,
        True,
        True,
    ]


def test_lt_33_the_target_is_the_visitors_language(french: FlaskClient) -> None:
    settings = french.get("/frontend/settings", headers={"Accept-Language": "fr-CA,en;q=0.5"}).get_json()
    assert settings["language"]["target"] == {"code": "fr", "name": "français"}


def test_lt_34_suggestions_are_off_unless_turned_on(client: FlaskClient) -> None:
    answer = client.post("/suggest", json=SUGGESTION)
    assert (answer.status_code, answer.get_json()) == (403, {"error": "Suggestions are disabled on this server."})


@pytest.fixture
def database(tmp_path: Path) -> Database:
    database = Database(f"sqlite:///{tmp_path / 'suggestions.sqlite3'}")
    database.upgrade()
    return database


@pytest.mark.parametrize("way", ["json", "data", "query_string"])
def test_lt_34_a_suggestion_is_kept_and_never_applied(make_client: MakeClient, database: Database, way: str) -> None:
    client = make_client(database=database, suggestions="on")
    assert client.post("/suggest", **{way: SUGGESTION}).get_json() == {"success": True}
    assert client.post("/suggest", **{way: SUGGESTION}).get_json() == {"success": True}
    services: Services = client.application.extensions["services"]
    exported = export_suggestions(services, pair=FRENCH_ENGLISH)
    assert exported.count(b"<tu") - exported.count(b"<tuv") == 1
    translated = client.post("/translate", json={"q": "Bonjour.", "source": "fr", "target": "en"}).get_json()
    assert translated["translatedText"] != "Good morning."


def test_lt_34_exported_suggestions_can_be_imported_after_a_review(make_client: MakeClient, database: Database) -> None:
    client = make_client(database=database, suggestions="on")
    _, secret = create_key(client.application.extensions["services"], KeyOrder("CMS", frozenset({Scope.TRANSLATE})))
    client.post("/suggest", json={**SUGGESTION, "api_key": secret})
    own: Services = client.application.extensions["services"]
    exported = export_suggestions(own, pair=FRENCH_ENGLISH)
    assert f'creationid="{secret.split("_")[1]}"'.encode() in exported
    assert import_memory(own, content=exported, pair=FRENCH_ENGLISH).added == 1


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"q": ""}, "Invalid request: missing q parameter"),
        ({"s": None}, "Invalid request: missing s parameter"),
        ({"source": ""}, "Invalid request: missing source parameter"),
        ({"target": None}, "Invalid request: missing target parameter"),
        ({"s": 5}, "Invalid request: s parameter is not a string"),
        ({"s": "  "}, "Invalid request: s parameter is empty"),
        ({"s": "x" * 10_001}, "Invalid request: s parameter has 10001 characters; at most 10000 are allowed"),
        ({"q": "\0"}, "Invalid request: q parameter holds the unusable character U+0000"),
        ({"target": "zz"}, "zz is not supported"),
        ({"source": "auto"}, "auto is not supported"),
    ],
)
def test_lt_34_what_is_no_suggestion_is_refused(
    make_client: MakeClient, database: Database, fields: dict[str, object], text: str
) -> None:
    answer = make_client(database=database, suggestions="on").post("/suggest", json={**SUGGESTION, **fields})
    assert (answer.status_code, answer.get_json()) == (400, {"error": text})


@pytest.mark.parametrize(
    "headers",
    [
        {"Accept-Language": "fr"},
        {"Accept-Language": "de, fr-CA;q=0.9, en;q=0.8"},
        {"Accept-Language": "en", "X-Override-Accept-Language": "fr"},
    ],
)
def test_lt_39_errors_are_told_in_the_callers_language(french: FlaskClient, headers: dict[str, str]) -> None:
    answer = french.post("/translate", json={}, headers=headers)
    assert answer.get_json() == {"error": "Requête non valable : il manque le paramètre q"}
    assert "Accept-Language" in answer.headers["Vary"]
    unknown = french.post("/translate", json={"q": "a", "source": "zz", "target": "fr"}, headers=headers)
    assert unknown.get_json() == {"error": "zz n’est pas prise en charge"}
    assert french.get("/translate/more", headers=headers).get_json() == {"error": "il n’y a rien à cette adresse"}


@pytest.mark.parametrize("language", ["", "en", "de", "en, fr;q=0.9", "fr;q=0"])
def test_lt_39_others_are_told_in_english(french: FlaskClient, language: str) -> None:
    answer = french.post("/translate", json={}, headers={"Accept-Language": language})
    assert answer.get_json() == {"error": "Invalid request: missing q parameter"}


def test_lt_39_a_limit_is_told_in_the_callers_language(make_client: MakeClient, french: FlaskClient) -> None:
    settings = french.application.extensions["services"].settings
    client = make_client(rate_limit=1, locales_dir=settings.locales_dir)
    body = {"q": ["a", "b"], "source": "en", "target": "fr"}
    answer = client.post("/translate", json=body, headers={"Accept-Language": "fr"})
    assert (answer.status_code, answer.get_json()) == (429, {"error": "Ralentissement : 1 par minute"})
