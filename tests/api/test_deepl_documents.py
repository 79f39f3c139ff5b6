from __future__ import annotations

import io

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.api.conftest import MakeClient
from tests.fakes import FailingEngine, reverse_words
from translator.access import Scope
from translator.storage import Database
from translator.workflows.keys import KeyOrder, create_key
from translator.workflows.run_job import run_job
from translator.workflows.services import Services

TEXT = "Le maire parle du pont."


@pytest.fixture
def client(make_client: MakeClient, database: Database) -> FlaskClient:
    return make_client(database=database)


def upload(client: FlaskClient, headers: dict[str, str] | None = None, **fields: str) -> TestResponse:
    form = {"file": (io.BytesIO(TEXT.encode()), "pont.txt"), "source_lang": "FR", "target_lang": "EN-US", **fields}
    return client.post("/v2/document", data=form, headers=headers)


def ask(client: FlaskClient, handle: TestResponse, path: str = "", **fields: str) -> TestResponse:
    body = {"document_key": handle.json["document_key"], **fields}
    return client.post(f"/v2/document/{handle.json['document_id']}{path}", json=body)


def get_services(client: FlaskClient) -> Services:
    services: Services = client.application.extensions["services"]
    return services


def test_dl_50_a_document_goes_its_way(client: FlaskClient) -> None:
    handle = upload(client)
    assert handle.status_code == 200
    waiting = ask(client, handle).json
    assert waiting == {"document_id": handle.json["document_id"], "status": "queued", "seconds_remaining": 1}
    assert ask(client, handle, "/result").status_code == 503
    run_job(get_services(client), handle.json["document_id"])
    done = ask(client, handle).json
    assert done == {"document_id": handle.json["document_id"], "status": "done", "billed_characters": len(TEXT)}
    result = ask(client, handle, "/result")
    assert (result.status_code, result.get_data(as_text=True)) == (200, reverse_words(TEXT))
    assert "pont.txt" in result.headers["Content-Disposition"]
    assert [ask(client, handle, path).status_code for path in ("", "/result")] == [404, 404]


def test_dl_50_a_failed_document_says_why(make_client: MakeClient, database: Database) -> None:
    client = make_client(database=database, engine=FailingEngine())
    handle = upload(client)
    for _ in range(3):
        run_job(get_services(client), handle.json["document_id"])
        with database.session(writing=True) as session:
            session.connection().exec_driver_sql("UPDATE jobs SET due_at = created_at")
            session.commit()
    status = ask(client, handle).json
    assert (status["status"], status["error_message"]) == ("error", "the engine failed")


def test_dl_50_a_document_needs_its_key_and_its_owner(client: FlaskClient) -> None:
    key = create_key(get_services(client), KeyOrder(name="CMS", scopes=frozenset({Scope.TRANSLATE})))[1]
    handle = upload(client, {"Authorization": f"DeepL-Auth-Key {key}"})
    assert ask(client, handle).status_code == 404
    assert ask(client, upload(client), document_key="wrong").status_code == 404
    assert client.post(f"/v2/document/{upload(client).json['document_id']}", json={}).status_code == 400


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"target_lang": "XX"}, "Value for 'target_lang' not supported."),
        ({"source_lang": "XX"}, "Value for 'source_lang' not supported."),
        ({"target_lang": ""}, "Value for 'target_lang' not supported."),
        ({"filename": "pont.mp4"}, "Value for 'file' not supported: format not supported"),
        ({"output_format": "pdf"}, "Value for 'output_format' not supported."),
        ({"formality": "more"}, "Target language 'EN-US' doesn't support formality."),
        ({"glossary_id": "none"}, "Invalid or missing glossary id"),
    ],
)
def test_dl_50_a_wrong_document_is_refused(client: FlaskClient, fields: dict[str, str], message: str) -> None:
    answer = upload(client, **fields)
    assert answer.status_code == 400
    assert answer.json["message"].startswith(message)


def test_a_document_without_a_file_is_refused(client: FlaskClient) -> None:
    answer = client.post("/v2/document", data={"target_lang": "FR"}, content_type="multipart/form-data")
    assert (answer.status_code, answer.json["message"]) == (400, "Parameter 'file' not specified.")


def test_dl_50_too_many_documents_at_once_are_told_to_wait(make_client: MakeClient, database: Database) -> None:
    client = make_client(database=database, open_jobs_limit=1)
    assert [upload(client).status_code for _ in range(2)] == [200, 429]
