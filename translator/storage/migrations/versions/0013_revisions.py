"""Number the versions of articles and translations, and make the tables of corrections and former versions."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0013"
down_revision = "0011"


def upgrade() -> None:
    op.add_column("articles", sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False))
    op.add_column("articles", sa.Column("quotations", sa.String(16), server_default=sa.text("''"), nullable=False))
    op.add_column("translations", sa.Column("lineage", sa.String(16), server_default=sa.text("''"), nullable=False))
    op.add_column("translations", sa.Column("version", sa.Integer(), server_default=sa.text("0"), nullable=False))
    op.add_column("translations", sa.Column("suggestion", sa.Text(), server_default=sa.text("''"), nullable=False))
    op.execute("UPDATE translations SET lineage = CAST(id AS VARCHAR(16))")
    op.create_table(
        "corrections",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("article_id", sa.String(64), nullable=False),
        sa.Column("lineage", sa.String(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("source_language", sa.String(16), nullable=False),
        sa.Column("target_language", sa.String(16), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("state_before", sa.String(16), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("origin_before", sa.String(16), nullable=False),
        sa.Column("origin", sa.String(16), nullable=False),
        sa.Column("editor", sa.String(64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_corrections"),
        sa.UniqueConstraint("article_id", "lineage", "version", name="uq_corrections_article_id_lineage_version"),
    )
    op.create_table(
        "article_versions",
        sa.Column("article_id", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("cause", sa.String(16), nullable=False),
        sa.Column("editor", sa.String(64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name="fk_article_versions_articles", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", "number", name="pk_article_versions"),
    )


def downgrade() -> None:
    op.drop_table("article_versions")
    op.drop_table("corrections")
    for name in ("suggestion", "version", "lineage"):
        op.drop_column("translations", name)
    for name in ("quotations", "version"):
        op.drop_column("articles", name)
