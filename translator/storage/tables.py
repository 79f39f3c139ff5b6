"""The tables.

An article owns its paragraphs, a paragraph its segments, a segment its translations. Tables to come (corrections,
versions) refer to these by their keys; nothing here has to change for them.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    Dialect,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

#: Names of constraints, so that a migration can drop one on either database.
NAMING_CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, kept in UTC on both databases; a time without a zone is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn a moment into UTC."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time must have a zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the moment its zone back; SQLite keeps none."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Json = JSON().with_variant(JSONB(), "postgresql")

NullableJson = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")

# SQLite numbers rows by itself only where the key is declared INTEGER.
RowNumber = BigInteger().with_variant(Integer(), "sqlite")


class Base(DeclarativeBase):
    """Base of all tables."""

    metadata = MetaData(naming_convention=NAMING_CONVENTION)
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: UtcDateTime(), float: Double(), str: Text()}


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
    """What stands for a segment in one locale at present; its number is what a correction refers to."""

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


class MarkerRow(Base):
    """Something that happens once in a database's life, and when it did."""

    __tablename__ = "markers"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    reached_at: Mapped[datetime]


class ApiKeyRow(Base):
    """A key; the digest is of the whole key."""

    __tablename__ = "api_keys"
    __table_args__ = (UniqueConstraint("digest"),)

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))
    name: Mapped[str]
    scopes: Mapped[list[str]] = mapped_column(Json)
    monthly_characters: Mapped[int | None] = mapped_column(BigInteger())
    texts_per_minute: Mapped[int | None]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class UsageRow(Base):
    """What one key used in one month; rows outlive their key's revocation."""

    __tablename__ = "usage"

    key_id: Mapped[str] = mapped_column(String(16), primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    characters: Mapped[int] = mapped_column(BigInteger())
    requests: Mapped[int] = mapped_column(BigInteger())


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


class JobRow(Base):
    """Work that is done later; ``lease`` tells its runner from one that has lost it."""

    __tablename__ = "jobs"
    __table_args__ = (
        UniqueConstraint("requester", "repetition_key"),
        Index(None, "state", "created_at"),
        Index(None, "owner", "created_at"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    owner: Mapped[str] = mapped_column(String(16))
    requester: Mapped[str] = mapped_column(String(64))
    repetition_key: Mapped[str | None] = mapped_column(String(255))
    digest: Mapped[str] = mapped_column(String(64))
    options: Mapped[dict[str, str]] = mapped_column(Json)
    characters: Mapped[int] = mapped_column(BigInteger())
    state: Mapped[str] = mapped_column(String(16))
    done: Mapped[int]
    total: Mapped[int]
    attempts: Mapped[int]
    error: Mapped[str]
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    lease: Mapped[str | None] = mapped_column(String(32))
    lease_until: Mapped[datetime | None]


class JobPartRow(Base):
    """One part of a job: what is to be done, and once that is done what was made, in its place."""

    __tablename__ = "job_parts"

    job_id: Mapped[str] = mapped_column(ForeignKey(JobRow.id, ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    fields: Mapped[dict[str, Any]] = mapped_column(Json)
    content: Mapped[bytes]
    is_done: Mapped[bool]


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


class JobNoticeRow(Base):
    """Where to send a notice when a job ends, and what signs it; gone once it arrived or was given up."""

    __tablename__ = "job_notices"

    job_id: Mapped[str] = mapped_column(ForeignKey(JobRow.id, ondelete="CASCADE"), primary_key=True)
    url: Mapped[str]
    secret: Mapped[str]
    attempts: Mapped[int]
    due_at: Mapped[datetime]
