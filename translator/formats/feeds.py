"""Read feeds (RSS, Atom, RDF) by feedparser, and write Atom ones (RFC 4287)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any
from urllib.parse import urljoin, urlsplit

from translator.errors import N_, SourceError
from translator.feed import ListedEntry, ListedFeed

#: Entries that are looked at; feeds of news list 10 to 100.
MOST_ENTRIES = 200

#: Characters of a title that are kept.
TITLE_LENGTH = 300

#: Types by which pages name their feeds.
_FEED_TYPES = ("application/rss+xml", "application/atom+xml")

_ATOM = "http://www.w3.org/2005/Atom"
_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class AtomEntry:
    """An entry of an Atom feed.

    Args:
        id: Names it for ever.
        title: Headline.
        url: Where it is.
        published_at: When it was added.
        updated_at: When it was last changed.
        alternates: Where it is in other languages, by their codes.
    """

    id: str
    title: str
    url: str
    published_at: datetime
    updated_at: datetime
    alternates: Sequence[tuple[str, str]] = ()


def read_feed(content: bytes, *, url: str) -> ListedFeed:
    """Read what a feed lists.

    Args:
        content: The feed as its site sent it.
        url: Where it came from; entries may name their addresses relative to it.

    Raises:
        SourceError: ``url``: it is no feed.
    """
    import feedparser  # type: ignore[import-untyped]  # it ships no py.typed

    # A stream, since feedparser would take bytes for the name of a file or an address.
    parsed = feedparser.parse(BytesIO(content), sanitize_html=False, resolve_relative_uris=False)
    if not parsed.get("version"):
        raise SourceError(N_("it is no feed"))
    entries: dict[str, ListedEntry] = {}
    for each in parsed.entries[:MOST_ENTRIES]:
        address = urljoin(url, str(each.get("link", "")).strip())
        if each.get("link") and urlsplit(address).scheme in ("http", "https"):
            entry = ListedEntry(_make_key(each, address), address, _shorten(each), _make_stamp(each))
            entries.setdefault(entry.key, entry)
    return ListedFeed(_shorten(parsed.feed), tuple(entries.values()))


def find_feed_address(page: bytes, *, url: str) -> str | None:
    """Return the address of the first feed that a page of HTML names; None where it names none."""
    from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

    try:
        root = etree.fromstring(page, etree.HTMLParser(huge_tree=False))
    except etree.XMLSyntaxError:
        return None
    links = [] if root is None else root.iter("link")
    for link in links:
        kinds = (link.get("rel") or "").lower().split()
        if "alternate" in kinds and (link.get("type") or "").lower() in _FEED_TYPES and link.get("href"):
            return urljoin(url, str(link.get("href")).strip())
    return None


def write_atom(title: str, *, url: str, page: str, language: str, entries: Sequence[AtomEntry], at: datetime) -> bytes:
    """Write an Atom feed.

    Args:
        title: What it is called.
        url: Where it is.
        page: Where the page is that it follows.
        language: Language tag of the titles.
        entries: The newest first.
        at: When it counts as changed if it has no entries.
    """
    from lxml import etree
    from lxml.builder import ElementMaker  # type: ignore[import-untyped]

    atom = ElementMaker(namespace=_ATOM, nsmap={None: _ATOM})
    updated = max((entry.updated_at for entry in entries), default=at)
    feed = atom.feed(
        {_XML_LANGUAGE: language},
        atom.id(url),
        atom.title(title),
        atom.updated(updated.isoformat()),
        atom.author(atom.name("Vis-à-vis")),
        atom.link(rel="self", type="application/atom+xml", href=url),
        atom.link(rel="alternate", type="text/html", href=page),
    )
    for entry in entries:
        # Not as alternates: readers of feeds differ in which of several they open.
        others = [atom.link(rel="related", hreflang=code, href=address) for code, address in entry.alternates]
        feed.append(
            atom.entry(
                atom.id(entry.id),
                atom.title(entry.title),
                atom.link(rel="alternate", hreflang=language, type="text/html", href=entry.url),
                *others,
                atom.published(entry.published_at.isoformat()),
                atom.updated(entry.updated_at.isoformat()),
            )
        )
    content: bytes = etree.tostring(feed, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return content


def _make_key(entry: Mapping[str, Any], address: str) -> str:
    return hashlib.sha256(str(entry.get("id") or address).encode()).hexdigest()


def _make_stamp(entry: Mapping[str, Any]) -> str:
    """Return when the site changed an entry, as it says so; a headline that changes tells it too."""
    # Asked for ``updated`` where there is none, feedparser answers with ``published`` and a warning.
    told = "\0".join(str(entry[name]) if name in entry.keys() else "" for name in ("updated", "published", "title"))  # noqa: SIM118
    return hashlib.sha256(told.encode()).hexdigest()


def _shorten(named: Mapping[str, Any]) -> str:
    title = "".join(char for char in str(named.get("title", "")) if char.isprintable() or char.isspace())
    return " ".join(title.split())[:TITLE_LENGTH]
