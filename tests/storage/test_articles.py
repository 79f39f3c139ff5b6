from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from translator.errors import NotFoundError
from translator.storage import find_article, list_articles, make_identifier


def test_id_that_no_database_can_hold_is_not_looked_for() -> None:
    # This session has no database, so whatever asks one fails.
    with Session() as session:
        assert find_article(session, "a\0b") is None
        with pytest.raises(NotFoundError):
            list_articles(session, limit=1, before="a\0b")


def test_no_identifier_looks_like_an_option_of_a_command(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter(["-abc", "--ab", "a-bc"])
    monkeypatch.setattr("secrets.token_urlsafe", lambda _size: next(drawn))
    assert make_identifier() == "a-bc"
