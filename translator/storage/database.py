"""Where records are kept: one database, reached by sessions.

SQLite and PostgreSQL are equals here; what differs between them (transactions, locks, the file's folder) is dealt
with in this module and nowhere else.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, Pool, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from translator.errors import SettingsError

#: How long a statement waits for another writer of the same SQLite file before it fails, in seconds.
SQLITE_WAIT_SECONDS = 30

#: Key of the PostgreSQL advisory lock that lets one process at a time migrate; any constant of our own does.
MIGRATION_LOCK = 7_302_716_158

_POSTGRESQL = "postgresql+psycopg"
_DRIVERS = {"sqlite": "sqlite", "postgresql": _POSTGRESQL, "postgres": _POSTGRESQL, _POSTGRESQL: _POSTGRESQL}


class Database:
    """A database that is opened at its first use, once in each process.

    Connections are not carried over a fork: a forked worker opens its own.

    Args:
        url: ``sqlite:///<file>``, ``postgresql://…`` (also written ``postgres://`` or ``postgresql+psycopg://``).

    Raises:
        SettingsError: The address is malformed, of another kind, or names no file.
    """

    def __init__(self, url: str) -> None:
        self._url = _read_url(url)
        self._engines: dict[int, Engine] = {}

    @property
    def engine(self) -> Engine:
        """The engine of this process."""
        # setdefault is atomic, and an engine that loses the race has opened nothing yet.
        process = os.getpid()
        return self._engines.get(process) or self._engines.setdefault(process, _build_engine(self._url))

    @contextmanager
    def session(self, *, writing: bool = False) -> Iterator[Session]:
        """Open a session; what its user does not commit is rolled back.

        Args:
            writing: Whether the session reads and then writes. On SQLite it takes its turn among writers at the
                start, because a reader that turns writer fails at once where another has written meanwhile.
        """
        engine = self.engine.execution_options(begin="IMMEDIATE") if writing else self.engine
        with Session(engine, expire_on_commit=False) as session:
            yield session

    def upgrade(self) -> None:
        """Bring the tables up to the present version; processes that start together take turns.

        Raises:
            SettingsError: The database cannot be reached, or was made by a later version of the program.
        """
        from translator.storage.migration import upgrade_tables

        with self._connect_once() as connection, connection.begin():
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})
            upgrade_tables(connection)

    def is_current(self) -> bool:
        """Tell whether the tables have the present version; a database that does not exist has not.

        Raises:
            SettingsError: The database cannot be reached.
        """
        from translator.storage.migration import has_present_version

        if self._url.drivername == "sqlite" and not Path(str(self._url.database)).exists():
            return False
        with self._connect_once() as connection:
            return has_present_version(connection)

    def close(self) -> None:
        """Close this process's connections; the next use opens new ones."""
        engine = self._engines.pop(os.getpid(), None)
        if engine is not None:
            engine.dispose()

    @contextmanager
    def _connect_once(self) -> Iterator[Connection]:
        # Nothing stays open, so a parent that migrates and then forks hands no connection down.
        # Foreign keys are off: a migration that rebuilds an SQLite table drops the old one, and its children with it.
        engine = _build_engine(self._url, pool=NullPool, has_foreign_keys=False)
        try:
            with engine.execution_options(begin="IMMEDIATE").connect() as connection:
                yield connection
        except DBAPIError as error:
            address = self._url.render_as_string(hide_password=True)
            reason = str(error.orig).strip().partition("\n")[0]
            raise SettingsError(f"TRANSLATOR_DATABASE_URL: {address} cannot be used: {reason}") from error
        finally:
            engine.dispose()


def _read_url(text: str) -> URL:
    try:
        url = make_url(text)
    except ArgumentError:
        # The text may hold a password, so it is not repeated.
        raise SettingsError("TRANSLATOR_DATABASE_URL: must be a URL such as sqlite:///var/file.sqlite3") from None
    if url.drivername not in _DRIVERS:
        raise SettingsError(f"TRANSLATOR_DATABASE_URL: {url.drivername} is not supported; use sqlite or postgresql")
    if url.drivername == "sqlite" and url.database in (None, "", ":memory:"):
        raise SettingsError("TRANSLATOR_DATABASE_URL: must name a file; an SQLite database in memory keeps nothing")
    return url.set(drivername=_DRIVERS[url.drivername])


def _build_engine(url: URL, *, pool: type[Pool] | None = None, has_foreign_keys: bool = True) -> Engine:
    if url.drivername != "sqlite":
        return create_engine(url, poolclass=pool, pool_pre_ping=True, json_serializer=_write_json)
    folder = Path(str(url.database)).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(f"TRANSLATOR_DATABASE_URL: {folder} cannot be made: {error.strerror}") from error
    engine = create_engine(
        url, poolclass=pool, json_serializer=_write_json, connect_args={"timeout": SQLITE_WAIT_SECONDS}
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        # Python's driver would begin transactions by itself, late and never for DDL; the listener below does instead.
        connection.isolation_level = None
        _set_journal_mode(connection)
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA foreign_keys = {'ON' if has_foreign_keys else 'OFF'}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(f"BEGIN {connection.get_execution_options().get('begin', 'DEFERRED')}")

    return engine


def _set_journal_mode(connection: Any) -> None:
    # SQLite does not wait for other processes when it changes the journal of a new file: it fails at once.
    import sqlite3

    deadline = time.monotonic() + SQLITE_WAIT_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return


def _write_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
