"""Make the tables of the glossaries that callers keep."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "named_glossaries",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("owner", sa.String(16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("is_editable", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_named_glossaries"),
    )
    op.create_index("ix_named_glossaries_owner_created_at_id", "named_glossaries", ["owner", "created_at", "id"])
    op.create_table(
        "dictionaries",
        sa.Column("glossary_id", sa.String(36), nullable=False),
        sa.Column("source_language", sa.String(16), nullable=False),
        sa.Column("target_language", sa.String(16), nullable=False),
        sa.Column("terms", JSON, nullable=False),
        sa.Column("term_count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["glossary_id"],
            ["named_glossaries.id"],
            name="fk_dictionaries_named_glossaries_glossary_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("glossary_id", "source_language", "target_language", name="pk_dictionaries"),
    )


def downgrade() -> None:
    op.drop_table("dictionaries")
    op.drop_table("named_glossaries")
