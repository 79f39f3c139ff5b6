"""The tables of words that are searched; on SQLite each has a full-text index that triggers keep true to it."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from translator.storage.tables.articles import ArticleRow
from translator.storage.tables.base import Base, RowNumber
from translator.storage.tables.memory import MemoryRow

#: Only PostgreSQL fills it: SQLite has an index of its own beside the table.
_Lexemes = Text().with_variant(TSVECTOR(), "postgresql")


class ArticleTextRow(Base):
    """The words of an article on both its sides, as searches compare them."""

    __tablename__ = "article_texts"
    __table_args__ = (Index(None, "lexemes", postgresql_using="gin"),)

    id: Mapped[int] = mapped_column(RowNumber, primary_key=True)
    article_id: Mapped[str] = mapped_column(ForeignKey(ArticleRow.id, ondelete="CASCADE"), unique=True)
    title: Mapped[str]
    text: Mapped[str]
    lexemes: Mapped[str | None] = mapped_column(_Lexemes)


class MemoryTextRow(Base):
    """The words of a past translation on both its sides, as searches compare them."""

    __tablename__ = "memory_texts"
    __table_args__ = (Index(None, "lexemes", postgresql_using="gin"),)

    id: Mapped[int] = mapped_column(RowNumber, primary_key=True)
    entry_id: Mapped[str] = mapped_column(ForeignKey(MemoryRow.id, ondelete="CASCADE"), unique=True)
    title: Mapped[str]
    text: Mapped[str]
    lexemes: Mapped[str | None] = mapped_column(_Lexemes)
