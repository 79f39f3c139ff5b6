from __future__ import annotations

import socket
from collections.abc import Callable, Iterator

import pytest

from tests.fetching.site import Site, open_site

Name = Callable[..., None]


@pytest.fixture
def site() -> Iterator[Site]:
    with open_site() as opened:
        yield opened


@pytest.fixture
def name(monkeypatch: pytest.MonkeyPatch) -> Name:
    """Let host names stand for addresses, as a resolver would answer."""
    real = socket.getaddrinfo
    known: dict[str, tuple[str, ...]] = {}

    def resolve(host: str, port: int, *rest: object, **more: object) -> list[tuple[object, ...]]:
        if host not in known:
            return real(host, port, *rest, **more)  # type: ignore[arg-type]
        return [entry for address in known[host] for entry in real(address, port, *rest, **more)]  # type: ignore[arg-type]

    def add(host: str, *addresses: str) -> None:
        known[host] = addresses

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return add
