"""The tables of work that is done later."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from translator.storage.tables.base import Base, Json, NullableJson


class JobRow(Base):
    """Work that is done later; ``lease`` tells its runner from one that has lost it."""

    __tablename__ = "jobs"
    __table_args__ = (
        UniqueConstraint("requester", "repetition_key"),
        Index(None, "state", "created_at"),
        Index(None, "owner", "created_at"),
        Index(None, "subject", "created_at"),
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
    subject: Mapped[str] = mapped_column(String(64), server_default=text("''"))
    sentences: Mapped[int] = mapped_column(server_default=text("0"))
    sentences_done: Mapped[int] = mapped_column(server_default=text("0"))
    failure: Mapped[dict[str, Any] | None] = mapped_column(NullableJson)


class JobPartRow(Base):
    """One part of a job: what is to be done, and once that is done what was made, in its place."""

    __tablename__ = "job_parts"

    job_id: Mapped[str] = mapped_column(ForeignKey(JobRow.id, ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    fields: Mapped[dict[str, Any]] = mapped_column(Json)
    content: Mapped[bytes]
    is_done: Mapped[bool]


class JobNoticeRow(Base):
    """Where to send a notice when a job ends, and what signs it; gone once it arrived or was given up."""

    __tablename__ = "job_notices"

    job_id: Mapped[str] = mapped_column(ForeignKey(JobRow.id, ondelete="CASCADE"), primary_key=True)
    url: Mapped[str]
    secret: Mapped[str]
    attempts: Mapped[int]
    due_at: Mapped[datetime]
