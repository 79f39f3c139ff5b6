"""The tables of people and of where they are signed in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from translator.storage.tables.base import Base, Json, RowNumber


class PersonRow(Base):
    """Somebody with an account; without a password hash the person comes by a provider of identities."""

    __tablename__ = "people"
    __table_args__ = (UniqueConstraint("email"),)

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    email: Mapped[str] = mapped_column(String(254))
    name: Mapped[str]
    role: Mapped[str] = mapped_column(String(16))
    locales: Mapped[list[str]] = mapped_column(Json)
    password_hash: Mapped[str | None]
    created_at: Mapped[datetime]
    deactivated_at: Mapped[datetime | None]


class SignInRow(Base):
    """One device on which a person is signed in; the digest is of what its cookie holds."""

    __tablename__ = "sign_ins"
    __table_args__ = (Index(None, "person_id"), Index(None, "expires_at"), UniqueConstraint("id"))

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[str] = mapped_column(String(16))
    person_id: Mapped[str] = mapped_column(ForeignKey(PersonRow.id, ondelete="CASCADE"))
    device: Mapped[str]
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class IdentityRow(Base):
    """A person as a provider of identities knows them."""

    __tablename__ = "identities"
    __table_args__ = (Index(None, "person_id"),)

    issuer: Mapped[str] = mapped_column(String(255), primary_key=True)
    subject: Mapped[str] = mapped_column(String(255), primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey(PersonRow.id, ondelete="CASCADE"))
    linked_at: Mapped[datetime]


class FeedKeyRow(Base):
    """What lets a person's reader of feeds in, and to nothing else; the digest is of the whole key."""

    __tablename__ = "feed_keys"
    __table_args__ = (Index(None, "person_id"), UniqueConstraint("id"))

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[str] = mapped_column(String(16))
    person_id: Mapped[str] = mapped_column(ForeignKey(PersonRow.id, ondelete="CASCADE"))
    name: Mapped[str]
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class AccountEventRow(Base):
    """What was done to an account; it outlives the account, and holds neither its name nor its address."""

    __tablename__ = "account_events"
    __table_args__ = (Index(None, "person_id", "id"),)

    id: Mapped[int] = mapped_column(RowNumber, primary_key=True)
    person_id: Mapped[str] = mapped_column(String(16))
    deed: Mapped[str] = mapped_column(String(16))
    actor: Mapped[str] = mapped_column(String(64))
    details: Mapped[dict[str, str]] = mapped_column(Json)
    made_at: Mapped[datetime]
