"""Files through LibreTranslate's routes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.api.conftest import MakeClient
from tests.fakes import get_noon
from tests.formats.files.samples import make_docx, unpack
from translator.access import Scope
from translator.storage import FileStore
from translator.storage.kept_files import LIFETIME
from translator.workflows.keys import KeyOrder, create_key, get_usage, identify_caller
from translator.workflows.services import Services


def send(
    client: FlaskClient, content: bytes = b"cat dog\n", *, name: str = "note.txt", **fields: object
) -> TestResponse:
    form = {"source": "en", "target": "fr", "file": (BytesIO(content), name), **fields}
    return client.post("/translate_file", data=form, content_type="multipart/form-data")


def fetch(client: FlaskClient, response: TestResponse) -> TestResponse:
    assert response.status_code == 200, response.text
    return client.get(response.get_json()["translatedFileUrl"].removeprefix("http://localhost"))


@pytest.fixture
def client(make_client: MakeClient, tmp_path: Path) -> FlaskClient:
    return make_client(data_dir=tmp_path)


def test_lt_36_a_file_is_translated_and_its_address_told(client: FlaskClient) -> None:
    response = send(client)
    assert response.get_json().keys() == {"translatedFileUrl"}
    assert response.get_json()["translatedFileUrl"].startswith("http://localhost/download_file/")
    assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_lt_37_a_translated_file_is_given_out_as_an_attachment(client: FlaskClient) -> None:
    answer = fetch(client, send(client))
    assert (answer.status_code, answer.data) == (200, b"tac god\n")
    assert answer.headers["Content-Disposition"] == "attachment; filename=note.txt"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer.headers["Cache-Control"]


def test_lt_36_a_word_document_comes_back_with_its_bold_in_place(client: FlaskClient) -> None:
    def run(text: str, look: str = "") -> str:
        return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'

    bold = "<w:rPr><w:b/></w:rPr>"
    body = f"<w:p>{run('the ca')}{run('t saw ')}{run('wil', bold)}{run('low', bold)}{run(' trees')}</w:p>"
    written = unpack(fetch(client, send(client, make_docx(body), name="a.docx")).data)["word/document.xml"]
    assert f'<w:r>{bold}<w:t xml:space="preserve">wolliw</w:t></w:r>' in written
    assert '<w:t xml:space="preserve">eht tac was </w:t>' in written


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/pass wd.txt", "etc_pass_wd.txt"),
        ("été.TXT", "ete.txt"),
        ("…….txt", "file.txt"),
        ("a" * 300 + ".txt", "a" * 100 + ".txt"),
        ("x;y.txt", "xy.txt"),
    ],
)
def test_lt_36_a_name_is_made_plain(client: FlaskClient, tmp_path: Path, name: str, kept: str) -> None:
    answer = fetch(client, send(client, name=name))
    assert answer.headers["Content-Disposition"] == f"attachment; filename={kept}"
    assert [path.parent for path in tmp_path.rglob("*.txt")] == [tmp_path / "files"]


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"name": "a.mp4"}, "Invalid request: file format not supported"),
        ({"name": ""}, "Invalid request: empty file"),
        ({"file": "text"}, "Invalid request: missing file parameter"),
        ({"source": ""}, "Invalid request: missing source parameter"),
        ({"target": ""}, "Invalid request: missing target parameter"),
        ({"target": "zz"}, "zz is not supported"),
        ({"content": b"a\0b"}, "Invalid request: file is no text in UTF-8"),
        ({"name": "a.docx"}, "Invalid request: file is no Word document, or it is damaged"),
        ({"name": "a.epub"}, "Invalid request: file is no EPUB book, or it is damaged"),
    ],
)
def test_lt_36_what_cannot_be_translated_is_refused(client: FlaskClient, fields: dict[str, object], text: str) -> None:
    response = send(client, **fields)  # type: ignore[arg-type]
    assert (response.status_code, response.get_json()) == (400, {"error": text})


def test_lt_36_files_are_held_to_their_own_limits(make_client: MakeClient, tmp_path: Path) -> None:
    client = make_client(data_dir=tmp_path, body_limit=1_000, file_limit=20_000, file_character_limit=15_000)
    assert send(client, b"cat " * 3_000).status_code == 200
    assert send(client, b"cat " * 4_000).get_json() == {
        "error": "Invalid request: file has 16000 characters; at most 15000 are allowed"
    }
    assert send(client, b"cat " * 6_000).get_json() == {
        "error": "Invalid request: file has 24000 bytes; at most 20000 are allowed"
    }
    assert send(client, b"cat " * 60_000).status_code == 413
    assert client.post("/translate", data={"q": "cat " * 3_000, "source": "en", "target": "fr"}).status_code == 413


def test_lt_36_37_files_can_be_turned_off(make_client: MakeClient) -> None:
    client = make_client(files="off")
    expected = {"error": "Files translation are disabled on this server."}
    answer = client.get("/download_file/a")
    assert (send(client).status_code, send(client).get_json()) == (403, expected)
    assert (answer.status_code, answer.get_json()) == (400, expected)


@pytest.mark.parametrize("name", ["a", "../secret-key", "..%2fsecret-key", "%2e%2e/secret-key", ".x.txt", "a/b/c.txt"])
def test_lt_37_other_names_are_refused(client: FlaskClient, tmp_path: Path, name: str) -> None:
    (tmp_path / "secret-key").write_text("secret")
    answer = client.get(f"/download_file/{name}")
    assert answer.status_code in (400, 404)
    assert answer.get_json()["error"] in ("Invalid filename", "there is nothing at this address")


def test_lt_37_a_name_that_was_never_given_is_not_found(client: FlaskClient) -> None:
    name = "00000000-0000-4000-8000-000000000000.a.txt"
    answer = client.get(f"/download_file/{name}")
    assert (answer.status_code, answer.get_json()) == (404, {"error": f"no file has the id {name}"})


def test_lt_37_files_are_kept_half_an_hour(make_client: MakeClient, tmp_path: Path) -> None:
    address = send(make_client(data_dir=tmp_path)).get_json()["translatedFileUrl"].removeprefix("http://localhost")
    soon = make_client(data_dir=tmp_path, get_time=lambda: get_noon() + timedelta(minutes=29))
    late = make_client(data_dir=tmp_path, get_time=lambda: get_noon() + timedelta(minutes=30))
    assert [client.get(address).status_code for client in (soon, late, soon)] == [200, 404, 404]
    assert list((tmp_path / "files").iterdir()) == []


def test_lt_37_files_are_removed_though_nobody_asks_again(tmp_path: Path) -> None:
    now = [datetime(2026, 3, 1, tzinfo=UTC)]
    store = FileStore(tmp_path / "files", get_time=lambda: now[0])
    first = store.keep("a.txt", content=b"a")
    now[0] += LIFETIME / 2
    second = store.keep("b.txt", content=b"b")
    now[0] += LIFETIME / 2
    store.sweep()
    assert [path.name for path in (tmp_path / "files").iterdir()] == [second] != [first]


def test_lt_36_keys_are_asked_for_and_charged(make_client: MakeClient, services: Services, tmp_path: Path) -> None:
    client = make_client(data_dir=tmp_path, require_key="on")
    _, secret = create_key(services, KeyOrder("CMS", frozenset({Scope.TRANSLATE})))
    assert send(client).status_code == 400
    assert send(client, api_key="wrong").status_code == 403
    answer = send(client, api_key=secret)
    assert fetch(client, answer).status_code == 200
    assert get_usage(services, identify_caller(services, secret)).characters == 8
