"""Watch feeds: read what they list, and keep an article of each entry, in step with its page."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import replace
from datetime import timedelta

from translator import storage
from translator.errors import (
    ConflictError,
    EngineError,
    FetchingOffError,
    FieldError,
    NotFoundError,
    SourceError,
    StatusError,
    TranslatorError,
)
from translator.feed import EntryState, Feed, FeedEntry, FeedItem, ListedFeed, Problem, PublishedArticle
from translator.fetching import FEED_TYPES, PAGE_TYPES, FetchedPage, normalise_address
from translator.formats import feeds as formats
from translator.workflows.add_article import Submission, add_article
from translator.workflows.correct_segment import Signature
from translator.workflows.refresh_article import refresh_article
from translator.workflows.services import Services
from translator.workflows.translate_text import check_languages

#: Minutes between two readings that can be asked for.
SHORTEST_MINUTES, LONGEST_MINUTES = 5, 24 * 60

#: Feeds that are watched at most: read every half hour, each then has nine seconds of one process.
FEED_LIMIT = 200

#: Entries of which articles are made at the first reading, and at each later one.
FIRST_ENTRIES, LATER_ENTRIES = 10, 50

#: Time after which another process may go on with what one has begun.
_LEASE = timedelta(minutes=15)

#: Times that an article is asked for before its entry counts as failed, and the wait after the first time.
_ATTEMPTS = 4
_FIRST_WAIT = timedelta(minutes=10)

#: A feed that fails is read ever more rarely, down to this many times its own interval.
_SLOWEST = 16

#: The most of a wait that a site asks for, or of a time for which it says that nothing is new, that is minded.
_LONGEST_WAIT = timedelta(days=1)

#: The status of HTTP of what will not come back.
_GONE = 410

#: Entries that a feed's page shows, and articles that a feed of ours lists.
SHOWN_ENTRIES = 60

#: Who changes articles when their feeds do.
_SIGNATURE = Signature(editor="feed")


def add_feed(services: Services, *, url: str, target: str = "", minutes: int = 30) -> Feed:
    """Have a feed watched; it is read at once, so that an address that is none is refused.

    Args:
        services: The parts.
        url: Address of the feed, or of a page that names one.
        target: ISO 639 code or locale tag that its articles are translated into; empty for the other language.
        minutes: Time from one reading to the next.

    Raises:
        FieldError: A field is wrong, or there is no feed at the address.
        UnsupportedLanguageError: The target has no package.
        ConflictError: The feed is watched already, or too many are.
    """
    if not SHORTEST_MINUTES <= minutes <= LONGEST_MINUTES:
        raise FieldError("minutes", "must be from %(least)s to %(most)s", least=SHORTEST_MINUTES, most=LONGEST_MINUTES)
    locale = _choose_target(services, target)
    page, listed = _discover(services, normalise_address(url))
    now = services.get_time()
    feed = Feed(
        id=storage.make_identifier(),
        url=page.url,
        title=listed.title,
        target=locale,
        minutes=minutes,
        created_at=now,
        due_at=now + timedelta(minutes=minutes),
        read_at=now,
        etag=page.etag,
        last_modified=page.last_modified,
    )
    with services.database.session(writing=True) as session:
        if len(storage.feeds.list_feeds(session)) >= FEED_LIMIT:
            raise ConflictError("%(limit)s feeds are watched; no more are allowed", limit=FEED_LIMIT)
        if not storage.feeds.add_feed(session, feed):
            raise ConflictError("this feed is watched already")
        storage.feeds.put_entries(session, feed.id, listed=listed.entries[:FIRST_ENTRIES], now=now)
        session.commit()
    return feed


def _choose_target(services: Services, target: str) -> str:
    if not target:
        return ""
    locale = services.settings.choose_locale(target)
    check_languages(services, source=None, target=locale.language)
    return str(locale)


def list_feeds(services: Services) -> list[tuple[Feed, int]]:
    """Return all feeds by their titles, with the number of articles that each has brought."""
    with services.database.session() as session:
        counts = storage.feeds.count_items(session)
        return [(feed, counts.get(feed.id, 0)) for feed in storage.feeds.list_feeds(session)]


def get_feed(services: Services, feed_id: str) -> tuple[Feed, list[FeedItem]]:
    """Return a feed with its newest entries.

    Raises:
        NotFoundError: None has the id.
    """
    with services.database.session() as session:
        feed = storage.feeds.get_feed(session, feed_id)
        items = storage.feeds.list_items(session, feed_id, limit=SHOWN_ENTRIES)
    return feed, [item if item.source_language else _guess_language(services, item) for item in items]


def _guess_language(services: Services, item: FeedItem) -> FeedItem:
    return replace(item, guessed_language=services.detector.detect(item.title).language)


def pause_feed(services: Services, feed_id: str, *, is_paused: bool) -> None:
    """Read a feed no more for now, or again, and then at once.

    Raises:
        NotFoundError: None has the id.
    """
    with services.database.session(writing=True) as session:
        storage.feeds.get_feed(session, feed_id)
        storage.feeds.change_feed(session, feed_id, is_paused=is_paused, due_at=services.get_time())
        session.commit()


def delete_feed(services: Services, feed_id: str) -> None:
    """Watch a feed no more; its articles stay.

    Raises:
        NotFoundError: None has the id.
    """
    with services.database.session(writing=True) as session:
        storage.feeds.delete_feed(session, feed_id)
        session.commit()


def list_published(
    services: Services, *, language: str, feed_id: str | None = None
) -> tuple[str, list[PublishedArticle]]:
    """Return the newest articles that can be read in a language, and the title of the feed that brought them.

    Raises:
        NotFoundError: No feed has the id.
    """
    with services.database.session() as session:
        title = storage.feeds.get_feed(session, feed_id).title if feed_id else ""
        published = storage.feeds.list_published(session, limit=SHOWN_ENTRIES, feed_id=feed_id)
    languages = ((each, {each.source_language, each.target_locale.partition("-")[0]}) for each in published)
    return title, [each for each, written in languages if language in written]


def read_due_feed(services: Services) -> bool:
    """Read the feed whose turn it is; tell whether there was one."""
    if services.settings.fetch == "off":
        return False
    now = services.get_time()
    with services.database.session(writing=True) as session:
        feed = storage.feeds.claim_due_feed(session, now=now, until=now + _LEASE)
        session.commit()
    if feed is None:
        return False
    try:
        page = services.fetcher.fetch(feed.url, types=FEED_TYPES, etag=feed.etag, last_modified=feed.last_modified)
        listed = None if page.is_unchanged else formats.read_feed(page.content, url=page.url)
    except SourceError as error:
        _note_failure(services, feed, error=error)
    else:
        _note_reading(services, feed, page=page, listed=listed)
    return True


def take_due_entry(services: Services) -> bool:
    """Make or update the article of the entry whose turn it is; tell whether there was one."""
    if services.settings.fetch == "off":
        return False
    now = services.get_time()
    with services.database.session(writing=True) as session:
        entry = storage.feeds.claim_due_entry(session, now=now, until=now + _LEASE)
        feed = None if entry is None else storage.feeds.get_feed(session, entry.feed_id)
        session.commit()
    if entry is None or feed is None:
        return False
    try:
        article_id = _update(services, entry) if entry.article_id else _make(services, entry, target=feed.target)
    except EngineError:
        # The engine's failure says nothing about the entry.
        _end(services, entry, state=EntryState.WAITING)
        raise
    except TranslatorError as error:
        state = EntryState.WAITING if entry.attempts < _ATTEMPTS else EntryState.FAILED
        wait = _read_wait(error)
        _end(services, entry, state=state, problem=_tell(error), article_id=entry.article_id, wait=wait)
    else:
        _end(services, entry, state=EntryState.TAKEN, article_id=article_id)
    return True


def _discover(services: Services, url: str) -> tuple[FetchedPage, ListedFeed]:
    """Fetch a feed, or the one that a page names."""
    if services.settings.fetch == "off":
        raise FetchingOffError
    page = services.fetcher.fetch(url, types=FEED_TYPES | PAGE_TYPES)
    if page.media_type not in FEED_TYPES and (named := formats.find_feed_address(page.content, url=page.url)):
        page = services.fetcher.fetch(named, types=FEED_TYPES | PAGE_TYPES)
    return page, formats.read_feed(page.content, url=page.url)


def _note_reading(services: Services, feed: Feed, *, page: FetchedPage, listed: ListedFeed | None) -> None:
    now = services.get_time()
    # A site that says for how long nothing new comes is not asked before.
    wait = max(timedelta(minutes=feed.minutes), min(timedelta(seconds=page.fresh_seconds), _LONGEST_WAIT))
    values: dict[str, object] = {"read_at": now, "due_at": now + wait}
    values |= {"problem": None, "failures": 0}
    with services.database.session(writing=True) as session:
        if listed is not None:
            values |= {"title": listed.title or feed.title, "etag": page.etag, "last_modified": page.last_modified}
            storage.feeds.put_entries(session, feed.id, listed=listed.entries[:LATER_ENTRIES], now=now)
        storage.feeds.change_feed(session, feed.id, **values)
        session.commit()


def _note_failure(services: Services, feed: Feed, *, error: SourceError) -> None:
    wait = timedelta(minutes=feed.minutes) * min(2**feed.failures, _SLOWEST)
    values: dict[str, object] = {"problem": _tell(error), "failures": feed.failures + 1}
    values["due_at"] = services.get_time() + max(wait, _read_wait(error))
    if isinstance(error, StatusError) and error.status == _GONE:
        # The site says that it will not come back (RFC 9110, 15.5.11); a person can have it read again.
        values["is_paused"] = True
    with services.database.session(writing=True) as session:
        storage.feeds.change_feed(session, feed.id, **values)
        session.commit()


def _tell(error: TranslatorError) -> Problem:
    # The table keeps JSON, which has no other values than these.
    values = {name: value if isinstance(value, int) else str(value) for name, value in error.values.items()}
    return Problem(error.message, values)


def _make(services: Services, entry: FeedEntry, *, target: str) -> str:
    """Make the article of an entry; one that another feed has brought already serves this one too."""
    identifier = _make_id(entry.url, target=target)
    stored = add_article(services, Submission(url=entry.url), source=None, target=target or None, identifier=identifier)
    return stored.translated.article.id


def _make_id(url: str, *, target: str) -> str:
    """Return the id of an address's article, so that whoever goes on with begun work makes no second one."""
    digest = hashlib.sha256(f"{target}\0{url}".encode()).digest()
    return base64.urlsafe_b64encode(digest[: storage.ARTICLE_ID_BYTES]).decode()


def _update(services: Services, entry: FeedEntry) -> str:
    """Bring an article to what its page says now; one that was deleted stays so."""
    try:
        refresh_article(services, entry.article_id, signature=_SIGNATURE)
    except NotFoundError:
        return ""
    return entry.article_id


def _read_wait(error: TranslatorError) -> timedelta:
    """Return for how long a site wants to be left alone, as far as that is minded."""
    seconds = error.wait if isinstance(error, StatusError) else 0
    return min(timedelta(seconds=seconds), _LONGEST_WAIT)


def _end(
    services: Services,
    entry: FeedEntry,
    *,
    state: EntryState,
    problem: Problem | None = None,
    article_id: str = "",
    wait: timedelta = timedelta(),
) -> None:
    due_at = services.get_time() + max(_FIRST_WAIT * 2 ** max(0, entry.attempts - 1), wait)
    with services.database.session(writing=True) as session:
        storage.feeds.end_entry(
            session, entry, state=state, due_at=due_at, problem=problem, article_id=article_id or entry.article_id
        )
        session.commit()
