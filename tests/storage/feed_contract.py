"""What every database must do for feeds; the contract of storage takes these tests in."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.fakes import NOON
from translator.errors import NotFoundError
from translator.feed import EntryState, Feed, ListedEntry
from translator.storage import Database, feeds

HOUR = timedelta(hours=1)
FEED = Feed("f1", "https://quai.example/rss", created_at=NOON, due_at=NOON, title="Le Quai")
LISTED = [ListedEntry(key, f"https://quai.example/{key}", key.upper(), "1") for key in ("b", "a")]


def keep(database: Database, *kept: Feed) -> list[bool]:
    with database.session(writing=True) as session:
        done = [feeds.add_feed(session, feed) for feed in kept]
        session.commit()
    return done


def put(database: Database, *listed: ListedEntry) -> int:
    with database.session(writing=True) as session:
        count = feeds.put_entries(session, "f1", listed=listed, now=NOON)
        session.commit()
    return count


class FeedContract:
    """Rules for feeds that hold on SQLite and on PostgreSQL."""

    def test_a_feed_comes_back_as_it_was_kept_and_is_kept_once(self, database: Database) -> None:
        assert keep(database, FEED, replace(FEED, id="f2"), replace(FEED, id="f3", target="fr-CA")) == [
            True,
            False,
            True,
        ]
        with database.session() as session:
            assert feeds.get_feed(session, "f1") == FEED
            assert [feed.id for feed in feeds.list_feeds(session)] in (["f1", "f3"], ["f3", "f1"])
            with pytest.raises(NotFoundError):
                feeds.get_feed(session, "f2\0")

    def test_a_due_feed_is_claimed_by_one_of_many(self, database: Database) -> None:
        keep(database, FEED, replace(FEED, id="p", url="https://p.example/", is_paused=True))
        claimed: list[Feed | None] = []

        def claim() -> None:
            with database.session(writing=True) as session:
                claimed.append(feeds.claim_due_feed(session, now=NOON, until=NOON + HOUR))
                session.commit()

        threads = [threading.Thread(target=claim) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(feed.id for feed in claimed if feed) == ["f1"]
        with database.session(writing=True) as session:
            again = feeds.claim_due_feed(session, now=NOON + HOUR, until=NOON + 2 * HOUR)
            assert again is not None
            assert again.id == "f1"

    def test_entries_wait_once_and_again_when_they_change(self, database: Database) -> None:
        keep(database, FEED)
        assert (put(database, *LISTED), put(database, *LISTED)) == (2, 0)
        with database.session(writing=True) as session:
            first = feeds.claim_due_entry(session, now=NOON, until=NOON + HOUR)
            assert first is not None
            assert (first.key, first.attempts, first.title) == ("b", 1, "B")
            feeds.end_entry(session, first, state=EntryState.TAKEN, due_at=NOON, article_id="x")
            session.commit()
        assert put(database, replace(LISTED[0], stamp="2", title="B2")) == 1
        with database.session(writing=True) as session:
            changed = feeds.claim_due_entry(session, now=NOON, until=NOON + HOUR)
            assert changed is not None
            assert (changed.key, changed.title, changed.article_id, changed.attempts) == ("b", "B2", "x", 1)

    def test_an_entry_that_changes_while_it_is_taken_waits_on(self, database: Database) -> None:
        keep(database, FEED)
        put(database, LISTED[0])
        with database.session(writing=True) as session:
            entry = feeds.claim_due_entry(session, now=NOON, until=NOON + HOUR)
            assert entry is not None
            session.commit()
        put(database, replace(LISTED[0], stamp="2"))
        with database.session(writing=True) as session:
            feeds.end_entry(session, entry, state=EntryState.TAKEN, due_at=NOON, article_id="x")
            session.commit()
            (item,) = feeds.list_items(session, "f1", limit=9)
        assert (item.entry.state, item.entry.article_id, item.source_language) == (EntryState.WAITING, "x", "")

    def test_a_deleted_feed_takes_its_entries_along(self, database: Database) -> None:
        keep(database, FEED)
        put(database, *LISTED)
        with database.session(writing=True) as session:
            feeds.delete_feed(session, "f1")
            session.commit()
            assert feeds.claim_due_entry(session, now=NOON, until=NOON + HOUR) is None
            with pytest.raises(NotFoundError):
                feeds.delete_feed(session, "f1")
