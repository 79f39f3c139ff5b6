from __future__ import annotations

import pytest
from flask import Flask, request

from translator.api import ClientAddress


def see(*, remote: str, forwarded: str | None, proxies: tuple[str, ...]) -> str:
    """Return the client's address as a view sees it."""
    app = Flask("proxies")
    app.add_url_rule("/", "show", lambda: request.remote_addr or "")
    app.wsgi_app = ClientAddress(app.wsgi_app, proxies=proxies)  # type: ignore[method-assign]
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    return app.test_client().get("/", headers=headers, environ_base={"REMOTE_ADDR": remote}).text


@pytest.mark.parametrize(
    ("remote", "forwarded", "seen"),
    [
        ("203.0.113.9", None, "203.0.113.9"),
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),  # a stranger's header is not believed
        ("10.0.0.2", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.2", "1.2.3.4, 198.51.100.1", "198.51.100.1"),  # what the client wrote itself comes first
        ("10.0.0.2", "198.51.100.1, 10.0.0.7", "198.51.100.1"),
        ("10.0.0.2", "10.0.0.8, 10.0.0.7", "10.0.0.8"),
        ("10.0.0.2", "nonsense", "10.0.0.2"),
        ("10.0.0.2", "2001:db8::5", "2001:db8::5"),
        ("10.0.0.2", None, "10.0.0.2"),
        ("", "198.51.100.1", ""),
    ],
)
def test_only_trusted_proxies_are_believed(remote: str, forwarded: str | None, seen: str) -> None:
    assert see(remote=remote, forwarded=forwarded, proxies=("10.0.0.0/8",)) == seen
