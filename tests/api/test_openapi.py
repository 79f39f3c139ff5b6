"""Whatever the description allows or forbids, the service answers as it says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, assume, given, settings
from pydantic import SecretStr
from schemathesis import GenerationMode
from schemathesis.checks import (
    CheckFunction,
    content_type_conformance,
    negative_data_rejection,
    not_a_server_error,
    positive_data_acceptance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.api.conftest import MakeClient
from translator.api import register_api
from translator.api.errors import API_ROOTS
from translator.api.openapi.document import write_document
from translator.api.openapi.operations import JSON
from translator.glossary import merge_entries, read_glossary
from translator.storage import Database, GlossaryFiles, StoredGlossary

KEY = "a-key-for-the-tests"

CHECKS: list[CheckFunction] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Database:
    kept = Database(f"sqlite:///{tmp_path_factory.mktemp('openapi') / 'kept.sqlite3'}")
    kept.upgrade()
    return kept


@pytest.fixture
def client(make_client: MakeClient, database: Database, tmp_path: Path) -> FlaskClient:
    """A client of a site with a glossary that can be changed."""
    files = GlossaryFiles(tmp_path, read_glossary=read_glossary)
    glossary = StoredGlossary(files, database=database, merge=merge_entries)
    return make_client(database=database, glossary=glossary, limits="off", admin_key=SecretStr(KEY))


def list_operations() -> list[tuple[str, str, dict[str, Any]]]:
    app = Flask("operations")
    register_api(app)
    document = write_document(app)
    return [
        (method, path, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]


OPERATIONS = [(method, path) for method, path, _ in list_operations()]

#: Those of which a request can be wrong in more than its address.
READING = [
    (method, path)
    for method, path, operation in list_operations()
    if "requestBody" in operation or any(parameter["in"] == "query" for parameter in operation["parameters"])
]


def ask_whatever(
    client: FlaskClient,
    method: str,
    path: str,
    *,
    mode: GenerationMode,
    checks: Sequence[CheckFunction],
    fixed: Mapping[str, str | None] | None = None,
) -> None:
    """Send a row of requests that the description allows or forbids.

    Where fields are fixed, only JSON is sent: a form cannot hold whatever the schema may.
    """
    operation = schemathesis.openapi.from_wsgi("/openapi.json", client.application)[path][method]

    @settings(max_examples=5, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: schemathesis.Case) -> None:
        if fixed is not None:
            assume(case.media_type == JSON)
            # Not any text is an address, and not any HTML holds an article.
            assume(not {"html", "url"} & set(case.body))
            case.body.update(fixed)
        case.call_and_validate(checks=list(checks), headers={"Authorization": f"Bearer {KEY}"})

    ask()


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_an_allowed_request_gets_an_answer_that_is_described(client: FlaskClient, method: str, path: str) -> None:
    ask_whatever(client, method, path, mode=GenerationMode.POSITIVE, checks=CHECKS)


@pytest.mark.parametrize(
    ("path", "codes"),
    [
        ("/translate", {"source": "fr", "target": "en", "locale": "en-US", "glossary": "house"}),
        ("/detect", {}),
        ("/api/articles", {"source": "fr", "target": "en"}),
        ("/v2/translate", {"source_lang": "FR", "target_lang": "EN-GB", "glossary_id": None, "glossary_ids": None}),
    ],
)
def test_an_allowed_request_of_languages_served_is_accepted(
    client: FlaskClient, path: str, codes: dict[str, str | None]
) -> None:
    checks = [*CHECKS, positive_data_acceptance]
    ask_whatever(client, "post", path, mode=GenerationMode.POSITIVE, checks=checks, fixed=codes)


@pytest.mark.parametrize(("method", "path"), READING)
def test_a_forbidden_request_is_refused(client: FlaskClient, method: str, path: str) -> None:
    ask_whatever(client, method, path, mode=GenerationMode.NEGATIVE, checks=[*CHECKS, negative_data_rejection])


def test_every_route_of_the_contracts_is_described(client: FlaskClient) -> None:
    routes = {
        (method.lower(), re.sub(r"<(\w+)>", r"{\1}", rule.rule))
        for rule in client.application.url_map.iter_rules()
        if rule.rule.split("/")[1] in API_ROOTS
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert routes == set(OPERATIONS)


def test_the_description_is_openapi(client: FlaskClient) -> None:
    schemathesis.openapi.from_wsgi("/openapi.json", client.application).validate()


def test_lt_35_swagger_describes_the_contract_alone(client: FlaskClient) -> None:
    written = client.get("/spec").get_json()
    assert set(written) == {"swagger", "info", "basePath", "paths", "definitions"}
    assert {"/detect", "/health", "/languages", "/translate"} <= set(written["paths"])
    assert not [path for path in written["paths"] if path.startswith(("/api", "/v2", "/v3"))]
    schemathesis.openapi.from_dict(written).validate()
    response = client.post("/spec")
    assert (response.status_code, response.mimetype) == (405, "application/json")
