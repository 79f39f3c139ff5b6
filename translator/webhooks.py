"""Send a notice to an address that a caller named, without becoming a way into the network that the service is in.

Every address that the host's name stands for must be public, or in a network that the site allows; the connection goes
to one of these very addresses and is looked at again once it is made, so that a name that changes meanwhile gains
nothing. No redirect is followed, nothing of the answer but its status is used, and all of it together has a time limit.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Mapping, Sequence
from urllib.parse import SplitResult, urlsplit

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

#: Seconds for the connection and each answer, and for all of a delivery.
STEP_SECONDS = 5.0
TOTAL_SECONDS = 15.0

_PORTS = {"http": 80, "https": 443}

#: IPv6 addresses that a gateway turns into IPv4 ones (RFC 6052).
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")


class DeliveryError(Exception):
    """A notice did not arrive; the text says why, without the address."""


def find_url_problem(url: str) -> str | None:
    """Return what keeps an address from being one that notices are sent to, as a clause; None where nothing does."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return "is not a URL"
    if parts.scheme not in _PORTS or not parts.hostname:
        return "must be a URL that begins with http:// or https://"
    if parts.username is not None or port == 0 or not (url.isascii() and url.isprintable() and " " not in url):
        return "must be an ASCII URL without a user name"
    return None


def send_notice(url: str, *, body: bytes, headers: Mapping[str, str], networks: Sequence[str] = ()) -> None:
    """Send a notice by POST.

    Args:
        url: Where to; one that ``find_url_problem`` finds nothing wrong with.
        body: What to send.
        headers: Headers beside those of HTTP.
        networks: Networks that are allowed though they are not public.

    Raises:
        DeliveryError: It may not be sent there, or was not taken with a status from 200 to 299.
    """
    parts = urlsplit(url)
    allowed = [ipaddress.ip_network(network) for network in networks]
    try:
        status = _post(parts, body=body, headers=headers, allowed=allowed)
    except (OSError, http.client.HTTPException, UnicodeError) as error:
        raise DeliveryError(type(error).__name__) from None
    if not 200 <= status < 300:
        raise DeliveryError(f"status {status}")


def is_allowed(address: Address, *, networks: Sequence[Network]) -> bool:
    """Tell whether an address is public, or in an allowed network."""
    mapped = getattr(address, "ipv4_mapped", None)
    if mapped is not None:
        return is_allowed(mapped, networks=networks)
    if any(address in network for network in networks):
        return True
    is_tunnel = isinstance(address, ipaddress.IPv6Address) and (
        address.sixtofour is not None or address.teredo is not None or address in _TRANSLATED
    )
    return address.is_global and not address.is_multicast and not is_tunnel


def _post(parts: SplitResult, *, body: bytes, headers: Mapping[str, str], allowed: Sequence[Network]) -> int:
    host, port = str(parts.hostname), parts.port or _PORTS[parts.scheme]
    with _connect(host, port, allowed=allowed) as plain:
        watch = threading.Timer(TOTAL_SECONDS, _break_off, (plain,))
        watch.daemon = True
        watch.start()
        try:
            is_secret = parts.scheme == "https"
            connection = http.client.HTTPConnection(host, port)
            connection.sock = (
                ssl.create_default_context().wrap_socket(plain, server_hostname=host) if is_secret else plain
            )
            path = parts.path or "/"
            connection.request("POST", f"{path}?{parts.query}" if parts.query else path, body, dict(headers))
            status = connection.getresponse().status
            connection.close()
            return status
        finally:
            watch.cancel()


def _connect(host: str, port: int, *, allowed: Sequence[Network]) -> socket.socket:
    found = {str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    _check(found, allowed=allowed)
    connection = socket.create_connection((min(found), port), timeout=STEP_SECONDS)
    try:
        _check({connection.getpeername()[0]}, allowed=allowed)
    except DeliveryError:
        connection.close()
        raise
    return connection


def _check(addresses: set[str], *, allowed: Sequence[Network]) -> None:
    if not all(is_allowed(ipaddress.ip_address(one.partition("%")[0]), networks=allowed) for one in addresses):
        raise DeliveryError("the address is not public")


def _break_off(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        # It is over already.
        return
