from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from translator.errors import NotFoundError
from translator.storage import find_article, list_articles


def test_id_that_no_database_can_hold_is_not_looked_for() -> None:
    # This session has no database, so whatever asks one fails.
    with Session() as session:
        assert find_article(session, "a\0b") is None
        with pytest.raises(NotFoundError):
            list_articles(session, limit=1, before="a\0b")
