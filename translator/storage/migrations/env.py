"""What Alembic runs to reach the database; the connection is handed in by ``translator.storage.migration``."""

from alembic import context

from translator.storage.tables import Base

context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata)
with context.begin_transaction():
    context.run_migrations()
