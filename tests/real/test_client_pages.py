"""The Python of the clients' page runs against the service as it is served."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.real.conftest import ADMIN_KEY, Server

PAGE = Path(__file__).parents[2] / "docs/clients/python.md"
SNIPPETS = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)

pytestmark = pytest.mark.packages


def test_the_page_has_a_snippet_for_each_client() -> None:
    assert len(SNIPPETS) == 2


@pytest.mark.parametrize("snippet", SNIPPETS)
def test_snippets_do_what_they_assert(server: Server, snippet: str) -> None:
    program = snippet.replace('"KEY"', repr(ADMIN_KEY)).replace("http://localhost:8000", server.address)
    exec(compile(program, PAGE, "exec"), {})  # noqa: S102  the program is our own page's
