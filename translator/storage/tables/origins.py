"""The table of where articles were first published."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, text
from sqlalchemy.orm import Mapped, mapped_column

from translator.storage.tables.articles import ArticleRow
from translator.storage.tables.base import Base


class ArticleOriginRow(Base):
    """Where an article was first published; articles that were pasted have none."""

    __tablename__ = "article_origins"

    article_id: Mapped[str] = mapped_column(ForeignKey(ArticleRow.id, ondelete="CASCADE"), primary_key=True)
    url: Mapped[str]
    canonical_url: Mapped[str]
    site_name: Mapped[str]
    byline: Mapped[str]
    published_at: Mapped[datetime | None]
    image_caption: Mapped[str]
    etag: Mapped[str] = mapped_column(server_default=text("''"))
    last_modified: Mapped[str] = mapped_column(server_default=text("''"))
