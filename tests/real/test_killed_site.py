"""Web processes that are killed while one of them works on a job."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import Any

import pytest

from tests.real.conftest import Server, let_leases_end, list_children, serve
from translator.app import build_services
from translator.settings import read_settings

pytestmark = pytest.mark.packages

LONG = "\n\n".join(f"Le train numéro {number} part ce soir de Brest. " * 6 for number in range(100, 190))
SECONDS = 120.0


def wait_for(server: Server, address: str, *, done: int) -> dict[str, Any]:
    """Return what is told of a job once so many parts are done, or it has ended."""
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        job: dict[str, Any] = server.call(address)[1]
        if job["progress"]["done"] >= done or job["state"] not in ("queued", "running"):
            return job
        time.sleep(0.25)
    return pytest.fail(f"{job}\n{server.log.read_text()}")


def submit(server: Server) -> str:
    """Hand in a long text, and return the job's address."""
    status, job = server.call("/api/jobs", body={"text": LONG, "source": "fr", "target": "en"})
    assert (status, job["progress"]["total"] > 2) == (202, True)
    return str(job["url"])


def check_result(server: Server, address: str) -> None:
    job = wait_for(server, address, done=10_000)
    assert (job["state"], job["progress"]["done"]) == ("done", job["progress"]["total"])
    text = server.call(f"{address}/result")[1]["translated_text"]
    assert [text.count(str(number)) for number in range(100, 190)] == [6] * 90


def test_a_job_goes_on_in_the_web_processes_that_replace_killed_ones(tmp_path: Path) -> None:
    with serve(tmp_path) as server:
        address = submit(server)
        assert wait_for(server, address, done=1)["state"] == "running"
        workers = list_children(server.pid)
        for worker in workers:
            os.kill(worker, signal.SIGKILL)
        let_leases_end(build_services(read_settings({}, data_dir=tmp_path)))
        check_result(server, address)
        assert set(list_children(server.pid)).isdisjoint(workers)


def test_a_job_goes_on_after_a_site_that_was_killed_starts_again(tmp_path: Path) -> None:
    with serve(tmp_path) as server:
        address = submit(server)
        assert wait_for(server, address, done=1)["state"] == "running"
        for process in (server.pid, *list_children(server.pid)):
            os.kill(process, signal.SIGKILL)
    let_leases_end(build_services(read_settings({}, data_dir=tmp_path)))
    with serve(tmp_path) as server:
        check_result(server, address)
