"""The table of what happens once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from translator.storage.tables.base import Base


class MarkerRow(Base):
    """Something that happens once in a database's life, and when it did."""

    __tablename__ = "markers"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    reached_at: Mapped[datetime]
