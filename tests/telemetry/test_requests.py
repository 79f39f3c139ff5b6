from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pydantic import SecretStr

from tests.fakes import FakeEngine
from translator.api import register_api
from translator.telemetry import Metrics, configure_logging, register_telemetry
from translator.workflows.services import Services

MakeClient = Callable[..., FlaskClient]


@pytest.fixture
def make_client(services: Services) -> MakeClient:

    def make(**settings: object) -> FlaskClient:
        app = Flask("telemetry")
        metrics = Metrics()
        chosen = services.settings.model_copy(update=settings)
        app.extensions["services"] = replace(services, settings=chosen, count=metrics.count_translations)
        register_telemetry(app, settings=chosen, metrics=metrics)
        register_api(app)
        return app.test_client()

    return make


@pytest.fixture
def quiet_logging() -> Iterator[None]:
    """Whatever a test sets up, the next begins without it."""
    root, own = logging.getLogger(), logging.getLogger("translator")
    before, level = root.handlers[:], own.level
    yield
    root.handlers[:] = before
    own.setLevel(level)


def _translate(client: FlaskClient, text: str = "Il pleut à Lyon.") -> None:
    assert client.post("/translate", json={"q": text, "source": "fr", "target": "en"}).status_code == 200


def test_each_answer_has_an_id_of_its_own(make_client: MakeClient) -> None:
    client = make_client()
    ids = [
        client.get(path).headers["X-Request-ID"] for path in ("/languages", "/health/live", "/nowhere", "/translate")
    ]
    assert len(set(ids)) == 4
    assert all(re.fullmatch("[0-9a-f]{32}", one) for one in ids)


def test_id_of_a_proxy_is_kept_and_a_strange_one_replaced(make_client: MakeClient) -> None:
    client = make_client()
    kept = client.get("/languages", headers={"X-Request-ID": "edge-0123456789"}).headers["X-Request-ID"]
    replaced = client.get("/languages", headers={"X-Request-ID": '"}{<script>'}).headers["X-Request-ID"]
    assert kept == "edge-0123456789"
    assert re.fullmatch("[0-9a-f]{32}", replaced)


def test_lt_38_metrics_are_not_there_unless_asked_for(make_client: MakeClient) -> None:
    assert make_client().get("/metrics").status_code == 404


def test_lt_38_metrics_count_requests_segments_and_characters(make_client: MakeClient) -> None:
    client = make_client(metrics="on")
    _translate(client)
    client.get("/nowhere/secret-address")
    text = client.get("/metrics").get_data(as_text=True)
    assert (
        'libretranslate_http_request_duration_seconds_count{endpoint="/translate",method="POST",status="200"} 1.0'
        in text
    )
    assert 'endpoint="none",method="GET",status="404"' in text
    assert "libretranslate_http_requests_in_flight 1.0" in text
    assert 'translator_segments_total{rung="first",source="fr",target="en"} 1.0' in text
    assert 'translator_source_characters_total{source="fr",target="en"} 16.0' in text


def test_metrics_hold_no_text_path_address_or_invented_method(make_client: MakeClient) -> None:
    client = make_client(metrics="on")
    _translate(client, "Odette Marchand habite Lyon.")
    client.get("/nowhere/secret-address")
    client.open("/languages", method="ODETTE")
    text = client.get("/metrics").get_data(as_text=True)
    assert not any(word in text for word in ("Odette", "ODETTE", "Lyon", "secret-address", "127.0.0.1"))


def test_lt_38_metrics_with_a_key_hide_from_those_without_it(make_client: MakeClient) -> None:
    client = make_client(metrics="on", metrics_key=SecretStr("scrape-me"))
    answers = [client.get("/metrics", headers=headers) for headers in ({}, {"Authorization": "Bearer wrong"})]
    right = client.get("/metrics", headers={"Authorization": "Bearer scrape-me"})
    assert ([answer.status_code for answer in answers], right.status_code) == ([404, 404], 200)


@pytest.mark.usefixtures("quiet_logging")
def test_json_lines_name_route_and_id_but_no_text(make_client: MakeClient, capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(form="json", level="info")
    client = make_client()
    answer = client.post("/translate", json={"q": "Odette part.", "source": "fr", "target": "en"})
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    (line,) = [line for line in lines if line["logger"] == "translator.access"]
    assert line["request_id"] == answer.headers["X-Request-ID"]
    assert (line["method"], line["route"], line["status"], line["level"]) == ("POST", "/translate", 200, "INFO")
    assert line["milliseconds"] > 0
    assert "Odette" not in json.dumps(lines, ensure_ascii=False)


@pytest.mark.usefixtures("quiet_logging")
def test_logging_set_up_twice_writes_once(make_client: MakeClient, capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(form="text", level="info")
    configure_logging(form="text", level="info")
    make_client().get("/languages")
    lines = [line for line in capsys.readouterr().err.splitlines() if "translator.access" in line]
    assert len(lines) == 1
    assert "GET /languages 200" in lines[0]


def test_live_answers_though_nothing_can_be_translated(make_client: MakeClient, services: Services) -> None:
    client = make_client()
    client.application.extensions["services"] = _with_engine(services, FakeEngine(pairs=()))
    assert client.get("/health/live").json == {"status": "ok"}
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json) == (503, {"status": "error", "error": "no package is installed"})


def test_ready_translates_in_each_direction(make_client: MakeClient, services: Services) -> None:
    engine = FakeEngine()
    client = make_client()
    client.application.extensions["services"] = _with_engine(services, engine)
    assert client.get("/health/ready").json == {"status": "ok"}
    assert sorted(texts for _, texts in engine.calls) == [("Nous sommes prêts.",), ("We are ready.",)]


def test_ready_names_the_part_that_failed(make_client: MakeClient, services: Services) -> None:
    client = make_client()
    client.application.extensions["services"] = _with_engine(services, FakeEngine(render=lambda _: " "))
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert "translates to nothing" in answer.json["error"]


def test_ready_hides_what_a_failure_says(make_client: MakeClient, services: Services) -> None:
    def fail(text: str) -> str:
        raise RuntimeError(text)

    client = make_client()
    client.application.extensions["services"] = _with_engine(services, FakeEngine(render=fail))
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json["error"]) == (503, "a translation failed; the log says where")


def _with_engine(services: Services, engine: FakeEngine) -> Services:

    return replace(services, engine=engine)


def test_jobs_are_counted_by_kind_and_state(make_client: MakeClient) -> None:
    client = make_client(metrics="on")
    client.post("/api/jobs", json={"text": "Il pleut à Lyon.", "source": "fr", "target": "en"})
    text = client.get("/metrics").get_data(as_text=True)
    assert re.search(r'^translator_jobs\{kind="text",state="queued"\} [1-9]', text, re.MULTILINE)
