"""The tables of glossaries: those that callers keep, and the changes of the shipped one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from translator.storage.tables.base import Base, Json, NullableJson


class NamedGlossaryRow(Base):
    """A glossary that a caller keeps; ``owner`` is the id of a key, or of none."""

    __tablename__ = "named_glossaries"
    __table_args__ = (Index(None, "owner", "created_at", "id"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    owner: Mapped[str] = mapped_column(String(16))
    name: Mapped[str]
    is_editable: Mapped[bool]
    created_at: Mapped[datetime]


class DictionaryRow(Base):
    """The terms of one direction of a named glossary, written and read as a whole."""

    __tablename__ = "dictionaries"

    glossary_id: Mapped[str] = mapped_column(ForeignKey(NamedGlossaryRow.id, ondelete="CASCADE"), primary_key=True)
    source_language: Mapped[str] = mapped_column(String(16), primary_key=True)
    target_language: Mapped[str] = mapped_column(String(16), primary_key=True)
    terms: Mapped[list[list[str]]] = mapped_column(Json)
    # Beside the terms, so that a list of glossaries need not read them.
    term_count: Mapped[int]


class GlossaryChangeRow(Base):
    """A change of a glossary entry; the last of each entry says what is in force over the shipped glossary."""

    __tablename__ = "glossary_changes"
    __table_args__ = (Index(None, "source_language", "target_language"),)

    entry_id: Mapped[str] = mapped_column(String(16), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    # The glossary's revision that the change made.
    revision: Mapped[int] = mapped_column(BigInteger())
    source_language: Mapped[str] = mapped_column(String(16))
    target_language: Mapped[str] = mapped_column(String(16))
    before: Mapped[dict[str, Any] | None] = mapped_column(NullableJson)
    after: Mapped[dict[str, Any] | None] = mapped_column(NullableJson)
    editor: Mapped[str]
    reason: Mapped[str]
    made_at: Mapped[datetime]


class GlossaryRevisionRow(Base):
    """How often people changed the glossary: one row, which its writers also lock to take turns."""

    __tablename__ = "glossary_revision"

    name: Mapped[str] = mapped_column(String(16), primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger())
