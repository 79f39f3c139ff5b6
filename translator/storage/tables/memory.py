"""The tables of past and of suggested translations."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from translator.storage.tables.base import Base


class MemoryRow(Base):
    """A past translation; its id is made of its content, so that the same entry is never kept twice."""

    __tablename__ = "memory_entries"
    __table_args__ = (Index(None, "source_language", "target_language", "source_key"),)

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    source_language: Mapped[str] = mapped_column(String(16))
    target_language: Mapped[str] = mapped_column(String(16))
    source: Mapped[str]
    source_key: Mapped[str] = mapped_column(String(64))
    target: Mapped[str]
    origin: Mapped[str]
    context_hash: Mapped[str]
    editor: Mapped[str]
    used: Mapped[int]
    created_at: Mapped[datetime]


class SuggestionRow(Base):
    """A translation that a reader finds better; it waits for a person and is never applied."""

    __tablename__ = "suggestions"
    __table_args__ = (Index(None, "source_language", "target_language", "made_at"),)

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    source_language: Mapped[str] = mapped_column(String(16))
    target_language: Mapped[str] = mapped_column(String(16))
    source: Mapped[str]
    target: Mapped[str]
    key_id: Mapped[str] = mapped_column(String(16))
    made_at: Mapped[datetime]
