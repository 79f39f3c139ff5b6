"""Versions of the tables: run the packaged migrations, and tell whether they have run.

Apart from the database module, because Alembic is slow to import and only a start needs it.
"""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection

from translator.errors import SettingsError


def upgrade_tables(connection: Connection) -> None:
    """Run the migrations that are missing, inside the connection's transaction.

    Raises:
        SettingsError: The tables were made by a later version of the program.
    """
    config = build_config()
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise SettingsError(f"the database was made by a later version of the program ({error})") from error
    _check_references(connection)


def has_present_version(connection: Connection) -> bool:
    """Tell whether the last migration has run."""
    head = ScriptDirectory.from_config(build_config()).get_current_head()
    return MigrationContext.configure(connection).get_current_revision() == head


def build_config() -> Config:
    """Say where the packaged migrations are."""
    config = Config()
    config.set_main_option("script_location", "translator.storage:migrations")
    return config


def _check_references(connection: Connection) -> None:
    # SQLite enforces no foreign key during a migration; a migration that breaks one must not be committed.
    if connection.dialect.name != "sqlite":
        return
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise RuntimeError(f"a migration left a row of {broken[0]} without its row of {broken[2]}")
