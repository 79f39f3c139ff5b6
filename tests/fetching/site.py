"""A small web site on this machine, whose pages a test lays out."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

#: A certificate for ``presse.test`` with its key, made for these tests and trusted by nobody else.
CERTIFICATE = Path(__file__).parent / "cases" / "presse.test.pem"

HTML = {"Content-Type": "text/html; charset=utf-8"}


@dataclass(frozen=True)
class Answer:
    """What a site answers; ``pause`` tells whether it waits with the rest of the body until the site is closed."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: HTML)
    has_length: bool = True
    pauses: bool = False
    length: int | None = None


#: Answers that depend on the request's headers.
Respond = Callable[[Mapping[str, str]], Answer]


class Site:
    """Pages by their paths, and what was asked."""

    def __init__(self, port: int, *, scheme: str = "http") -> None:
        self.port = port
        self.scheme = scheme
        self.pages: dict[str, Answer | Respond] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.is_closing = threading.Event()

    @property
    def url(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}"

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    def lead(self, path: str, *, to: str, status: int = 302) -> None:
        self.pages[path] = Answer(status=status, headers={"Location": to})

    def find(self, path: str, headers: Mapping[str, str]) -> Answer:
        page = self.pages.get(path, Answer(b"nothing here", 404))
        return page(headers) if callable(page) else page


def _make_handler(site_of: Callable[[], Site]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site = site_of()
            site.asked.append((self.path, dict(self.headers)))
            answer = site.find(self.path, self.headers)
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            if answer.has_length:
                self.send_header("Content-Length", str(len(answer.body) if answer.length is None else answer.length))
            self.end_headers()
            try:
                self.wfile.write(answer.body)
                if answer.pauses:
                    self.wfile.flush()
                    site.is_closing.wait(30)
            except OSError:
                # The client has seen enough.
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler


class _QuietServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A client that refuses a certificate breaks off; that is what some tests are about."""


@contextmanager
def open_site(*, host: str = "127.0.0.1", is_secret: bool = False) -> Iterator[Site]:
    """Serve a site until the end of the block."""
    site: Site
    server = _QuietServer((host, 0), _make_handler(lambda: site))
    site = Site(server.server_port, scheme="https" if is_secret else "http")
    if is_secret:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield site
    finally:
        site.is_closing.set()
        server.shutdown()
        thread.join()
        server.server_close()
