from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.workflows.update_contract import UpdateContract
from tests.workflows.update_job_contract import UpdateJobContract
from translator.storage import Database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'test.sqlite3'}")
    database.upgrade()
    yield database
    database.close()


class TestSqlite(UpdateContract, UpdateJobContract):
    """SQLite keeps the contract."""
