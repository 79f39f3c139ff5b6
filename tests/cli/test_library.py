from __future__ import annotations

import pytest

from tests.cli.conftest import Terminal
from tests.fakes import NOON
from tests.storage.samples import make_article
from translator.storage import save_article


@pytest.fixture
def stored(terminal: Terminal) -> Terminal:
    database = terminal.services.database
    database.upgrade()
    with database.session(writing=True) as session:
        save_article(session, make_article(identifier="bridge"), created_at=NOON, target_title="The bridge opens")
        save_article(session, make_article(identifier="rain", title="Il pleut"), created_at=NOON)
        session.commit()
    return terminal


def test_articles_are_listed_and_searched_line_by_line(stored: Terminal) -> None:
    line = "bridge\tfr-en-US\ttranslated\t0\t2026-03-01 12:00\tLe pont rouvre\n"
    assert stored.run("articles", "list").stdout.splitlines()[1] + "\n" == line
    assert stored.run("articles", "search", "ponts").stdout == line
    assert stored.run("articles", "search", "pont", "--state", "final").stdout == ""


def test_articles_are_deleted_once_that_is_confirmed(stored: Terminal) -> None:
    assert stored.run("articles", "delete", "bridge", "--yes").exit_code == 0
    assert stored.run("articles", "search", "pont").stdout == ""
    again = stored.run("articles", "delete", "bridge", "--yes")
    assert (again.exit_code, again.stderr) == (2, "translator: no article has the id bridge\n")
