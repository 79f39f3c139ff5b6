"""Who may ask what of the service: keys, their scopes and limits, and what they used.

A key's secret is shown once, when it is made; only its digest is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Scope(StrEnum):
    """What a key allows."""

    TRANSLATE = "translate"
    GLOSSARY = "glossary"
    ARTICLES = "articles"
    ADMIN = "admin"


#: What a caller without a key may do, unless the settings ask everyone for one.
OPEN_SCOPES = frozenset({Scope.TRANSLATE, Scope.ARTICLES})


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key that was given to somebody.

    Args:
        id: Public identifier; the beginning of the key itself.
        name: What its owner calls it.
        scopes: What it allows; ``ADMIN`` allows everything.
        monthly_characters: Characters that it may have translated in a calendar month (UTC); None for any number.
        texts_per_minute: Texts that it may send in a minute; None for the site's limit.
        created_at: When it was made, in UTC.
        expires_at: When it stops working, in UTC; None for never.
        revoked_at: When it was taken back, in UTC; None if it was not.
    """

    id: str
    name: str
    scopes: frozenset[Scope]
    monthly_characters: int | None
    texts_per_minute: int | None
    created_at: datetime
    expires_at: datetime | None = None
    revoked_at: datetime | None = None

    def is_usable(self, now: datetime) -> bool:
        """Whether the key works at a moment."""
        return self.revoked_at is None and (self.expires_at is None or now < self.expires_at)


@dataclass(frozen=True, slots=True)
class Caller:
    """Whoever makes a request, as far as rights and limits go.

    Args:
        key_id: Id of the caller's key, ``admin`` for the key of the settings, empty without a key.
        scopes: What the caller may do.
        monthly_characters: As of the key.
        texts_per_minute: As of the key.
    """

    key_id: str
    scopes: frozenset[Scope]
    monthly_characters: int | None = None
    texts_per_minute: int | None = None

    def may(self, scope: Scope) -> bool:
        """Whether the caller may do what a scope stands for."""
        return scope in self.scopes or Scope.ADMIN in self.scopes


#: Somebody without a key.
ANYBODY = Caller("", OPEN_SCOPES)

#: Somebody without a key, where not everybody may add articles.
PASSER_BY = Caller("", OPEN_SCOPES - {Scope.ARTICLES})


@dataclass(frozen=True, slots=True)
class Usage:
    """What one key used in one calendar month.

    Args:
        key_id: The key's id.
        month: Such as ``2026-03``, in UTC.
        characters: Characters of the texts translated.
        requests: Requests that had texts translated.
    """

    key_id: str
    month: str
    characters: int
    requests: int
