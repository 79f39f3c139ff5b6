from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from translator.app import build_services
from translator.settings import read_settings
from translator.storage.tables import JobRow
from translator.workflows.services import Services

ADMIN_KEY = "a-key-for-the-tests"
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="session")
def services(tmp_path_factory: pytest.TempPathFactory) -> Services:
    """The real parts on the shipped packages and an empty database."""
    settings = read_settings({}, data_dir=tmp_path_factory.mktemp("real"))
    built = build_services(settings)
    built.database.upgrade()
    return built


@dataclass(frozen=True)
class Server:
    """A running gunicorn of two workers, the file that gets its log lines, and the id of its first process."""

    address: str
    log: Path
    pid: int

    def read(self, path: str) -> str:
        """Return what stands at an address, as text."""
        with urllib.request.urlopen(self.address + path, timeout=60) as answer:  # noqa: S310
            content: bytes = answer.read()
        return content.decode()

    def call(
        self, path: str, *, body: object = None, raw: bytes | None = None, method: str | None = None
    ) -> tuple[int, Any]:
        """Send a request and return the status and the JSON answer."""
        data = raw if raw is not None else None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(  # noqa: S310  the address is this test's own
            self.address + path, data=data, method=method, headers={"Content-Type": "application/json"}
        )
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, json.load(error)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The service as ``translator serve`` runs it, on a free port and an empty database."""
    with serve(tmp_path_factory.mktemp("served")) as running:
        yield running


@contextmanager
def serve(folder: Path, **settings: str) -> Iterator[Server]:
    """Run the service with its data in a folder, two workers and settings of its own."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TRANSLATOR_")}
    environment |= {
        "TRANSLATOR_DATA_DIR": str(folder),
        "TRANSLATOR_METRICS": "on",
        "TRANSLATOR_LOG_FORMAT": "json",
        "TRANSLATOR_ADMIN_KEY": ADMIN_KEY,
        **{f"TRANSLATOR_{name.upper()}": value for name, value in settings.items()},
    }
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "translator"]
    subprocess.run([*command, "setup"], env=environment, cwd=ROOT, check=True, timeout=120, capture_output=True)
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [*command, "serve", "--host", "127.0.0.1", "--port", str(port), "--workers", "2"],
            env=environment,
            cwd=ROOT,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    running = Server(f"http://127.0.0.1:{port}", folder / "log", process.pid)
    try:
        _wait_until_healthy(running, process=process)
        yield running
    finally:
        process.terminate()
        process.wait(timeout=30)


def list_children(pid: int) -> list[int]:
    """Return the ids of the processes that one has started, as Linux tells them."""
    threads = (Path("/proc") / str(pid) / "task").iterdir()
    return [int(child) for thread in threads for child in (thread / "children").read_text().split()]


def let_leases_end(services: Services) -> None:
    """Let so much time seem to have passed that whoever worked on a job has lost it, unless it still gives signs."""
    with services.database.session(writing=True) as session:
        session.execute(
            update(JobRow).where(JobRow.lease.is_not(None)).values(lease_until=services.get_time() - timedelta(hours=1))
        )
        session.commit()


def _wait_until_healthy(server: Server, *, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if process.poll() is not None:
            pytest.fail(f"the server stopped: {server.log.read_text()}")
        try:
            if server.call("/health") == (200, {"status": "ok"}):
                return
        except urllib.error.URLError:
            time.sleep(0.1)
    pytest.fail(f"the server did not answer: {server.log.read_text()}")
