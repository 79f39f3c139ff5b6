"""The commands of the clients' pages answer as the pages say."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.api.conftest import MakeClient
from tests.api.test_docs import EXAMPLE, PHRASES, run_curl
from tests.fakes import FakeEngine

FOLDER = Path(__file__).parents[2] / "docs/clients"
PAGES = sorted(path.name for path in FOLDER.glob("*.md"))


@pytest.fixture
def client(make_client: MakeClient) -> FlaskClient:
    return make_client(engine=FakeEngine(render=lambda text: PHRASES[text]))


@pytest.mark.parametrize("name", [name for name in PAGES if name not in ("README.md", "python.md")])
def test_commands_answer_as_the_page_says(client: FlaskClient, name: str) -> None:
    page = (FOLDER / name).read_text(encoding="utf-8")
    examples = list(EXAMPLE.finditer(page))
    assert len(examples) == page.count("```console") > 0
    for example in examples:
        response = run_curl(client, example["command"])
        made = (response.get_json().get("id") or "ARTICLE") if response.status_code == 201 else "ARTICLE"
        answer = json.loads(response.text.replace(made, "ARTICLE"))
        assert (response.status_code, answer) == (int(example["status"]), json.loads(example["answer"]))


def test_the_index_names_every_page() -> None:
    index = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"\]\(([\w-]+\.md)\)", index)) == [name for name in PAGES if name != "README.md"]
