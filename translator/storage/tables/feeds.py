"""The tables of feeds that are watched, and of what they list."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from translator.storage.tables.base import Base


class FeedRow(Base):
    """A feed; while a process reads it, ``due_at`` is the time at which another may."""

    __tablename__ = "feeds"
    __table_args__ = (UniqueConstraint("url", "target"), Index(None, "due_at"))

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    url: Mapped[str]
    title: Mapped[str]
    target: Mapped[str] = mapped_column(String(35))
    minutes: Mapped[int]
    is_paused: Mapped[bool]
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    read_at: Mapped[datetime | None]
    problem: Mapped[str]
    failures: Mapped[int]
    etag: Mapped[str]
    last_modified: Mapped[str]


class FeedEntryRow(Base):
    """What a feed lists; the article outlives it, and may be gone before it."""

    __tablename__ = "feed_entries"
    __table_args__ = (Index(None, "state", "due_at"), Index(None, "feed_id", "listed_at"))

    feed_id: Mapped[str] = mapped_column(ForeignKey(FeedRow.id, ondelete="CASCADE"), primary_key=True)
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    url: Mapped[str]
    title: Mapped[str]
    stamp: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(16))
    listed_at: Mapped[datetime]
    due_at: Mapped[datetime]
    attempts: Mapped[int]
    problem: Mapped[str]
    article_id: Mapped[str] = mapped_column(String(64))
