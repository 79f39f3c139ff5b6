from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from translator.storage import Database


@pytest.fixture
def empty_database(tmp_path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'new folder' / 'test.sqlite3'}")
    yield database
    database.close()


@pytest.fixture
def database(empty_database: Database) -> Database:
    empty_database.upgrade()
    return empty_database
