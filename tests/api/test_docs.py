"""The examples of docs/api.md run, and its lists name what the code has."""

from __future__ import annotations

import json
import re
import shlex
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.api.conftest import MakeClient
from tests.fakes import FakeEngine, FakeGlossary
from tests.glossary.samples import make_entry
from translator.api import openapi
from translator.checks.codes import ISSUE_CODES
from translator.document import ParagraphKind
from translator.storage import Database
from translator.translation import Origin, Rung
from translator.workflows.notices import sign
from translator.workflows.run_job import run_job

PAGE = Path(__file__).parents[2].joinpath("docs/api.md").read_text(encoding="utf-8")
EXAMPLES = Path(openapi.__file__).with_name("examples.json")
EXAMPLE = re.compile(
    r"```console\n\$ (?P<command>.*?)\n```\n\n```json (?P<status>\d+)\n(?P<answer>.*?)\n```", re.DOTALL
)

#: Sentences of the page as the engine meets and leaves them.
PHRASES = {
    "Le ministre a déclaré: “Nous ne céderons pas.”": "The minister said: “We will not yield.”",
    "Il pleut.": "It is raining.",
    "Bonjour.": "Hello.",
    "La pluie": "The rain",
    "Karim Benali paiera 12 €.": "Karim Benali will pay €12.",
}


TERM = replace(make_entry("caténaire", "overhead line"), part_of_speech="noun", domain="trains")


def run_curl(client: FlaskClient, command: str) -> TestResponse:
    """Send what a curl command would send."""
    program, *arguments = shlex.split(command.replace("\\\n", " "))
    assert program == "curl"
    options: dict[str, Any] = {}
    form: dict[str, str] = {}
    path = ""
    words = iter(arguments)
    for word in words:
        if word == "-s":
            continue
        if word == "-H":
            name, _, value = next(words).partition(": ")
            assert name in ("content-type", "authorization")
            options.setdefault("headers", {})[name] = value
        elif word in ("-d", "--data-urlencode"):
            data = next(words)
            if "content-type" in options.get("headers", {}):
                options["data"] = data
            else:
                form.update([data.split("=", 1)])
        else:
            path = word.removeprefix("localhost:8000")
    if form:
        options["data"] = form
    return client.open(path, method="POST" if "data" in options else "GET", **options)


@pytest.fixture
def client(make_client: MakeClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    # Its weights are fitted anew with those of each package.
    monkeypatch.setattr("translator.drafts.estimate_confidence", lambda _: 0.62)
    database = Database(f"sqlite:///{tmp_path / 'docs.sqlite3'}")
    database.upgrade()
    glossary = FakeGlossary((TERM,))
    return make_client(engine=FakeEngine(render=lambda text: PHRASES[text]), database=database, glossary=glossary)


def test_examples_answer_as_the_page_says(client: FlaskClient) -> None:
    examples = list(EXAMPLE.finditer(PAGE))
    assert len(examples) == PAGE.count("```console")
    article_id = job_id = "none yet"
    for example in examples:
        response = run_curl(client, example["command"].replace("ARTICLE", article_id).replace("JOB", job_id))
        if response.status_code == 201:
            article_id = response.get_json()["id"]
        if response.status_code == 202:
            job_id = response.get_json()["id"]
            run_job(client.application.extensions["services"], job_id)
        answer = json.loads(response.text.replace(article_id, "ARTICLE").replace(job_id, "JOB"))
        assert (response.status_code, answer) == (int(example["status"]), json.loads(example["answer"]))


def test_the_check_of_a_notice_knows_ours_from_others() -> None:
    (program,) = re.findall(r"```python\n([^`]*def is_ours[^`]*)```", PAGE)
    names: dict[str, Any] = {}
    exec(compile(program, "docs/api.md", "exec"), names)  # noqa: S102  the program is our own page's
    is_ours, body, moment = names["is_ours"], b'{"id": "JOB"}', int(time.time())
    header = sign(body, secret="0123456789abcdef", moment=moment)
    assert is_ours(header, body, secret="0123456789abcdef")
    assert not is_ours(header, body + b" ", secret="0123456789abcdef")
    assert not is_ours(header, body, secret="another of the same")
    assert not is_ours(sign(body, secret="0123456789abcdef", moment=moment - 3_600), body, secret="0123456789abcdef")


#: Blueprints whose every route has a heading.
OWN = ("libretranslate", "immersive", "articles", "updates", "revisions", "glossary", "jobs")


def test_each_route_has_a_heading(client: FlaskClient) -> None:
    routes = {
        f"{method} {re.sub(r'<.*?>', 'ID', rule.rule.replace('<source>/<target>', 'SOURCE/TARGET'))}"
        for rule in client.application.url_map.iter_rules()
        if rule.endpoint.split(".")[0]
        in ("libretranslate", "immersive", "articles", "updates", "revisions", "glossary", "jobs")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert routes == set(re.findall(r"^## (\w+ /.*)$", PAGE, re.MULTILINE))


def read_body(command: str) -> object:
    """Return the JSON that a command sends; None without any."""
    last = shlex.split(command.replace("\\\n", " "))[-1]
    return json.loads(last) if last.startswith("{") else None


def test_examples_of_the_description_are_those_of_the_page() -> None:
    shown = [(example["command"], json.loads(example["answer"])) for example in EXAMPLE.finditer(PAGE)]
    described = json.loads(EXAMPLES.read_text(encoding="utf-8"))
    assert described
    for route, example in described.items():
        path = re.sub(r"<.*?>", "[^/ ]+", route.partition(" ")[2])
        assert [
            command
            for command, answer in shown
            if re.search(f"localhost:8000{path}(?![/\\w])", command)
            and answer == example["answer"]
            and example.get("request") == read_body(command)
        ], route


def test_issues_are_those_of_the_checks() -> None:
    listed = re.findall(r"^\| `(\w+)` \| (error|warning) \|", PAGE, re.MULTILINE)
    assert dict(listed) == {code: kind.severity.value for code, kind in ISSUE_CODES.items()}


@pytest.mark.parametrize("values", [Origin, Rung, ParagraphKind])
def test_each_value_that_an_answer_may_hold_is_explained(values: Any) -> None:
    assert [value.value for value in values if f"`{value.value}`" not in PAGE] == []
