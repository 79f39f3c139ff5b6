"""Connect to an address that a caller named, without becoming a way into the network that the service is in.

Every address that the host's name stands for must be public, or in a network that the site allows; the connection goes
to one of these very addresses and is looked at again once it is made, so that a name that changes meanwhile gains
nothing.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from urllib.parse import SplitResult, urlsplit

from translator.errors import N_

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

#: The ports of the schemes that are spoken.
PORTS = {"http": 80, "https": 443}

#: Where all public IPv6 addresses are (IANA); what is outside may be turned into an IPv4 address on its way.
_PUBLIC_IPV6 = ipaddress.ip_network("2000::/3")

#: What is not public though some versions of Python call it so: special purposes (IANA), tunnels, documentation.
_SPECIAL = tuple(map(ipaddress.ip_network, ("192.0.0.0/24", "192.88.99.0/24", "2001::/23", "2002::/16", "3fff::/20")))


class ForbiddenAddressError(Exception):
    """The host stands for an address that is neither public nor in an allowed network."""


class ForbiddenPortError(ForbiddenAddressError):
    """The port is not allowed there."""


def find_url_problem(url: str) -> str | None:
    """Return what keeps an address from being one that is connected to; None where nothing does.

    It is a clause that is a message key.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return N_("is not a URL")
    if parts.scheme not in PORTS or not parts.hostname:
        return N_("must be a URL that begins with http:// or https://")
    if parts.username is not None or port == 0 or not (url.isascii() and url.isprintable() and " " not in url):
        return N_("must be an ASCII URL without a user name")
    return None


def read_networks(networks: Sequence[str]) -> tuple[Network, ...]:
    """Read networks as settings name them."""
    return tuple(ipaddress.ip_network(network) for network in networks)


def is_allowed(address: Address, *, networks: Sequence[Network]) -> bool:
    """Tell whether an address is public, or in an allowed network."""
    mapped = getattr(address, "ipv4_mapped", None)
    if mapped is not None:
        return is_allowed(mapped, networks=networks)
    return _is_within(address, networks) or _is_public(address)


def _is_within(address: Address, networks: Sequence[Network]) -> bool:
    address = getattr(address, "ipv4_mapped", None) or address
    return any(address in network for network in networks)


def _is_public(address: Address) -> bool:
    is_special = any(address in network for network in _SPECIAL)
    is_outside = address.version == 6 and address not in _PUBLIC_IPV6
    return address.is_global and not (address.is_multicast or is_special or is_outside)


@contextmanager
def open_connection(
    parts: SplitResult,
    *,
    networks: Sequence[Network],
    step_seconds: float,
    deadline: float,
    ports: frozenset[int] | None = None,
) -> Iterator[socket.socket]:
    """Connect to the host of an address, by TLS where its scheme says so; closed at the end, broken off when late.

    Args:
        parts: The address; one that ``find_url_problem`` finds nothing wrong with.
        networks: Networks that are allowed though they are not public.
        step_seconds: How long the connection and each answer may take.
        deadline: When all must be over, on the clock of ``time.monotonic``.
        ports: Ports that are allowed outside of those networks; None for any.

    Raises:
        ForbiddenAddressError: The host or the port is not allowed.
        OSError: Nobody answers in time, or the certificate is not good.
    """
    host, port = str(parts.hostname), parts.port or PORTS[parts.scheme]
    found = _resolve(host, port, seconds=min(step_seconds, _count_left(deadline)))
    _check(found, networks=networks)
    is_own = all(_is_within(_read_address(one), networks) for one in found)
    if ports is not None and port not in ports and not is_own:
        raise ForbiddenPortError("the port is not allowed")
    connection = _connect(found, port, networks=networks, step_seconds=step_seconds, deadline=deadline)
    if parts.scheme == "https":
        connection = _wrap(connection, host=host)
    with connection, _break_off_when_late(connection, deadline=deadline):
        if isinstance(connection, ssl.SSLSocket):
            connection.do_handshake()
        yield connection


def _wrap(connection: socket.socket, *, host: str) -> socket.socket:
    """Speak TLS over a connection; the handshake is left to whoever watches over the time."""
    try:
        return ssl.create_default_context().wrap_socket(connection, server_hostname=host, do_handshake_on_connect=False)
    except BaseException:
        connection.close()
        raise


def _resolve(host: str, port: int, *, seconds: float) -> tuple[str, ...]:
    """Return the addresses of a host, each once; the system's resolver knows no time limit, so a thread asks it."""
    answer: list[tuple[str, ...] | OSError | UnicodeError] = []

    def ask() -> None:
        try:
            entries = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answer.append(tuple(dict.fromkeys(str(entry[4][0]) for entry in entries)))
        except (OSError, UnicodeError) as error:
            answer.append(error)

    thread = threading.Thread(target=ask, name="resolver", daemon=True)
    thread.start()
    thread.join(seconds)
    if not answer:
        raise TimeoutError("the name was not resolved in time")
    if isinstance(answer[0], Exception):
        raise answer[0]
    return answer[0]


def _connect(
    found: Sequence[str], port: int, *, networks: Sequence[Network], step_seconds: float, deadline: float
) -> socket.socket:
    """Connect to the first of the addresses that answers, and look whom it was made with."""
    failure: OSError | None = None
    for one in found:
        try:
            seconds = min(step_seconds, _count_left(deadline))
            connection = socket.create_connection((one, port), timeout=seconds)
        except OSError as error:
            failure = error
            continue
        try:
            _check([connection.getpeername()[0]], networks=networks)
        except (ForbiddenAddressError, OSError):
            connection.close()
            raise
        return connection
    raise failure or OSError("the host has no address")


def _check(addresses: Sequence[str], *, networks: Sequence[Network]) -> None:
    if not all(is_allowed(_read_address(one), networks=networks) for one in addresses):
        raise ForbiddenAddressError("the address is not public")


def _read_address(text: str) -> Address:
    return ipaddress.ip_address(text.partition("%")[0])


def _count_left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError("out of time")
    return left


@contextmanager
def _break_off_when_late(connection: socket.socket, *, deadline: float) -> Iterator[None]:
    """End a connection at a moment, also one whose every byte comes in time."""
    watch = threading.Timer(_count_left(deadline), _break_off, (connection,))
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()


def _break_off(connection: socket.socket) -> None:
    try:
        # Not the method of a TLS socket, which changes the state that the reading thread works with.
        socket.socket.shutdown(connection, socket.SHUT_RDWR)
    except OSError:
        # It is over already.
        return
