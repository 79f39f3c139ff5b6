"""From an address to the answer: connect to what was checked, follow redirects, read within limits."""

from __future__ import annotations

import http.client
import ssl
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from translator.connections import PORTS, ForbiddenAddressError, ForbiddenPortError, Network, open_connection
from translator.errors import N_, AddressError, ContentError, RedirectError, StatusError, UnreachableError
from translator.fetching.addresses import resolve_address
from translator.fetching.answers import (
    ACCEPTED_ENCODINGS,
    read_body,
    read_freshness,
    read_media_type,
    read_validators,
    read_wait,
)

#: Redirects that are followed; RFC 9309 wants at least five for robots.txt.
MOST_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NOT_MODIFIED = 304

#: Seconds for the connection and for each piece of an answer; all together have a limit of their own.
STEP_SECONDS = 10.0

#: Ports that are asked outside of the networks that the site allows.
_USUAL_PORTS = frozenset(PORTS.values())


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """What an address gave.

    Args:
        url: The address that gave it, after redirects.
        content: The bytes, unpacked; empty where nothing has changed.
        media_type: The media type that the site names.
        charset: The charset that it names; empty where it names none.
        etag: What to send as ``etag`` the next time; empty where the site gave none.
        last_modified: What to send as ``last_modified`` the next time; empty where the site gave none.
        is_unchanged: Whether the site says that nothing has changed since the last time.
        fresh_seconds: For how long the site says that there is nothing newer.
    """

    url: str
    content: bytes
    media_type: str = ""
    charset: str = ""
    etag: str = ""
    last_modified: str = ""
    is_unchanged: bool = False
    fresh_seconds: int = 0


@dataclass(frozen=True, slots=True)
class Way:
    """How all pages are asked for.

    Args:
        agent: What the program calls itself.
        networks: Networks that are allowed though they are not public.
    """

    agent: str
    networks: Sequence[Network]


@dataclass(frozen=True, slots=True)
class Walk:
    """One fetch.

    Args:
        way: How all pages are asked for.
        headers: Headers beside those that every request has.
        types: Media types that are taken; None for any, and then a longer answer is cut at the limit.
        size: Bytes that are read at most.
        deadline: When all must be over, on the clock of ``time.monotonic``.
    """

    way: Way
    headers: Mapping[str, str]
    types: frozenset[str] | None
    size: int
    deadline: float

    def go(self, url: str, *, check: Callable[[str], None] = lambda _: None) -> FetchedPage:
        """Fetch what an address leads to.

        Args:
            url: A normalised address.
            check: Refuses addresses that must not be read; asked before each.

        Raises:
            AddressError: It, or an address that it leads to, must not be asked.
            FetchError: It gave no page.
        """
        for _ in range(MOST_REDIRECTS + 1):
            check(url)
            found = self._ask(url)
            if isinstance(found, FetchedPage):
                return found
            if urlsplit(url).scheme == "https" and urlsplit(found).scheme != "https":
                raise RedirectError(N_("the site leads from https to http"))
            url = found
        raise RedirectError(N_("the site leads on more than %(limit)s times"), limit=MOST_REDIRECTS)

    def _ask(self, url: str) -> FetchedPage | str:
        """Return what an address gives, or the address that it leads to."""
        parts = urlsplit(url)
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        headers = {
            "User-Agent": self.way.agent,
            "Accept-Encoding": ACCEPTED_ENCODINGS,
            "Connection": "close",
            **self.headers,
        }
        with (
            _tell_failures(self.deadline),
            open_connection(
                parts,
                networks=self.way.networks,
                step_seconds=STEP_SECONDS,
                deadline=self.deadline,
                ports=_USUAL_PORTS,
            ) as opened,
        ):
            connection = http.client.HTTPConnection(str(parts.hostname), parts.port)
            # It must never open a connection by itself.
            connection.auto_open = 0
            connection.sock = opened
            connection.request("GET", path, headers=headers)
            return self._read(connection.getresponse(), url=url)

    def _read(self, response: http.client.HTTPResponse, *, url: str) -> FetchedPage | str:
        location = response.getheader("Location")
        if response.status in _REDIRECTS and location:
            return resolve_address(location, base=url)
        etag, last_modified = read_validators(response)
        fresh_seconds = read_freshness(response)
        if response.status == _NOT_MODIFIED:
            return FetchedPage(
                url, b"", etag=etag, last_modified=last_modified, is_unchanged=True, fresh_seconds=fresh_seconds
            )
        if response.status != http.client.OK:
            raise StatusError(response.status, wait=read_wait(response))
        media_type, charset = read_media_type(response)
        if self.types is not None and media_type not in self.types:
            raise ContentError(N_("the site sends %(type)s"), type=media_type or "?")
        content = read_body(response, limit=self.size, is_cut=self.types is None)
        if time.monotonic() > self.deadline:
            # Where no length was told, an answer that was broken off looks like one that ended.
            raise TimeoutError
        return FetchedPage(
            url, content, media_type, charset, etag=etag, last_modified=last_modified, fresh_seconds=fresh_seconds
        )


@contextmanager
def _tell_failures(deadline: float) -> Iterator[None]:
    """Turn what can fail on the way into what a person can read."""
    try:
        yield
    except ForbiddenPortError:
        raise AddressError(N_("it names a port other than 80 and 443")) from None
    except ForbiddenAddressError:
        raise AddressError(N_("it leads into a network that is not public")) from None
    except ssl.SSLCertVerificationError:
        raise UnreachableError(N_("the site’s certificate is not valid")) from None
    except (OSError, http.client.HTTPException, UnicodeError) as error:
        is_late = isinstance(error, TimeoutError) or time.monotonic() > deadline
        reason = N_("the site took too long to answer") if is_late else N_("no site answers there")
        raise UnreachableError(reason) from None
