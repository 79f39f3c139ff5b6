"""Believe a proxy about its client's address only where the settings name that proxy."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class ClientAddress:
    """Puts the client's address where the application looks for it.

    The header is read from its end, where the nearest proxy wrote: the first address that is no trusted proxy's is the
    client's. What stands before it was written by the client and proves nothing.

    Args:
        application: The application behind.
        proxies: Networks of trusted proxies.
    """

    def __init__(self, application: WSGIApplication, *, proxies: Sequence[str]) -> None:
        self._application = application
        self._proxies = [ipaddress.ip_network(network) for network in proxies]

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        hops = [environ.get("REMOTE_ADDR", ""), *reversed(environ.get("HTTP_X_FORWARDED_FOR", "").split(","))]
        environ["REMOTE_ADDR"] = self._find_client([hop.strip() for hop in hops])
        return self._application(environ, start_response)

    def _find_client(self, hops: Sequence[str]) -> str:
        """Return the first address that is not a trusted proxy's, or the last that can be read."""
        client = hops[0]
        for hop in hops:
            try:
                address = ipaddress.ip_address(hop)
            except ValueError:
                return client
            client = hop
            if not any(address in network for network in self._proxies):
                return client
        return client
