"""Make the tables of articles, memory entries and markers."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
ROW_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _create_articles()
    _create_paragraphs()
    _create_segments()
    _create_translations()
    _create_memory_entries()
    op.create_table(
        "markers",
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("reached_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_markers"),
    )


def downgrade() -> None:
    for table in ("markers", "memory_entries", "translations", "segments", "paragraphs", "articles"):
        op.drop_table(table)


def _create_articles() -> None:
    op.create_table(
        "articles",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("target_title", sa.Text(), nullable=False),
        sa.Column("source_language", sa.String(16), nullable=False),
        sa.Column("target_locale", sa.String(35), nullable=False),
        sa.Column("format", sa.String(32), nullable=False),
        sa.Column("skeleton", JSON, nullable=False),
        sa.Column("target_text", sa.Text(), nullable=False),
        sa.Column("alternatives", JSON, nullable=False),
        sa.Column("detected_language", sa.String(16), nullable=True),
        sa.Column("detection_confidence", sa.Double(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_articles"),
    )
    op.create_index("ix_articles_created_at_id", "articles", ["created_at", "id"])


def _create_paragraphs() -> None:
    op.create_table(
        "paragraphs",
        sa.Column("article_id", sa.String(64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("language", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("article_id", "position", name="pk_paragraphs"),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_paragraphs_articles", ondelete="CASCADE"),
    )


def _create_segments() -> None:
    op.create_table(
        "segments",
        sa.Column("article_id", sa.String(64), nullable=False),
        sa.Column("segment_id", sa.String(32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("paragraph_position", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("start_offset", sa.Integer(), nullable=False),
        sa.Column("end_offset", sa.Integer(), nullable=False),
        sa.Column("gap_after", sa.Text(), nullable=False),
        sa.Column("spans", JSON, nullable=False),
        sa.Column("text_start", sa.Integer(), nullable=False),
        sa.Column("text_end", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("article_id", "segment_id", name="pk_segments"),
        sa.UniqueConstraint("article_id", "position", name="uq_segments_article_id_position"),
        sa.ForeignKeyConstraint(
            ["article_id", "paragraph_position"],
            ["paragraphs.article_id", "paragraphs.position"],
            name="fk_segments_paragraphs",
            ondelete="CASCADE",
        ),
    )


def _create_translations() -> None:
    op.create_table(
        "translations",
        sa.Column("id", ROW_NUMBER, nullable=False),
        sa.Column("article_id", sa.String(64), nullable=False),
        sa.Column("segment_id", sa.String(32), nullable=False),
        sa.Column("target_locale", sa.String(35), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("target_start", sa.Integer(), nullable=False),
        sa.Column("target_end", sa.Integer(), nullable=False),
        sa.Column("target_spans", JSON, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("origin", sa.String(16), nullable=False),
        sa.Column("rung", sa.String(16), nullable=False),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("issues", JSON, nullable=False),
        sa.Column("error_count", sa.Integer(), nullable=False),
        sa.Column("engine", sa.Text(), nullable=False),
        sa.Column("package", sa.Text(), nullable=False),
        sa.Column("package_sha256", sa.Text(), nullable=False),
        sa.Column("glossary_revision", sa.Text(), nullable=False),
        sa.Column("pipeline_version", sa.Text(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_translations"),
        sa.UniqueConstraint(
            "article_id", "segment_id", "target_locale", name="uq_translations_article_id_segment_id_target_locale"
        ),
        sa.ForeignKeyConstraint(
            ["article_id", "segment_id"],
            ["segments.article_id", "segments.segment_id"],
            name="fk_translations_segments",
            ondelete="CASCADE",
        ),
    )


def _create_memory_entries() -> None:
    op.create_table(
        "memory_entries",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("source_language", sa.String(16), nullable=False),
        sa.Column("target_language", sa.String(16), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("source_key", sa.String(64), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("context_hash", sa.Text(), nullable=False),
        sa.Column("editor", sa.Text(), nullable=False),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_memory_entries"),
    )
    op.create_index(
        "ix_memory_entries_source_language_target_language_source_key",
        "memory_entries",
        ["source_language", "target_language", "source_key"],
    )
