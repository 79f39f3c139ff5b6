"""Feeds and their entries in SQL. Functions leave the commit to their caller."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import case, delete, func, select, update
from sqlalchemy.orm import Session

from translator.errors import NotFoundError
from translator.feed import EntryState, Feed, FeedEntry, FeedItem, ListedEntry, Problem, PublishedArticle
from translator.storage.inserting import insert_missing
from translator.storage.tables import ArticleRow, ArticleVersionRow, FeedEntryRow, FeedRow


def add_feed(session: Session, feed: Feed) -> bool:
    """Keep a new feed; False where its address is watched for the same target already."""
    return bool(
        insert_missing(session, FeedRow, [_write_problem({**asdict(feed), "problem": feed.problem})], key=FeedRow.id)
    )


def get_feed(session: Session, feed_id: str) -> Feed:
    """Return a feed.

    Raises:
        NotFoundError: None has the id.
    """
    row = session.get(FeedRow, feed_id) if "\0" not in feed_id else None
    if row is None:
        raise NotFoundError("feed", feed_id)
    return _read_feed(row)


def list_feeds(session: Session) -> list[Feed]:
    """Return all feeds by their titles."""
    return [_read_feed(row) for row in session.scalars(select(FeedRow).order_by(FeedRow.title, FeedRow.url))]


def change_feed(session: Session, feed_id: str, **values: object) -> None:
    """Change fields of a feed; harmless where it is gone."""
    session.execute(update(FeedRow).where(FeedRow.id == feed_id).values(_write_problem(values)))


def delete_feed(session: Session, feed_id: str) -> None:
    """Forget a feed and its entries; the articles stay.

    Raises:
        NotFoundError: None has the id.
    """
    get_feed(session, feed_id)
    session.execute(delete(FeedEntryRow).where(FeedEntryRow.feed_id == feed_id))
    session.execute(delete(FeedRow).where(FeedRow.id == feed_id))


def claim_due_feed(session: Session, *, now: datetime, until: datetime) -> Feed | None:
    """Return a feed that is to be read, and keep others from it until a time; one statement decides."""
    due = (FeedRow.due_at <= now, FeedRow.is_paused.is_(False))
    first = select(FeedRow.id).where(*due).order_by(FeedRow.due_at).limit(1).scalar_subquery()
    claim = update(FeedRow).where(FeedRow.id == first, *due).values(due_at=until).returning(FeedRow.id)
    claimed = session.scalar(claim)
    return None if claimed is None else get_feed(session, claimed)


def put_entries(session: Session, feed_id: str, *, listed: Sequence[ListedEntry], now: datetime) -> int:
    """Keep the entries that are new, and let those wait again whose stamp has changed.

    Returns:
        How many are new or changed.
    """
    known = {
        row.key: row.stamp
        for row in session.execute(select(FeedEntryRow.key, FeedEntryRow.stamp).where(FeedEntryRow.feed_id == feed_id))
    }
    waiting = {"state": EntryState.WAITING.value, "due_at": now, "attempts": 0, "problem": ""}
    new = [
        {"feed_id": feed_id, **asdict(entry), **waiting, "article_id": "", "listed_at": now - timedelta(seconds=place)}
        for place, entry in enumerate(listed)
        if entry.key not in known
    ]
    insert_missing(session, FeedEntryRow, new, key=FeedEntryRow.key)
    changed = [entry for entry in listed if known.get(entry.key, entry.stamp) != entry.stamp]
    for entry in changed:
        session.execute(
            update(FeedEntryRow)
            .where(FeedEntryRow.feed_id == feed_id, FeedEntryRow.key == entry.key)
            .values(url=entry.url, title=entry.title, stamp=entry.stamp, **waiting)
        )
    return len(new) + len(changed)


def claim_due_entry(session: Session, *, now: datetime, until: datetime) -> FeedEntry | None:
    """Return an entry whose article is to be had, the newest first, and keep others from it until a time."""
    due = (FeedEntryRow.state == EntryState.WAITING.value, FeedEntryRow.due_at <= now)
    first = select(FeedEntryRow.feed_id, FeedEntryRow.key).where(*due).order_by(FeedEntryRow.listed_at.desc()).limit(1)
    found = session.execute(first).first()
    if found is None:
        return None
    claim = (
        update(FeedEntryRow)
        .where(FeedEntryRow.feed_id == found.feed_id, FeedEntryRow.key == found.key, *due)
        .values(due_at=until, attempts=FeedEntryRow.attempts + 1)
        .returning(FeedEntryRow.key)
    )
    if session.scalar(claim) is None:
        return None
    return _read_entry(session.get_one(FeedEntryRow, (found.feed_id, found.key), populate_existing=True))


def end_entry(session: Session, entry: FeedEntry, *, state: EntryState, due_at: datetime, **values: object) -> None:
    """Write what became of an entry; where its site has changed it meanwhile, it waits on for that change."""
    is_same = FeedEntryRow.stamp == entry.stamp
    reached = case((is_same, state.value), else_=EntryState.WAITING.value)
    session.execute(
        update(FeedEntryRow)
        .where(FeedEntryRow.feed_id == entry.feed_id, FeedEntryRow.key == entry.key)
        .values(state=reached, due_at=due_at, **_write_problem(values))
    )


def list_items(session: Session, feed_id: str, *, limit: int) -> list[FeedItem]:
    """Return the newest entries of a feed, with both headlines where there is an article."""
    query = (
        select(FeedEntryRow, ArticleRow)
        .outerjoin(ArticleRow, ArticleRow.id == FeedEntryRow.article_id)
        .where(FeedEntryRow.feed_id == feed_id)
        .order_by(FeedEntryRow.listed_at.desc(), FeedEntryRow.key)
        .limit(limit)
    )
    return [_make_item(entry, article) for entry, article in session.execute(query)]


def count_items(session: Session) -> dict[str, int]:
    """Return how many articles were made of each feed's entries."""
    query = (
        select(FeedEntryRow.feed_id, func.count().label("taken"))
        .where(FeedEntryRow.state == EntryState.TAKEN.value)
        .group_by(FeedEntryRow.feed_id)
    )
    return {row.feed_id: row.taken for row in session.execute(query)}


def list_published(session: Session, *, limit: int, feed_id: str | None = None) -> list[PublishedArticle]:
    """Return the newest articles, of one feed or of all the site."""
    changed_at = (
        select(func.max(ArticleVersionRow.made_at))
        .where(ArticleVersionRow.article_id == ArticleRow.id)
        .scalar_subquery()
    )
    query = select(ArticleRow, changed_at).order_by(ArticleRow.created_at.desc(), ArticleRow.id.desc()).limit(limit)
    if feed_id is not None:
        taken = select(FeedEntryRow.article_id).where(FeedEntryRow.feed_id == feed_id)
        query = query.where(ArticleRow.id.in_(taken))
    return [
        PublishedArticle(
            id=row.id,
            title=row.title,
            target_title=row.target_title,
            source_language=row.source_language,
            target_locale=row.target_locale,
            created_at=row.created_at,
            changed_at=changed or row.created_at,
        )
        for row, changed in session.execute(query)
    ]


def _read_feed(row: FeedRow) -> Feed:
    values: dict[str, Any] = {name: getattr(row, name) for name in Feed.__dataclass_fields__}
    return Feed(**{**values, "problem": _read_problem(row.problem)})


def _read_entry(row: FeedEntryRow) -> FeedEntry:
    values: dict[str, Any] = {name: getattr(row, name) for name in FeedEntry.__dataclass_fields__}
    return FeedEntry(**{**values, "state": EntryState(row.state), "problem": _read_problem(row.problem)})


def _write_problem(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return columns with their problem, if there is one among them, as the text that is kept of it."""
    if "problem" not in values:
        return dict(values)
    problem = values["problem"]
    kept = "" if problem is None else json.dumps({"message": problem.message, "values": dict(problem.values)})
    return {**values, "problem": kept}


def _read_problem(text: str) -> Problem | None:
    """Read what `_write_problem` wrote; earlier versions kept an English sentence."""
    if not text:
        return None
    return Problem(**json.loads(text)) if text.startswith("{") else Problem(text)


def _make_item(entry: FeedEntryRow, article: ArticleRow | None) -> FeedItem:
    if article is None:
        return FeedItem(_read_entry(entry), entry.title, "", "", "")
    return FeedItem(
        _read_entry(entry), article.title, article.target_title, article.source_language, article.target_locale
    )
