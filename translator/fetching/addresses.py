"""Web addresses as people write them, in the one form that is asked."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from contextlib import suppress
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from translator.connections import PORTS
from translator.errors import N_, AddressError

#: Longest address that is asked, in characters; no browser's or server's limit is lower.
ADDRESS_LENGTH = 2_000

#: What RFC 3986 lets stand in a path or query, and the sign of what is escaped already.
_SAFE = "%/:@!$&'()*+,;=~-._?"

_UNUSABLE = re.compile(r"[\x00-\x20\x7f\\]")
_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")


def normalise_address(text: str) -> str:
    """Return a web address in ASCII, without the part that only a browser uses.

    Args:
        text: As it was typed or as a page names it; other letters than ASCII are written as browsers do.

    Raises:
        AddressError: It is no address of the web, or written so as to hide where it leads.
    """
    text = text.strip()
    if len(text) > ADDRESS_LENGTH:
        raise AddressError(N_("it is longer than %(limit)s characters"), limit=ADDRESS_LENGTH)
    if _UNUSABLE.search(text):
        raise AddressError(N_("it holds characters that no address may hold"))
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise AddressError(N_("it is no web address")) from None
    if parts.scheme not in PORTS or not parts.hostname:
        raise AddressError(N_("it must begin with http:// or https://"))
    if parts.username is not None or parts.password is not None:
        raise AddressError(N_("it holds a user name"))
    if port == 0:
        raise AddressError(N_("it is no web address"))
    return urlunsplit(
        (parts.scheme, _write_host(parts, port=port), _escape(parts.path) or "/", _escape(parts.query), "")
    )


def resolve_address(location: str, *, base: str) -> str:
    """Return the address that a redirect leads to.

    Raises:
        AddressError: It is none that may be asked.
    """
    with suppress(UnicodeEncodeError):
        # http.client reads headers as Latin-1; most servers write UTF-8.
        location = location.encode("latin-1").decode("utf-8", "replace")
    try:
        joined = urljoin(base, location.strip())
    except ValueError:
        raise AddressError(N_("it is no web address")) from None
    return normalise_address(joined)


def _write_host(parts: SplitResult, *, port: int | None) -> str:
    host = _normalise_host(str(parts.hostname))
    shown = f"[{host}]" if ":" in host else host
    return shown if port in (None, PORTS[parts.scheme]) else f"{shown}:{port}"


def _normalise_host(host: str) -> str:
    if ":" in host:
        return _normalise_ipv6(host)
    # Full-width and circled figures become plain ones before anything is looked at, as they do for the resolver.
    host = unicodedata.normalize("NFKC", host).lower().rstrip(".")
    try:
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        raise AddressError(N_("it is no web address")) from None
    labels = host.split(".")
    if _is_number(labels[-1]):
        # The resolver reads 2130706433, 0x7f.1 and 0177.0.0.1 as addresses; only the usual form is honest.
        return _normalise_ipv4(host)
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise AddressError(N_("it is no web address"))
    return host


def _is_number(label: str) -> bool:
    """Tell whether the last label makes the host an IPv4 address, as the URL standard has it."""
    return label.isdigit() or re.fullmatch(r"0x[0-9a-f]*", label) is not None


def _normalise_ipv4(host: str) -> str:
    try:
        return str(ipaddress.IPv4Address(host))
    except ValueError:
        raise AddressError(N_("its host is a number in an unusual form")) from None


def _normalise_ipv6(host: str) -> str:
    if "%" in host:
        raise AddressError(N_("its host is a number in an unusual form"))
    try:
        return str(ipaddress.IPv6Address(host))
    except ValueError:
        raise AddressError(N_("it is no web address")) from None


def _escape(text: str) -> str:
    return quote(text, safe=_SAFE)
