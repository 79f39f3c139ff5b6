"""What a web page says of its article: where it belongs, who wrote it and when."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from translator.document import ArticleOrigin
from translator.formats.sources.blocks import clean_line

#: Longest line that is kept of what a page says of itself, in characters.
LINE_LENGTH = 200
_ADDRESS_LENGTH = 2_000

#: What stands before a name in a byline; alone it is an empty one.
_BYLINE = re.compile(r"^(?:par|by|de|écrit par|written by|propos recueillis par)\b\s*:?\s*", re.IGNORECASE)
_NO_NAME = re.compile(r"https?:|www\.|[@{}<>\\]")
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_][A-Za-z0-9-]+)?", re.IGNORECASE)


def describe_origin(tree: Any, found: Any, *, url: str) -> ArticleOrigin:
    """Gather what a page says of its article.

    Args:
        tree: The page.
        found: What trafilatura found in it.
        url: Where it was fetched from; empty where it was not.
    """
    return ArticleOrigin(
        url=url,
        canonical_url=_find_canonical(tree, url=url),
        site_name=_clean_site(found.sitename),
        byline=_clean_byline(found.author),
        published_at=_find_moment(tree) or _read_moment(found.date),
    )


def read_language(tree: Any) -> str:
    """Return the language code that a page names; empty where it names none."""
    match = _LANGUAGE.fullmatch((tree.get("lang") or "").strip())
    return match[1].lower() if match else ""


def _find_canonical(tree: Any, *, url: str) -> str:
    """Return the page's own address, if it names one of the web."""
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            return _read_address(link.get("href") or "", url=url)
    return ""


def _read_address(text: str, *, url: str) -> str:
    try:
        address = urljoin(url, text.strip())
        parts = urlsplit(address)
        is_usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None
    except ValueError:
        return ""
    is_clean = address.isascii() and address.isprintable() and " " not in address
    return address if is_usable and is_clean and len(address) <= _ADDRESS_LENGTH else ""


def _clean_site(name: str | None) -> str:
    line = clean_line(name or "")
    return "" if len(line) > LINE_LENGTH or _NO_NAME.search(line) else line


def _clean_byline(author: str | None) -> str:
    names = (_BYLINE.sub("", clean_line(name)) for name in (author or "").split(";"))
    line = ", ".join(name for name in names if name and not _NO_NAME.search(name))
    return line if len(line) <= LINE_LENGTH else ""


def _find_moment(tree: Any) -> datetime | None:
    """Return when the page says that it was published, to the minute where it says so."""
    for meta in tree.iter("meta"):
        if (meta.get("property") or meta.get("name") or "").lower() == "article:published_time":
            return _read_moment(meta.get("content"))
    return None


def _read_moment(text: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat((text or "").strip())
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
