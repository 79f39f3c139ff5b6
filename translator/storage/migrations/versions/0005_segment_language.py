"""Keep the language of a segment that is not in that of its paragraph."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("segments", sa.Column("language", sa.String(16), nullable=False, server_default=sa.text("''")))


def downgrade() -> None:
    op.drop_column("segments", "language")
