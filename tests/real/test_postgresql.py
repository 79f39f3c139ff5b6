"""PostgreSQL keeps the same contract as SQLite.

``TEST_POSTGRESQL_URL`` names the server, as a user who may create databases. The tests share one database, emptied
before each; a test that needs a database without tables gets one of its own.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from psycopg import sql

from tests.missing import miss
from tests.storage.contract import StorageContract
from tests.workflows.correction_contract import CorrectionContract
from tests.workflows.update_contract import UpdateContract
from tests.workflows.update_job_contract import UpdateJobContract
from translator.storage import Database
from translator.storage.tables.base import Base

SERVER = os.environ.get("TEST_POSTGRESQL_URL", "postgresql://postgres@127.0.0.1:5432")


@pytest.fixture(scope="module")
def server() -> Iterator[psycopg.Connection]:
    try:
        connection = psycopg.connect(f"{SERVER}/postgres", connect_timeout=5, autocommit=True)
    except psycopg.OperationalError as error:
        miss(f"no PostgreSQL answers at {SERVER.rpartition('@')[2]}: {str(error).splitlines()[0]}")
    with connection:
        yield connection


@contextmanager
def create_database(server: psycopg.Connection) -> Iterator[str]:
    """Yield the address of a database that lasts as long as the context."""
    name = f"visavis_test_{secrets.token_hex(6)}"
    server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    try:
        yield f"{SERVER}/{name}"
    finally:
        server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def open_database(address: str) -> Iterator[Database]:
    database = Database(address)
    try:
        yield database
    finally:
        database.close()


@pytest.fixture
def empty_database(server: psycopg.Connection) -> Iterator[Database]:
    with create_database(server) as address, open_database(address) as database:
        yield database


@pytest.fixture(scope="module")
def shared_address(server: psycopg.Connection) -> Iterator[str]:
    with create_database(server) as address:
        with open_database(address) as database:
            database.upgrade()
        yield address


@pytest.fixture
def database(shared_address: str) -> Iterator[Database]:
    empty_tables(shared_address)
    with open_database(shared_address) as database:
        yield database


def empty_tables(address: str) -> None:
    """Delete all rows and end the connections that a stopped process of a test may have left."""
    with psycopg.connect(address) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        for table in reversed(Base.metadata.sorted_tables):
            connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table.name)))


@pytest.mark.service
class TestPostgresql(StorageContract):
    """PostgreSQL keeps the contract."""


@pytest.mark.service
class TestCorrections(CorrectionContract):
    """PostgreSQL keeps the contract of corrections."""


@pytest.mark.service
class TestUpdates(UpdateContract, UpdateJobContract):
    """PostgreSQL keeps the contract of updates."""
