"""A feed with an entry in each state, as it stands in a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.pages.stored_articles import EVENING
from translator import storage
from translator.feed import EntryState, Feed, FeedEntry, ListedEntry, Problem
from translator.workflows.services import Services

HOUR = timedelta(hours=1)
ANSWERED = "the site answers with the status %(status)s"
FEED = Feed(
    "quay", "https://quai.example/rss", created_at=EVENING, due_at=EVENING + HOUR, title="Le Quai", read_at=EVENING
)
ENDS = {
    "taken": {"state": EntryState.TAKEN, "article_id": "ferry"},
    "deleted": {"state": EntryState.TAKEN, "article_id": "gone"},
    "failed": {
        "state": EntryState.FAILED,
        "problem": Problem(ANSWERED, {"status": 404}),
    },
}


def keep_feed(services: Services) -> str:
    """Keep the feed, whose article is the ferry’s; return its id."""
    listed = [ListedEntry(name, f"https://quai.example/{name}", f"L’article {name}") for name in [*ENDS, "waiting"]]
    with services.database.session(writing=True) as session:
        storage.feeds.add_feed(
            session,
            replace(FEED, problem=Problem(ANSWERED, {"status": 503}), failures=1),
        )
        storage.feeds.put_entries(session, FEED.id, listed=listed, now=EVENING)
        for each in listed:
            if each.key in ENDS:
                entry = FeedEntry(FEED.id, each.key, each.url, each.title, each.stamp, EntryState.WAITING, EVENING)
                storage.feeds.end_entry(session, entry, due_at=EVENING, **ENDS[each.key])  # type: ignore[arg-type]
        session.commit()
    return FEED.id
