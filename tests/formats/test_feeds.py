from __future__ import annotations

import itertools
from datetime import UTC, datetime

import feedparser
import pytest

from translator.errors import SourceError
from translator.formats.feeds import TITLE_LENGTH, AtomEntry, find_feed_address, read_feed, write_atom

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Le Quai  &amp; la rade</title><link>https://quai.example/</link>
<item><title>L’eau monte</title><link>/eau</link><guid isPermaLink="false">a1</guid>
<pubDate>Mon, 04 May 2026 08:00:00 GMT</pubDate></item>
<item><title>Twice</title><link>https://quai.example/b</link><guid>a1</guid></item>
<item><title>Elsewhere</title><link>javascript:alert(1)</link></item>
<item><title>No address</title></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour</title><id>urn:h</id>
<entry><id>urn:1</id><title>{title}</title><link href="https://h.example/1"/><updated>{updated}</updated></entry></feed>"""


def test_rss_lists_each_entry_with_an_address_once() -> None:
    listed = read_feed(RSS.encode(), url="https://quai.example/rss")
    assert listed.title == "Le Quai & la rade"
    assert [(entry.title, entry.url) for entry in listed.entries] == [("L’eau monte", "https://quai.example/eau")]


def test_an_entry_that_changes_keeps_its_key_and_gets_another_stamp() -> None:
    first, same, later, renamed = (
        read_feed(ATOM.format(title=title, updated=updated).encode(), url="https://h.example/").entries[0]
        for title, updated in [
            ("Fog", "2026-05-04T08:00:00Z"),
            ("Fog", "2026-05-04T08:00:00Z"),
            ("Fog", "2026-05-04T09:00:00Z"),
            ("Dense fog", "2026-05-04T08:00:00Z"),
        ]
    )
    assert first == same
    assert {first.key, later.key, renamed.key} == {first.key}
    assert len({first.stamp, later.stamp, renamed.stamp}) == 3


@pytest.mark.parametrize("content", [b"", b"<html><body>Bonjour</body></html>", b"\x00\xff", b"{}", b"/etc/passwd"])
def test_what_is_no_feed_is_refused(content: bytes) -> None:
    with pytest.raises(SourceError, match="it is no feed"):
        read_feed(content, url="https://h.example/")


def test_entities_of_a_feed_reach_no_file() -> None:
    hostile = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>{RSS.partition("?>")[2]}'
    listed = read_feed(hostile.replace("L’eau monte", "&x;").encode(), url="https://quai.example/rss")
    assert all("root:" not in entry.title for entry in listed.entries)


def test_entities_of_a_feed_do_not_grow() -> None:
    names = "abcdefghij"
    grown = "".join(f'<!ENTITY {name} "{f"&{former};" * 10}">' for former, name in itertools.pairwise(names))
    hostile = f'<!DOCTYPE rss [<!ENTITY a "lol">{grown}]>{RSS.partition("?>")[2]}'
    listed = read_feed(hostile.replace("L’eau monte", "&j;").encode(), url="https://quai.example/rss")
    assert all(len(entry.title) <= TITLE_LENGTH for entry in listed.entries)


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "data:text/html,a", "file:///etc/passwd", "gopher://a.example/", " java\tscript:alert(1)"],
)
def test_an_entry_that_leads_to_no_page_is_left_out(link: str) -> None:
    feed = f"<rss version='2.0'><channel><item><title>A</title><link>{link}</link></item></channel></rss>"
    listed = read_feed(feed.encode(), url="https://quai.example/rss")
    assert all(entry.url.startswith("https://quai.example/") for entry in listed.entries)


@pytest.mark.parametrize(
    ("page", "address"),
    [
        ('<head><link rel="alternate" type="application/rss+xml" href="/rss"></head>', "https://h.example/rss"),
        ('<link rel="stylesheet" href="/a.css"><p>x</p>', None),
        ("", None),
    ],
)
def test_page_names_its_feed(page: str, address: str | None) -> None:
    assert find_feed_address(page.encode(), url="https://h.example/news/") == address


def test_written_feed_is_read_back_as_it_was_meant() -> None:
    entry = AtomEntry(
        id="https://v.example/articles/a",
        title="L’eau <monte> & reste",
        url="https://v.example/articles/a/fr",
        published_at=NOON,
        updated_at=NOON,
        alternates=(("en", "https://v.example/articles/a/en"),),
    )
    address = "https://v.example/feed/fr.atom"
    content = write_atom("Une", url=address, page="https://v.example/", language="fr", entries=[entry], at=NOON)
    parsed = feedparser.parse(content.decode())
    assert (parsed.bozo, parsed.version, parsed.feed.title, parsed.feed.language) == (False, "atom10", "Une", "fr")
    (read,) = parsed.entries
    assert (read.id, read.title, read.link) == (entry.id, entry.title, entry.url)
    assert [(link.hreflang, link.href) for link in read.links][1] == ("en", "https://v.example/articles/a/en")
