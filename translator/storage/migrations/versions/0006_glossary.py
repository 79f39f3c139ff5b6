"""Make the tables of what people change in glossaries."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "glossary_changes",
        sa.Column("entry_id", sa.String(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("source_language", sa.String(16), nullable=False),
        sa.Column("target_language", sa.String(16), nullable=False),
        sa.Column("before", JSON, nullable=True),
        sa.Column("after", JSON, nullable=True),
        sa.Column("editor", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("entry_id", "version", name="pk_glossary_changes"),
    )
    op.create_index(
        "ix_glossary_changes_source_language_target_language",
        "glossary_changes",
        ["source_language", "target_language"],
    )
    op.create_table(
        "glossary_revision",
        sa.Column("name", sa.String(16), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_glossary_revision"),
    )


def downgrade() -> None:
    op.drop_table("glossary_revision")
    op.drop_table("glossary_changes")
