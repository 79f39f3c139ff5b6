"""PostgreSQL keeps the same contract as SQLite.

``TEST_POSTGRESQL_URL`` names the server, as a user who may create databases; each test gets one of its own.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator

import psycopg
import pytest
from psycopg import sql

from tests.missing import miss
from tests.storage.contract import StorageContract
from tests.workflows.correction_contract import CorrectionContract
from tests.workflows.update_contract import UpdateContract
from tests.workflows.update_job_contract import UpdateJobContract
from translator.storage import Database

SERVER = os.environ.get("TEST_POSTGRESQL_URL", "postgresql://postgres@127.0.0.1:5432")


@pytest.fixture(scope="module")
def server() -> Iterator[psycopg.Connection]:
    try:
        connection = psycopg.connect(f"{SERVER}/postgres", connect_timeout=5, autocommit=True)
    except psycopg.OperationalError as error:
        miss(f"no PostgreSQL answers at {SERVER.rpartition('@')[2]}: {str(error).splitlines()[0]}")
    with connection:
        yield connection


@pytest.fixture
def empty_database(server: psycopg.Connection) -> Iterator[Database]:
    name = f"visavis_test_{secrets.token_hex(6)}"
    server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    database = Database(f"{SERVER}/{name}")
    try:
        yield database
    finally:
        database.close()
        server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture
def database(empty_database: Database) -> Database:
    empty_database.upgrade()
    return empty_database


@pytest.mark.service
class TestPostgresql(StorageContract):
    """PostgreSQL keeps the contract."""


@pytest.mark.service
class TestCorrections(CorrectionContract):
    """PostgreSQL keeps the contract of corrections."""


@pytest.mark.service
class TestUpdates(UpdateContract, UpdateJobContract):
    """PostgreSQL keeps the contract of updates."""
