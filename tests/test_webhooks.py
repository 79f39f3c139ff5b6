from __future__ import annotations

import ipaddress
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from translator import webhooks
from translator.connections import find_url_problem, is_allowed
from translator.webhooks import DeliveryError, send_notice

LOCAL = ("127.0.0.0/8",)


class Receiver(BaseHTTPRequestHandler):
    """Keeps what it gets; its path says how it answers."""

    received: ClassVar[list[tuple[str, dict[str, str], bytes]]]
    is_released: ClassVar[threading.Event]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.received.append((self.path, dict(self.headers), body))
        if self.path == "/slow":
            self.is_released.wait(30)
            return
        self.send_response({"/moved": 302, "/broken": 500}.get(self.path, 204))
        self.send_header("Location", "/elsewhere")
        self.end_headers()

    do_GET = do_POST  # noqa: N815

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    Receiver.received = []
    Receiver.is_released = threading.Event()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    Receiver.is_released.set()
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_notice_arrives_in_an_allowed_network(address: str) -> None:
    send_notice(f"{address}/told?by=vv", body=b"{}", headers={"X-Mark": "1"}, networks=LOCAL)
    ((path, headers, body),) = Receiver.received
    assert (path, headers["X-Mark"], body) == ("/told?by=vv", "1", b"{}")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"])
def test_the_services_own_machine_is_not_reached(address: str, host: str) -> None:
    with pytest.raises(DeliveryError):
        send_notice(address.replace("127.0.0.1", host), body=b"{}", headers={})
    assert Receiver.received == []


def test_a_name_with_one_private_address_is_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    port = int(address.rpartition(":")[2])
    found = [(2, 1, 6, "", (one, port)) for one in ("93.184.215.14", "127.0.0.1")]
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: found)
    with pytest.raises(DeliveryError, match="not public"):
        send_notice(f"http://example.org:{port}/", body=b"{}", headers={})
    assert Receiver.received == []


def test_the_peer_is_looked_at_again(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    port = int(address.rpartition(":")[2])
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: [(2, 1, 6, "", ("93.184.215.14", port))])
    monkeypatch.setattr("socket.create_connection", lambda _, timeout: _connect_home(port, timeout=timeout))
    with pytest.raises(DeliveryError, match="not public"):
        send_notice(f"http://example.org:{port}/", body=b"{}", headers={})
    assert Receiver.received == []


def _connect_home(port: int, *, timeout: float) -> socket.socket:
    connection = socket.socket()
    connection.settimeout(timeout)
    connection.connect(("127.0.0.1", port))
    return connection


def test_a_redirect_is_not_followed(address: str) -> None:
    with pytest.raises(DeliveryError, match="status 302"):
        send_notice(f"{address}/moved", body=b"{}", headers={}, networks=LOCAL)
    assert [path for path, _, _ in Receiver.received] == ["/moved"]


def test_an_error_is_told_by_its_status(address: str) -> None:
    with pytest.raises(DeliveryError, match="status 500"):
        send_notice(f"{address}/broken", body=b"{}", headers={}, networks=LOCAL)


def test_a_receiver_that_never_answers_is_left(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhooks, "TOTAL_SECONDS", 0.2)
    with pytest.raises(DeliveryError):
        send_notice(f"{address}/slow", body=b"{}", headers={}, networks=LOCAL)


def test_nobody_there_is_told(address: str) -> None:
    port = int(address.rpartition(":")[2])
    with pytest.raises(DeliveryError, match="ConnectionRefusedError"):
        send_notice(f"http://127.0.0.2:{port}/", body=b"{}", headers={}, networks=LOCAL)


@pytest.mark.parametrize(
    ("address", "is_public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:220:1::1", True),
        ("10.0.0.1", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:93.184.215.14", True),
        ("64:ff9b::a00:1", False),
        ("2002:a00:1::1", False),
    ],
)
def test_only_public_addresses_are_allowed(address: str, is_public: bool) -> None:
    assert is_allowed(ipaddress.ip_address(address), networks=()) is is_public


@pytest.mark.parametrize(
    "url",
    ["", "ftp://example.org", "file:///etc/passwd", "http://", "http://a:b@example.org", "http://exa mple.org",
     "http://example.org:99999", "http://[::1", "http://example.org/\r\nX: y", "//example.org", "http://é.org"],
)  # fmt: skip
def test_what_is_no_address_for_notices_is_told(url: str) -> None:
    assert find_url_problem(url) is not None


def test_usual_addresses_are_taken() -> None:
    for url in ("https://example.org/hook?a=1", "http://192.0.2.1:8080/", "http://[2001:db8::1]/"):
        assert find_url_problem(url) is None
