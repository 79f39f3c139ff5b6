"""Feeds of news sites that are watched, and what they list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class EntryState(StrEnum):
    """What became of an entry: it waits, its article is kept, or it gave none."""

    WAITING = "waiting"
    TAKEN = "taken"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """An article as a feed lists it.

    Args:
        key: Names the entry within its feed for ever.
        url: Where the article is.
        title: Headline; may be empty.
        stamp: What changes when the site changes the article; may be empty.
    """

    key: str
    url: str
    title: str = ""
    stamp: str = ""


@dataclass(frozen=True, slots=True)
class ListedFeed:
    """What a feed says of itself, and its entries, the newest first as sites list them."""

    title: str
    entries: tuple[ListedEntry, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """Why something could not be had, for whoever tells it in another language.

    Args:
        message: A message key, with ``%(name)s`` where values go; without values it stands as it is.
        values: What fills the places.
    """

    message: str
    values: Mapping[str, str | int] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.message % self.values if self.values else self.message


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that is watched.

    Args:
        id: Short and unguessable.
        url: Where it is.
        title: What it calls itself; empty until it was read.
        target: Locale tag that its articles are translated into; empty for the other of the languages served.
        minutes: Time from one reading to the next.
        created_at: When somebody had it watched.
        due_at: When it is read next.
        is_paused: Whether it is not read for now.
        read_at: When it was last read with success.
        problem: Why the last reading failed, where it did.
        failures: How many readings failed since the last with success.
        etag: What its site gave to ask by the next time.
        last_modified: Likewise.
    """

    id: str
    url: str
    created_at: datetime
    due_at: datetime
    title: str = ""
    target: str = ""
    minutes: int = 30
    is_paused: bool = False
    read_at: datetime | None = None
    problem: Problem | None = None
    failures: int = 0
    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An entry of a feed, and what became of it.

    Args:
        feed_id: Whose it is.
        key: Names it within the feed.
        url: Where the article is.
        title: Headline as the feed has it.
        stamp: What changes when the site changes the article.
        state: What became of it.
        listed_at: When it was first seen.
        attempts: How often its article was asked for since its last change.
        problem: Why it gave none, where that is so.
        article_id: The article made of it; empty without one.
    """

    feed_id: str
    key: str
    url: str
    title: str
    stamp: str
    state: EntryState
    listed_at: datetime
    attempts: int = 0
    problem: Problem | None = None
    article_id: str = ""


@dataclass(frozen=True, slots=True)
class FeedItem:
    """An entry of a feed as its page shows it: with both headlines where there is an article.

    Args:
        entry: The entry.
        title: Headline of the article, or as the feed has it.
        target_title: Headline of the translation; empty without an article.
        source_language: ISO 639 code of the article; empty without one.
        target_locale: Locale tag of the translation; empty without an article.
        guessed_language: ISO 639 code that the headline of an entry without an article seems to be in.
    """

    entry: FeedEntry
    title: str
    target_title: str
    source_language: str
    target_locale: str
    guessed_language: str = ""


@dataclass(frozen=True, slots=True)
class PublishedArticle:
    """What a feed of ours tells of an article."""

    id: str
    title: str
    target_title: str
    source_language: str
    target_locale: str
    created_at: datetime
    changed_at: datetime

    def get_title(self, language: str) -> str:
        """Return the headline in one of its languages; an ISO 639 code names it."""
        return self.title if language == self.source_language else self.target_title or self.title
