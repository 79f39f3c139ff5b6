"""The tables of API keys and their use."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from translator.storage.tables.base import Base, Json


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
