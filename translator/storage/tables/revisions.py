"""The tables of what happened to articles since: corrections of their translations, and their former versions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from translator.storage.tables.articles import ArticleRow
from translator.storage.tables.base import Base, NullableJson, RowNumber


class CorrectionRow(Base):
    """A person's change of a translation; it outlives the translation and its article."""

    __tablename__ = "corrections"
    __table_args__ = (UniqueConstraint("article_id", "lineage", "version"),)

    id: Mapped[int] = mapped_column(RowNumber, primary_key=True)
    article_id: Mapped[str] = mapped_column(String(64))
    lineage: Mapped[str] = mapped_column(String(16))
    version: Mapped[int]
    source_language: Mapped[str] = mapped_column(String(16))
    target_language: Mapped[str] = mapped_column(String(16))
    source: Mapped[str]
    before: Mapped[str]
    after: Mapped[str]
    state_before: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(16))
    origin_before: Mapped[str] = mapped_column(String(16))
    origin: Mapped[str] = mapped_column(String(16))
    editor: Mapped[str] = mapped_column(String(64))
    reason: Mapped[str]
    made_at: Mapped[datetime]


class ArticleVersionRow(Base):
    """A version of an article; the present one has no content here, for the article has it."""

    __tablename__ = "article_versions"

    article_id: Mapped[str] = mapped_column(ForeignKey(ArticleRow.id, ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    cause: Mapped[str] = mapped_column(String(16))
    editor: Mapped[str] = mapped_column(String(64))
    reason: Mapped[str]
    made_at: Mapped[datetime]
    content: Mapped[dict[str, Any] | None] = mapped_column(NullableJson)
