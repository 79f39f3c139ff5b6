from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.fakes import NOON
from tests.fetching.site import Answer, Site, open_site
from translator.errors import ConflictError, FetchingOffError, FieldError, SourceError
from translator.feed import EntryState
from translator.fetching import Fetcher, FetchLimits
from translator.workflows.articles import get_article, list_articles
from translator.workflows.feeds import (
    FIRST_ENTRIES,
    add_feed,
    delete_feed,
    get_feed,
    list_feeds,
    list_published,
    pause_feed,
    read_due_feed,
    take_due_entry,
)
from translator.workflows.services import Services

XML = {"Content-Type": "application/rss+xml; charset=utf-8"}
BODY = "Le maire a ouvert la bibliothèque ce matin, et les lecteurs sont venus nombreux malgré la pluie."


def write_rss(*names: str, stamp: str = "1") -> Answer:
    items = "".join(
        f"<item><title>{name}</title><link>/{name}</link><pubDate>Mon, 04 May 2026 0{stamp}:00:00 GMT</pubDate></item>"
        for name in names
    )
    return Answer(f"<rss version='2.0'><channel><title>Le Quai</title>{items}</channel></rss>".encode(), headers=XML)


def write_page(text: str) -> Answer:
    head = '<!doctype html><html lang="fr"><head><title>La bibliothèque</title></head>'
    return Answer(f"{head}<body><article><h1>La bibliothèque</h1><p>{text}</p></article></body></html>".encode())


@pytest.fixture
def site() -> Iterator[Site]:
    with open_site() as opened:
        opened.pages |= {"/rss": write_rss("a"), "/a": write_page(BODY)}
        yield opened


@pytest.fixture
def watching(services: Services) -> Services:
    """Services that may fetch from this machine."""
    return replace(services, fetcher=Fetcher(FetchLimits(networks=("127.0.0.0/8",))))


def later(services: Services, **time: float) -> Services:
    return replace(services, get_time=lambda: NOON + timedelta(**time))


def take_all(services: Services) -> int:
    taken = 0
    while take_due_entry(services):
        taken += 1
    return taken


def test_a_watched_feed_brings_its_articles_once(watching: Services, site: Site) -> None:
    feed = add_feed(watching, url=f"{site.url}/rss")
    assert (take_all(watching), read_due_feed(watching)) == (1, False)
    site.pages |= {"/rss": write_rss("b", "a"), "/b": write_page(BODY.replace("matin", "soir"))}
    after = later(watching, minutes=31)
    assert (read_due_feed(after), take_all(after), read_due_feed(after)) == (True, 1, False)
    found, items = get_feed(watching, feed.id)
    assert (found.title, found.problem, found.read_at) == ("Le Quai", None, NOON + timedelta(minutes=31))
    assert [(item.entry.title, item.entry.state, item.title) for item in items] == [
        ("b", EntryState.TAKEN, "La bibliothèque"),
        ("a", EntryState.TAKEN, "La bibliothèque"),
    ]
    assert list_feeds(watching) == [(found, 2)]
    assert len(list_articles(watching, limit=9)) == 2


def test_an_article_follows_its_page(watching: Services, site: Site) -> None:
    feed = add_feed(watching, url=f"{site.url}/rss")
    take_all(watching)
    site.pages |= {"/rss": write_rss("a", stamp="2"), "/a": write_page(f"{BODY} Le fonds compte 12 000 livres.")}
    after = later(watching, hours=1)
    assert (read_due_feed(after), take_all(after)) == (True, 1)
    _, (item,) = get_feed(watching, feed.id)
    stored = get_article(watching, item.entry.article_id)
    assert "12 000 livres" in stored.translated.article.text
    assert stored.version == 2


def test_two_feeds_that_list_one_page_share_its_article(watching: Services, site: Site) -> None:
    site.pages["/other"] = write_rss("a")
    first, second = (add_feed(watching, url=f"{site.url}/{name}") for name in ("rss", "other"))
    assert take_all(watching) == 2
    assert len(list_articles(watching, limit=9)) == 1
    assert [get_feed(watching, feed.id)[1][0].entry.state for feed in (first, second)] == ["taken", "taken"]


def test_a_page_that_cannot_be_had_is_tried_again_and_then_given_up(watching: Services, site: Site) -> None:
    site.pages["/a"] = Answer(b"", 503)
    feed = add_feed(watching, url=f"{site.url}/rss")
    tried = [take_all(later(watching, hours=hours)) for hours in range(0, 24, 4)]
    _, (item,) = get_feed(watching, feed.id)
    assert tried == [1, 1, 1, 1, 0, 0]
    assert (item.entry.state, item.entry.attempts) == (EntryState.FAILED, 4)
    assert "status 503" in str(item.entry.problem)


def test_a_feed_that_fails_is_read_more_rarely_and_says_why(watching: Services, site: Site) -> None:
    feed = add_feed(watching, url=f"{site.url}/rss", minutes=60)
    site.pages["/rss"] = Answer(b"", 500)
    due = []
    for _ in range(3):
        at = get_feed(watching, feed.id)[0].due_at
        due.append((at - NOON) / timedelta(hours=1))
        assert read_due_feed(replace(watching, get_time=lambda at=at: at)) is True  # type: ignore[misc]
    found, _ = get_feed(watching, feed.id)
    assert due == [1, 2, 4]
    assert (found.failures, str(found.problem)) == (3, "the site answers with the status 500")


def test_an_unchanged_feed_is_not_sent_again(watching: Services, site: Site) -> None:
    listed = write_rss("a")
    site.pages["/rss"] = replace(listed, headers=XML | {"ETag": '"1"'})
    feed = add_feed(watching, url=f"{site.url}/rss")
    site.pages["/rss"] = lambda headers: Answer(b"", 304 if headers.get("If-None-Match") == '"1"' else 500)
    after = later(watching, hours=1)
    assert read_due_feed(after) is True
    found, _ = get_feed(watching, feed.id)
    assert (found.problem, found.read_at, found.etag) == (None, NOON + timedelta(hours=1), '"1"')


def test_the_first_reading_takes_the_newest_alone(watching: Services, site: Site) -> None:
    site.pages["/rss"] = write_rss(*(f"n{number}" for number in range(40)))
    feed = add_feed(watching, url=f"{site.url}/rss")
    _, items = get_feed(watching, feed.id)
    assert [item.entry.title for item in items] == [f"n{number}" for number in range(FIRST_ENTRIES)]


def test_the_feed_of_a_page_is_found(watching: Services, site: Site) -> None:
    site.pages["/"] = Answer(b'<!doctype html><link rel="alternate" type="application/rss+xml" href="rss"><p>Une</p>')
    assert add_feed(watching, url=site.url).url == f"{site.url}/rss"


def test_what_cannot_be_watched_is_refused_with_nothing_kept(watching: Services, site: Site) -> None:
    with pytest.raises(SourceError, match="it is no feed"):
        add_feed(watching, url=f"{site.url}/a")
    with pytest.raises(FieldError, match="minutes must be from 5 to 1440"):
        add_feed(watching, url=f"{site.url}/rss", minutes=1)
    with pytest.raises(SourceError):
        add_feed(replace(watching, fetcher=Fetcher()), url=f"{site.url}/rss")
    off = replace(watching, settings=watching.settings.model_copy(update={"fetch": "off"}))
    with pytest.raises(FetchingOffError):
        add_feed(off, url=f"{site.url}/rss")
    assert list_feeds(watching) == []
    add_feed(watching, url=f"{site.url}/rss")
    with pytest.raises(ConflictError):
        add_feed(watching, url=f"{site.url}/rss")
    assert (read_due_feed(later(off, days=1)), take_due_entry(off)) == (False, False)


def test_a_paused_feed_is_not_read_and_a_deleted_one_leaves_its_articles(watching: Services, site: Site) -> None:
    feed = add_feed(watching, url=f"{site.url}/rss")
    take_all(watching)
    pause_feed(watching, feed.id, is_paused=True)
    assert read_due_feed(later(watching, days=1)) is False
    pause_feed(watching, feed.id, is_paused=False)
    assert read_due_feed(watching) is True
    delete_feed(watching, feed.id)
    assert (list_feeds(watching), len(list_articles(watching, limit=9))) == ([], 1)


def test_our_feed_tells_of_the_articles_in_either_language(watching: Services, site: Site) -> None:
    feed = add_feed(watching, url=f"{site.url}/rss")
    take_all(watching)
    for language in ("fr", "en"):
        title, (published,) = list_published(watching, language=language, feed_id=feed.id)
        assert title == "Le Quai"
        assert published.get_title("fr") == "La bibliothèque"
    assert list_published(watching, language="en")[1] == [published]


@pytest.mark.parametrize(
    ("control", "minutes"),
    [("max-age=7200", 120), ("public, max-age=60", 30), ("no-cache, max-age=7200", 30), ("max-age=999999999", 1440)],
)
def test_a_feed_is_not_read_before_its_site_says_that_something_may_be_new(
    watching: Services, site: Site, control: str, minutes: int
) -> None:
    feed = add_feed(watching, url=f"{site.url}/rss", minutes=30)
    site.pages["/rss"] = replace(write_rss("a"), headers=XML | {"Cache-Control": control})
    after = later(watching, hours=1)
    assert read_due_feed(after) is True
    found, _ = get_feed(watching, feed.id)
    assert found.due_at - after.get_time() == timedelta(minutes=minutes)


@pytest.mark.parametrize(("wait", "minutes"), [("7200", 120), ("10", 30), ("soon", 30), ("99999999", 1440)])
def test_a_feed_that_asks_for_patience_gets_it(watching: Services, site: Site, wait: str, minutes: int) -> None:
    feed = add_feed(watching, url=f"{site.url}/rss", minutes=30)
    site.pages["/rss"] = Answer(b"", 503, headers={"Retry-After": wait})
    after = later(watching, hours=1)
    assert read_due_feed(after) is True
    found, _ = get_feed(watching, feed.id)
    assert found.due_at - after.get_time() == timedelta(minutes=minutes)


def test_an_entry_waits_as_long_as_its_site_asks(watching: Services, site: Site) -> None:
    site.pages["/a"] = Answer(b"", 429, headers={"Retry-After": "10800"})
    feed = add_feed(watching, url=f"{site.url}/rss")
    tried = [take_all(later(watching, minutes=minutes)) for minutes in (0, 60, 179, 181)]
    assert tried == [1, 0, 0, 1]
    assert get_feed(watching, feed.id)[1][0].entry.attempts == 2


def test_a_feed_that_is_gone_for_good_is_paused(watching: Services, site: Site) -> None:
    feed = add_feed(watching, url=f"{site.url}/rss", minutes=60)
    site.pages["/rss"] = Answer(b"gone", 410)
    assert read_due_feed(later(watching, hours=1)) is True
    found, _ = get_feed(watching, feed.id)
    assert (found.is_paused, str(found.problem)) == (True, "the site answers with the status 410")
    assert read_due_feed(later(watching, hours=99)) is False


def test_marks_that_no_header_can_hold_are_not_kept(watching: Services, site: Site) -> None:
    site.pages["/rss"] = replace(write_rss("a"), headers=XML | {"ETag": '"1"\r\n more', "Last-Modified": "é" * 9})
    feed = add_feed(watching, url=f"{site.url}/rss")
    assert (feed.etag, feed.last_modified) == ("", "")
    assert read_due_feed(later(watching, hours=1)) is True
    assert get_feed(watching, feed.id)[0].problem is None
