"""The tables of articles: an article owns its paragraphs, a paragraph its segments, a segment its translations."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from translator.storage.tables.base import Base, Json, RowNumber


class ArticleRow(Base):
    """An article and its target text."""

    __tablename__ = "articles"
    __table_args__ = (Index(None, "created_at", "id"),)

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    title: Mapped[str]
    target_title: Mapped[str]
    source_language: Mapped[str] = mapped_column(String(16))
    target_locale: Mapped[str] = mapped_column(String(35))
    format: Mapped[str] = mapped_column(String(32))
    skeleton: Mapped[list[str]] = mapped_column(Json)
    target_text: Mapped[str]
    alternatives: Mapped[list[str]] = mapped_column(Json)
    detected_language: Mapped[str | None] = mapped_column(String(16))
    detection_confidence: Mapped[float | None]
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(server_default=text("1"))
    quotations: Mapped[str] = mapped_column(String(16), server_default=text("''"))


class ParagraphRow(Base):
    """A block of an article."""

    __tablename__ = "paragraphs"

    article_id: Mapped[str] = mapped_column(ForeignKey(ArticleRow.id, ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    kind: Mapped[str] = mapped_column(String(16))
    language: Mapped[str] = mapped_column(String(16))


class SegmentRow(Base):
    """A segment: offsets in its paragraph, and its place in the article's whole text."""

    __tablename__ = "segments"
    __table_args__ = (
        ForeignKeyConstraint(
            ["article_id", "paragraph_position"],
            [ParagraphRow.article_id, ParagraphRow.position],
            ondelete="CASCADE",
        ),
        UniqueConstraint("article_id", "position"),
    )

    article_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    segment_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    position: Mapped[int]
    paragraph_position: Mapped[int]
    source: Mapped[str]
    start_offset: Mapped[int]
    end_offset: Mapped[int]
    gap_after: Mapped[str]
    language: Mapped[str] = mapped_column(String(16), server_default=text("''"))
    spans: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    text_start: Mapped[int]
    text_end: Mapped[int]


class TranslationRow(Base):
    """What stands for a segment in one locale at present; its lineage is what a correction refers to."""

    __tablename__ = "translations"
    __table_args__ = (
        ForeignKeyConstraint(
            ["article_id", "segment_id"], [SegmentRow.article_id, SegmentRow.segment_id], ondelete="CASCADE"
        ),
        UniqueConstraint("article_id", "segment_id", "target_locale"),
    )

    id: Mapped[int] = mapped_column(RowNumber, primary_key=True)
    article_id: Mapped[str] = mapped_column(String(64))
    segment_id: Mapped[str] = mapped_column(String(32))
    target_locale: Mapped[str] = mapped_column(String(35))
    target: Mapped[str]
    target_start: Mapped[int]
    target_end: Mapped[int]
    target_spans: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    state: Mapped[str] = mapped_column(String(16))
    origin: Mapped[str] = mapped_column(String(16))
    rung: Mapped[str] = mapped_column(String(16))
    score: Mapped[float | None]
    confidence: Mapped[float | None]
    issues: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    # Counted when written, so that a list of articles need not read every issue.
    error_count: Mapped[int]
    engine: Mapped[str]
    package: Mapped[str]
    package_sha256: Mapped[str]
    glossary_revision: Mapped[str]
    pipeline_version: Mapped[str]
    made_at: Mapped[datetime]
    # Unlike the number above, which an update gives anew, it stays with the segment wherever that moves.
    lineage: Mapped[str] = mapped_column(String(16), server_default=text("''"))
    version: Mapped[int] = mapped_column(server_default=text("0"))
    suggestion: Mapped[str] = mapped_column(server_default=text("''"))
