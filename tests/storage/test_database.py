from __future__ import annotations

import os
import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.storage.contract import StorageContract
from translator.errors import SettingsError
from translator.storage import Database


class TestSqlite(StorageContract):
    """SQLite keeps the contract."""


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("nonsense", "must be a URL such as sqlite:///var/file.sqlite3"),
        ("mysql://localhost/test", "mysql is not supported; use sqlite or postgresql"),
        ("postgresql+asyncpg://localhost/test", "postgresql+asyncpg is not supported; use sqlite or postgresql"),
        ("sqlite://", "must name a file; an SQLite database in memory keeps nothing"),
        ("sqlite:///:memory:", "must name a file; an SQLite database in memory keeps nothing"),
    ],
)
def test_address_of_another_kind_is_refused(url: str, problem: str) -> None:
    with pytest.raises(SettingsError) as caught:
        Database(url)
    assert str(caught.value) == f"TRANSLATOR_DATABASE_URL: {problem}"


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_postgresql_is_reached_by_psycopg_however_it_is_named(scheme: str) -> None:
    assert Database(f"{scheme}://anne@localhost/news").engine.url.drivername == "postgresql+psycopg"


def test_database_that_cannot_be_reached_is_named_without_its_password() -> None:
    database = Database("postgresql://anne:secret@127.0.0.1:1/news")
    with pytest.raises(SettingsError) as caught:
        database.upgrade()
    message = str(caught.value)
    assert message.startswith("TRANSLATOR_DATABASE_URL: postgresql+psycopg://anne:***@127.0.0.1:1/news cannot be used:")
    assert (message.count("\n"), message.count("secret")) == (0, 0)


def test_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("These are notes, " * 100)
    with pytest.raises(SettingsError, match="file is not a database"):
        Database(f"sqlite:///{tmp_path / 'notes.txt'}").upgrade()


def test_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SettingsError) as caught:
        Database(f"sqlite:///{tmp_path / 'file' / 'test.sqlite3'}").upgrade()
    assert str(caught.value) == f"TRANSLATOR_DATABASE_URL: {tmp_path / 'file'} cannot be made: File exists"


def test_building_a_database_and_asking_for_its_version_touch_no_disk(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'folder' / 'test.sqlite3'}")
    assert (database.is_current(), list(tmp_path.iterdir())) == (False, [])


def test_database_of_a_later_version_is_refused(database: Database) -> None:
    with database.session() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        session.commit()
    with pytest.raises(SettingsError, match="was made by a later version of the program"):
        database.upgrade()


def test_sqlite_writes_ahead_checks_references_and_waits(database: Database) -> None:
    pragmas = ("journal_mode", "foreign_keys", "busy_timeout")
    with database.session() as session:
        assert [session.scalar(text(f"PRAGMA {name}")) for name in pragmas] == ["wal", 1, 30_000]


def test_new_file_that_another_program_is_writing_is_waited_for(
    empty_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "new folder").mkdir()
    other = sqlite3.connect(tmp_path / "new folder" / "test.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    other.execute("CREATE TABLE others (number INTEGER)")
    waits: list[float] = []

    def finish(seconds: float) -> None:
        waits.append(seconds)
        other.execute("COMMIT")

    monkeypatch.setattr("translator.storage.database.time.sleep", finish)
    empty_database.upgrade()
    other.close()
    assert (len(waits), empty_database.is_current()) == (1, True)


def test_forked_process_opens_connections_of_its_own(database: Database) -> None:
    before = database.engine
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writer, b"same" if database.engine is before else b"own")
        os._exit(0)
    os.waitpid(child, 0)
    os.close(writer)
    with os.fdopen(reader) as answer:
        assert answer.read() == "own"
    assert database.engine is before


def test_sessions_that_read_and_then_write_take_turns(database: Database) -> None:
    with database.session() as session:
        session.execute(text("CREATE TABLE counts (number INTEGER)"))
        session.execute(text("INSERT INTO counts VALUES (0)"))
        session.commit()

    def count_up() -> None:
        for _ in range(10):
            with database.session(writing=True) as session:
                number = session.scalar(text("SELECT number FROM counts"))
                session.execute(text("UPDATE counts SET number = :next"), {"next": number + 1})
                session.commit()

    threads = [threading.Thread(target=count_up) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    with database.session() as session:
        assert session.scalar(text("SELECT number FROM counts")) == 40


def test_closed_database_opens_again(database: Database) -> None:
    database.close()
    with database.session() as session:
        assert session.scalar(text("SELECT 1")) == 1
