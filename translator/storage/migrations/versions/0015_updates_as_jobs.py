"""Keep which article a job changes, how far it is and why it failed; and what a page is asked by for changes."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.add_column("jobs", sa.Column("subject", sa.String(64), nullable=False, server_default=sa.text("''")))
    op.add_column("jobs", sa.Column("sentences", sa.Integer(), nullable=False, server_default=sa.text("0")))
    op.add_column("jobs", sa.Column("sentences_done", sa.Integer(), nullable=False, server_default=sa.text("0")))
    op.add_column("jobs", sa.Column("failure", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=True))
    op.create_index("ix_jobs_subject_created_at", "jobs", ["subject", "created_at"])
    for name in ("etag", "last_modified"):
        op.add_column("article_origins", sa.Column(name, sa.Text(), nullable=False, server_default=sa.text("''")))


def downgrade() -> None:
    for name in ("last_modified", "etag"):
        op.drop_column("article_origins", name)
    op.drop_index("ix_jobs_subject_created_at", "jobs")
    for name in ("failure", "sentences_done", "sentences", "subject"):
        op.drop_column("jobs", name)
