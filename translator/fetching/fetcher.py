"""Ask for a page, within limits and as its site allows."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from translator.connections import read_networks
from translator.errors import ContentError, RedirectError, StatusError
from translator.fetching.addresses import normalise_address
from translator.fetching.robots import PRODUCT, ROBOTS_BYTES, RobotsRules
from translator.fetching.walking import FetchedPage, Walk, Way

#: Media types in which an article comes, and a feed.
PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
FEED_TYPES = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml"}
)


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """What a fetch may cost.

    Args:
        size: Bytes of a page, unpacked.
        seconds: Seconds for all of it, robots.txt and redirects included.
        networks: Networks that are allowed though they are not public.
    """

    size: int = 5_000_000
    seconds: float = 20.0
    networks: Sequence[str] = ()


class Fetcher:
    """Fetches pages; one for a process, as it remembers what sites allow.

    Args:
        limits: What a fetch may cost.
        version: Version of the program, told to the sites.
        contact: Where a site's owner can ask about the program, told to the sites; empty for nowhere.
    """

    def __init__(self, limits: FetchLimits | None = None, *, version: str = "1", contact: str = "") -> None:
        self._limits = limits or FetchLimits()
        agent = f"{PRODUCT}/{version}" + (f" (+{contact})" if contact else " (bilingual news pages)")
        self._way = Way(agent, read_networks(self._limits.networks))
        self._robots = RobotsRules()

    def fetch(
        self, url: str, *, types: frozenset[str] = PAGE_TYPES, etag: str = "", last_modified: str = ""
    ) -> FetchedPage:
        """Fetch a page.

        Args:
            url: The address.
            types: Media types that are taken.
            etag: The ``etag`` of the last fetch of this address; an unchanged page is then not sent again.
            last_modified: The ``last_modified`` of the last fetch.

        Raises:
            AddressError: The address, or one that it leads to, must not be asked.
            FetchError: It gave no page; the kind tells why.
        """
        deadline = time.monotonic() + self._limits.seconds
        known = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {
            "Accept": ", ".join([*sorted(types), "*/*;q=0.1"]),
            **{name: value for name, value in known.items() if value},
        }

        walk = Walk(self._way, headers=headers, types=types, size=self._limits.size, deadline=deadline)
        return walk.go(
            normalise_address(url),
            check=lambda address: self._robots.check(
                address, read=lambda rules: self._read_robots(rules, deadline=deadline)
            ),
        )

    def _read_robots(self, url: str, *, deadline: float) -> str | None:
        """Return a robots.txt; empty where the site has none, None where it does not tell (RFC 9309, 2.3.1)."""
        walk = Walk(self._way, headers={}, types=None, size=ROBOTS_BYTES, deadline=deadline)
        try:
            return walk.go(url).content.decode("utf-8", "replace")
        except RedirectError:
            return ""
        except StatusError as error:
            return "" if 400 <= error.status < 500 else None
        except ContentError:
            return None
