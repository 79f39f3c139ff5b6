from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from pydantic import SecretStr
from werkzeug.test import TestResponse

from tests.api.conftest import MakeClient
from translator.glossary import merge_entries, read_glossary
from translator.storage import Database, GlossaryFiles, StoredGlossary

KEY = "a-key-of-the-site-itself"
ENTRIES = "/api/glossary/fr/en/entries"
FILE = "/api/glossary/fr/en/file"
BASE = """source,target,status,domain
Conseil d’État,Council of State,,institutions
Premier ministre,Prime Minister,,
premier ministre,premier,admitted,
"""


@pytest.fixture
def open_client(make_client: MakeClient, tmp_path: Path) -> FlaskClient:
    """A client without a key, of a site with three shipped entries."""
    folder = tmp_path / "locales" / "en"
    folder.mkdir(parents=True)
    folder.joinpath("glossary.csv").write_text(BASE, encoding="utf-8")
    database = Database(f"sqlite:///{tmp_path / 'glossary.sqlite3'}")
    database.upgrade()
    files = GlossaryFiles(tmp_path / "locales", read_glossary=read_glossary)
    glossary = StoredGlossary(files, database=database, merge=merge_entries)
    return make_client(database=database, glossary=glossary, admin_key=SecretStr(KEY))


@pytest.fixture
def client(open_client: FlaskClient) -> FlaskClient:
    open_client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {KEY}"
    return open_client


def read(response: TestResponse) -> tuple[int, Any]:
    return response.status_code, response.get_json()


def add(client: FlaskClient, **fields: Any) -> TestResponse:
    return client.post(ENTRIES, json={"source": "caténaire", "target": "overhead line", **fields})


def list_sources(client: FlaskClient, query: str = "") -> list[str]:
    return [entry["source"] for entry in client.get(f"{ENTRIES}?{query}").get_json()["entries"]]


def find_id(client: FlaskClient, source: str) -> str:
    entries = client.get(ENTRIES).get_json()["entries"]
    return str(next(entry["id"] for entry in entries if entry["source"] == source))


def test_entry_is_added_and_served(client: FlaskClient) -> None:
    fields = {
        "case_sensitive": True,
        "status": "admitted",
        "part_of_speech": "noun",
        "note": "rail",
        "domain": "trains",
    }
    response = add(client, **fields, reason="asked by the desk")
    status, made = read(response)
    expected = {"id": made["id"], "source": "caténaire", "target": "overhead line", **fields, "version": 1}
    assert (status, made, response.headers["ETag"]) == (201, expected, '"1"')
    assert read(client.get(response.headers["Location"])) == (200, made)
    answer = client.post(
        "/translate", json={"q": "La caténaire est là.", "source": "fr", "target": "en", "details": True}
    ).get_json()
    assert "overhead line" in answer["translatedText"]
    assert [term["target"] for term in answer["segments"][0]["terms"]] == ["overhead line"]


@pytest.mark.parametrize("method", ["post", "patch", "delete"])
def test_nothing_is_changed_without_a_key(open_client: FlaskClient, method: str) -> None:
    entry_id = find_id(open_client, "Conseil d’État")
    address = ENTRIES if method == "post" else f"{ENTRIES}/{entry_id}"
    response = open_client.open(address, method=method.upper(), json={"source": "a", "target": "b"})
    assert read(response) == (401, {"error": "a key is needed"})
    assert len(list_sources(open_client)) == 3


def test_pages_follow_each_other(client: FlaskClient) -> None:
    first = client.get(f"{ENTRIES}?limit=2").get_json()
    second = client.get(f"{ENTRIES}?limit=2&after={first['next_after']}").get_json()
    sources = [entry["source"] for entry in (*first["entries"], *second["entries"])]
    assert (sources, second["next_after"]) == (list_sources(client), None)
    assert (len(first["entries"]), len(sources)) == (2, 3)


@pytest.mark.parametrize(
    ("query", "sources"),
    [
        ("q=COUNCIL", ["Conseil d’État"]),
        ("q=nothing", []),
        ("status=admitted", ["premier ministre"]),
        ("domain=institutions", ["Conseil d’État"]),
        ("limit=1&q=premier&status=preferred", ["Premier ministre"]),
    ],
)
def test_entries_are_found(client: FlaskClient, query: str, sources: list[str]) -> None:
    assert list_sources(client, query) == sources


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("limit=0", "limit must be a whole number from 1 to 1000"),
        ("limit=x", "limit must be a whole number from 1 to 1000"),
        ("after=unknown", "after is the id of no entry"),
        ("status=good", "status must be one of preferred, admitted, deprecated, forbidden, do_not_translate"),
    ],
)
def test_wrong_query_is_named(client: FlaskClient, query: str, error: str) -> None:
    assert read(client.get(f"{ENTRIES}?{query}")) == (400, {"error": error})


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"colour": "red"}, "colour is not a field here"),
        ({"source": 5}, "source must be a string"),
        ({"source": " "}, "source must have a letter or digit"),
        ({"target": "x" * 201}, "target is longer than 200 characters"),
        ({"note": "\x00"}, "note holds the character U+0000, which no term can have"),
        ({"status": "good"}, "status must be one of preferred, admitted, deprecated, forbidden, do_not_translate"),
        ({"case_sensitive": "yes"}, "case_sensitive must be true or false"),
        ({"reason": 1}, "reason must be a string"),
        ({"reason": "x" * 1001}, "reason is longer than 1000 characters"),
    ],
)
def test_wrong_field_is_named(client: FlaskClient, fields: dict[str, object], error: str) -> None:
    assert read(add(client, **fields)) == (400, {"error": error})
    assert len(list_sources(client)) == 3


def test_entry_that_contradicts_another_is_refused(client: FlaskClient) -> None:
    assert add(client, source="conseil d’état", target="State Council", domain="institutions").status_code == 409
    assert add(client, source="Conseil d’État", target="Council of State", status="admitted").status_code == 409
    assert add(client, source="Conseil d’État", target="State Council", status="admitted").status_code == 201


def test_entry_of_a_person_rules_over_a_shipped_one_of_another_domain(client: FlaskClient) -> None:
    add(client, source="Conseil d’État", target="State Council", domain="ours")
    body = {"q": "Le Conseil d’État est là.", "source": "fr", "target": "en"}
    assert "State Council" in client.post("/translate", json=body).get_json()["translatedText"]


def test_shipped_entry_is_changed_deleted_and_restored(client: FlaskClient) -> None:
    address = f"{ENTRIES}/{find_id(client, 'Conseil d’État')}"
    changed = client.patch(address, json={"target": "State Council", "reason": "style"})
    assert (changed.get_json()["target"], changed.get_json()["domain"]) == ("State Council", "institutions")
    assert client.delete(f"{address}?reason=gone").status_code == 204
    assert client.get(address).status_code == 404
    assert "Conseil d’État" not in list_sources(client)
    restored = client.post(f"{address}/revert", json={"version": 0})
    assert (restored.status_code, restored.get_json()["target"]) == (200, "Council of State")
    changes = client.get(f"{address}/history").get_json()["changes"]
    shown = [
        (change["version"], change["editor"], change["reason"], change["before"] and change["before"]["target"])
        for change in changes
    ]
    assert shown == [
        (1, "admin", "style", "Council of State"),
        (2, "admin", "gone", "State Council"),
        (3, "admin", "", None),
    ]
    assert [change["after"] and change["after"]["target"] for change in changes] == [
        "State Council",
        None,
        "Council of State",
    ]


@pytest.mark.parametrize("version", [2, 3, -1, True, "1", None])
def test_version_that_cannot_be_gone_back_to_is_refused(client: FlaskClient, version: object) -> None:
    address = f"{ENTRIES}/{find_id(client, 'Conseil d’État')}"
    client.patch(address, json={"target": "State Council"})
    client.delete(address)
    assert client.post(f"{address}/revert", json={"version": version}).status_code == 400


def test_change_of_an_outdated_entry_is_refused(client: FlaskClient) -> None:
    address = add(client).headers["Location"]
    assert client.patch(address, json={"note": "new"}, headers={"If-Match": '"1"'}).status_code == 200
    stale = client.patch(address, json={"note": "old"}, headers={"If-Match": '"1"'})
    assert read(stale) == (412, {"error": "the entry was changed meanwhile: its version is 2"})
    assert client.delete(address, headers={"If-Match": '"1"'}).status_code == 412
    assert client.delete(address, headers={"If-Match": "1"}).status_code == 400
    assert client.get(address).get_json()["note"] == "new"
    assert client.delete(address, headers={"If-Match": '"2"'}).status_code == 204


def test_unknown_entry_and_pair_are_named(client: FlaskClient) -> None:
    assert read(client.get(f"{ENTRIES}/no")) == (404, {"error": "no glossary entry has the id no"})
    assert client.get(f"{ENTRIES}/no/history").status_code == 404
    assert client.delete(f"{ENTRIES}/no").status_code == 404
    error = {"error": "no installed package translates xx into en"}
    assert read(client.get("/api/glossary/xx/en/entries")) == (400, error)
    assert read(client.post("/api/glossary/xx/en/entries", json={})) == (
        400,
        {"error": "source is missing"},
    )


@pytest.mark.parametrize("kind", ["csv", "tbx"])
def test_file_taken_out_changes_nothing_when_taken_in(client: FlaskClient, kind: str) -> None:
    add(client, source="=Somme", target="-x & <y>", status="forbidden", note="'a'", domain="d")
    add(client, source="Le Monde", target="", status="do_not_translate", case_sensitive=True)
    before = client.get(ENTRIES).get_json()
    content = client.get(f"{FILE}?format={kind}").data
    for entry in before["entries"][1:]:
        client.delete(f"{ENTRIES}/{entry['id']}")
    taken = client.post(f"{FILE}?format={kind}", data=content)
    assert read(taken) == (200, {"added": 4, "changed": 0, "known": 1})
    after = client.get(ENTRIES).get_json()
    omit = ("id", "version")
    assert [{name: value for name, value in each.items() if name not in omit} for each in after["entries"]] == [
        {name: value for name, value in each.items() if name not in omit} for each in before["entries"]
    ]
    assert client.post(f"{FILE}?format={kind}", data=content).get_json() == {"added": 0, "changed": 0, "known": 5}


def test_wrong_row_is_named_and_nothing_is_taken_in(client: FlaskClient) -> None:
    content = "source,target\ncaténaire,overhead line\n,rail\n".encode()
    assert read(client.post(FILE, data=content)) == (400, {"error": "source on line 3 must have a letter or digit"})
    assert len(list_sources(client)) == 3


def test_imported_row_replaces_what_was_preferred(client: FlaskClient) -> None:
    content = "source,target,domain\nConseil d’État,State Council,institutions\n".encode()
    assert client.post(FILE, data=content).get_json() == {"added": 0, "changed": 1, "known": 0}
    shown = client.get(f"{ENTRIES}?q=conseil").get_json()["entries"]
    assert [(entry["target"], entry["version"]) for entry in shown] == [("State Council", 1)]
