"""The commands of the clients' pages answer as the pages say."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from pydantic import SecretStr

from tests.api.conftest import MakeClient
from tests.api.test_docs import EXAMPLE, PHRASES, run_curl
from tests.fakes import FakeEngine
from translator.storage import Database
from translator.workflows.run_job import run_job

FOLDER = Path(__file__).parents[2] / "docs/clients"
PAGES = sorted(path.name for path in FOLDER.glob("*.md"))


@pytest.fixture
def client(make_client: MakeClient, tmp_path: Path) -> FlaskClient:
    database = Database(f"sqlite:///{tmp_path / 'pages.sqlite3'}")
    database.upgrade()
    engine = FakeEngine(render=lambda text: PHRASES[text])
    return make_client(engine=engine, database=database, admin_key=SecretStr("KEY"))


def name_what_was_made(answer: dict[str, str]) -> dict[str, str]:
    """Return the id that an answer gives, by the word that stands for it on the pages."""
    if "glossary_id" in answer:
        return {"GLOSSARY": answer["glossary_id"]}
    return {"JOB" if "kind" in answer else "ARTICLE": answer["id"]}


@pytest.mark.parametrize("name", [name for name in PAGES if name not in ("README.md", "python.md")])
def test_commands_answer_as_the_page_says(client: FlaskClient, name: str) -> None:
    page = (FOLDER / name).read_text(encoding="utf-8")
    examples = list(EXAMPLE.finditer(page))
    assert len(examples) == page.count("```console") > 0
    made: dict[str, str] = {}
    for example in examples:
        command = example["command"]
        for word, identifier in made.items():
            command = command.replace(word, identifier)
        response = run_curl(client, command)
        if response.status_code in (201, 202):
            made |= name_what_was_made(response.json)
        if response.status_code == 202:
            run_job(client.application.extensions["services"], made["JOB"])
        text = response.text
        for word, identifier in made.items():
            text = text.replace(identifier, word)
        assert (response.status_code, json.loads(text)) == (int(example["status"]), json.loads(example["answer"]))


def test_the_index_names_every_page() -> None:
    index = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"\]\(([\w-]+\.md)\)", index)) == [name for name in PAGES if name != "README.md"]
