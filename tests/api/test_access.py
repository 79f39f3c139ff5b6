from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask.testing import FlaskClient
from pydantic import SecretStr
from werkzeug.test import TestResponse

from tests.api.conftest import MakeClient
from tests.pages.catalogues import LOCALES
from translator.access import Scope
from translator.rates import RateLimiter
from translator.workflows.keys import KeyOrder, create_key, list_usage
from translator.workflows.services import Services

TEXT = "Il pleut."


def translate(client: FlaskClient, *, headers: dict[str, str] | None = None, **fields: object) -> TestResponse:
    return client.post("/translate", json={"q": TEXT, "source": "fr", "target": "en", **fields}, headers=headers)


def make_key(services: Services, *scopes: Scope, **order: object) -> str:
    chosen = frozenset(scopes) or frozenset({Scope.TRANSLATE})
    return create_key(services, KeyOrder(name="CMS", scopes=chosen, **order))[1]  # type: ignore[arg-type]


@pytest.fixture
def limited(make_client: MakeClient) -> FlaskClient:
    """A service that allows four texts a minute."""
    client = make_client(rate_limit=4)
    services: Services = client.application.extensions["services"]
    client.application.extensions["services"] = replace(services, rates=RateLimiter())
    return client


@pytest.mark.parametrize("empty", [None, ""])
def test_an_empty_key_is_none(client: FlaskClient, empty: str | None) -> None:
    assert translate(client, api_key=empty).status_code == 200


def test_a_key_that_is_no_string_is_refused(client: FlaskClient) -> None:
    answer = translate(client, api_key=5)
    assert (answer.status_code, answer.json) == (400, {"error": "Invalid request: api_key parameter is not a string"})


def test_lt_23_an_unknown_key_is_refused_though_none_is_needed(client: FlaskClient) -> None:
    answer = translate(client, api_key="unknown")
    assert (answer.status_code, answer.json) == (403, {"error": "Invalid API key"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    ("address", "text"),
    [
        (None, "Please contact the server operator to get an API key"),
        ("https://example.org/keys", "Visit https://example.org/keys to get an API key"),
    ],
)
def test_lt_24_a_needed_key_is_asked_for(make_client: MakeClient, address: str | None, text: str) -> None:
    answer = translate(make_client(require_key="on", key_address=address))
    assert (answer.status_code, answer.json) == (400, {"error": text})


def test_a_key_is_read_from_the_field_and_both_headers(make_client: MakeClient, services: Services) -> None:
    secret = make_key(services)
    client = make_client(require_key="on")
    assert translate(client, api_key=secret).status_code == 200
    for word in ("Bearer", "bearer", "DeepL-Auth-Key"):
        assert translate(client, headers={"Authorization": f"{word} {secret}"}).status_code == 200
    assert translate(client, headers={"Authorization": f"Basic {secret}"}).status_code == 400
    form = {"q": TEXT, "source": "fr", "target": "en", "api_key": secret}
    assert client.post("/translate", data=form).status_code == 200
    assert client.post("/detect", data={"q": TEXT, "api_key": secret}).status_code == 200
    assert client.post("/detect", data={"q": TEXT}).status_code == 400


def test_a_key_for_something_else_does_not_translate(client: FlaskClient, services: Services) -> None:
    answer = translate(client, api_key=make_key(services, Scope.GLOSSARY))
    assert (answer.status_code, answer.json["error"]) == (
        403,
        "the key does not allow this: it lacks the scope translate",
    )


def test_characters_are_counted_for_the_key(client: FlaskClient, services: Services) -> None:
    secret = make_key(services, monthly_characters=20)
    translate(client, api_key=secret, q=[TEXT, TEXT])
    refused = translate(client, api_key=secret)
    assert (refused.status_code, refused.json["error"]) == (403, "quota exceeded: 20 characters a month")
    key_id = secret.split("_")[1]
    assert [(row.characters, row.requests) for row in list_usage(services) if row.key_id == key_id] == [(18, 1)]


def test_a_refused_text_costs_the_key_nothing(client: FlaskClient, services: Services) -> None:
    secret = make_key(services)
    assert translate(client, api_key=secret, q="x" * 60_000).status_code == 400
    assert translate(client, api_key=secret, target="xx").status_code == 400
    assert [row for row in list_usage(services) if row.key_id == secret.split("_")[1]] == []


def test_lt_22_too_many_texts_are_told_to_slow_down(limited: FlaskClient) -> None:
    assert translate(limited, q=[TEXT] * 3).status_code == 200
    answer = translate(limited, q=[TEXT] * 2)
    assert (answer.status_code, answer.json) == (429, {"error": "Slowdown: 4 per 1 minute"})
    assert 1 <= int(answer.headers["Retry-After"]) <= 60
    assert translate(limited).status_code == 200
    assert limited.post("/detect", data={"q": TEXT}).status_code == 429


def test_articles_ask_for_their_scope(make_client: MakeClient, services: Services) -> None:
    client = make_client(require_key="on")
    article = {"text": "Il pleut à Lyon.", "source": "fr", "target": "en"}
    answers = [
        client.post("/api/articles", json=article, headers={"Authorization": f"Bearer {key}"} if key else {})
        for key in (None, "wrong", make_key(services), make_key(services, Scope.ARTICLES))
    ]
    assert [answer.status_code for answer in answers] == [401, 401, 403, 201]
    assert answers[0].headers["WWW-Authenticate"] == "Bearer"
    assert answers[0].json == {"error": "a key is needed"}


def test_articles_are_told_to_slow_down_too(limited: FlaskClient) -> None:
    article = {"text": "Il pleut à Lyon.", "source": "fr", "target": "en"}
    answers = [limited.post("/api/articles", json=article) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [201] * 4 + [429]
    assert answers[-1].json == {"error": "too many requests: 4 texts a minute are allowed"}
    assert int(answers[-1].headers["Retry-After"]) >= 1


def test_the_key_of_the_settings_opens_everything(make_client: MakeClient) -> None:
    client = make_client(require_key="on", admin_key=SecretStr("a-key-for-admins"))
    assert translate(client, api_key="a-key-for-admins").status_code == 200


@pytest.fixture
def french_catalogue(tmp_path: Path) -> Path:
    """A folder with the project's own French messages, compiled."""
    folder = tmp_path / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (LOCALES / "fr" / "LC_MESSAGES" / "messages.po").open("rb") as kept:
        catalogue = read_po(kept, locale="fr")
    with (folder / "messages.mo").open("wb") as compiled:
        write_mo(compiled, catalogue)
    return tmp_path


@pytest.mark.parametrize(
    ("path", "fields", "status", "text"),
    [
        ("/api/jobs", {"text": "a"}, 400, "target manque"),
        ("/api/jobs", {"text": 5, "target": "fr"}, 400, "text doit être une chaîne de caractères"),
        ("/api/jobs", {"text": "a", "target": "f" * 36}, 400, "target dépasse 35 caractères"),
        ("/api/jobs", {"text": "a", "target": "zz"}, 400, "zz n’est pas pris en charge"),
        ("/api/glossary/fr/en/entries", {"source": "a"}, 401, "il faut une clé"),
        ("/translate", {"q": "a", "source": "en", "target": "fr", "api_key": "no"}, 403, "Clé d’API non valable"),
        (
            "/translate",
            {"q": "a", "source": "en", "target": "fr", "min_confidence": 2},
            400,
            "Requête non valable\u00a0: le paramètre min_confidence n’est pas un nombre de 0 à 1",
        ),
        ("/v2/translate", {"text": "a"}, 400, "Value for 'target_lang' not supported."),
        (
            "/v2/translate",
            {"text": "a\0", "target_lang": "fr"},
            400,
            "La valeur de «\u00a0text\u00a0» contient le caractère inutilisable U+0000.",
        ),
        (
            "/v2/translate",
            {"text": ["a"] * 600, "target_lang": "fr"},
            400,
            "Valeur de «\u00a0text\u00a0» non acceptée\u00a0: contient 600 textes\u202f; 512 au plus sont permis.",
        ),
        (
            "/api/jobs",
            {"text": "a", "target": "fr", "webhook": "ftp://a.example"},
            400,
            "webhook doit être une URL qui commence par http:// ou https://",
        ),
    ],
)
def test_refusals_speak_french_where_the_caller_does(
    make_client: MakeClient, french_catalogue: Path, path: str, fields: dict[str, object], status: int, text: str
) -> None:
    client = make_client(locales_dir=french_catalogue)
    answer = client.post(path, json=fields, headers={"Accept-Language": "fr-CA,fr;q=0.9,en;q=0.5"})
    assert (answer.status_code, next(iter(answer.json.values()))) == (status, text)


def test_broken_json_is_told_in_french(make_client: MakeClient, french_catalogue: Path) -> None:
    client = make_client(locales_dir=french_catalogue)
    headers = {"Accept-Language": "fr", "Content-Type": "application/json"}
    for path, name in (("/translate", "error"), ("/api/jobs", "error"), ("/v2/translate", "message")):
        answer = client.post(path, data=b"{", headers=headers)
        text = "JSON non valable\u00a0: nom entre guillemets droits attendu à la ligne 1, colonne 2"
        assert (answer.status_code, answer.get_json()) == (400, {name: text})


def test_wrong_terms_are_told_in_french(make_client: MakeClient, services: Services, french_catalogue: Path) -> None:
    client = make_client(locales_dir=french_catalogue)
    key = create_key(services, KeyOrder(name="CAT tool", scopes=frozenset({Scope.TRANSLATE})))[1]
    headers = {"Accept-Language": "fr", "Authorization": f"DeepL-Auth-Key {key}"}
    body = {"name": "a", "source_lang": "fr", "target_lang": "en", "entries_format": "tsv"}
    for entries, detail in (
        ("a\tb\na\tc", "La clé d’index 1 (à la position 4) répète la clé d’index 0 (à la position 0)"),
        ("a", "l’entrée d’index 0 n’a pas de cible"),
    ):
        answer = client.post("/v2/glossaries", json={**body, "entries": entries}, headers=headers)
        assert answer.get_json() == {"message": "Invalid glossary entries provided", "detail": detail}
