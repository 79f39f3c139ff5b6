"""Jobs run by real workers: ``translator work`` as Celery's worker on Redis and on RabbitMQ, and on the table alone."""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from kombu import Connection
from kombu.exceptions import OperationalError

from tests.missing import miss
from tests.real.conftest import ROOT, let_leases_end
from translator.access import ANYBODY
from translator.app import build_services, make_queue
from translator.job import Job, JobState
from translator.jobs import Traffic
from translator.settings import Settings, read_settings
from translator.workflows.jobs import get_job, get_results
from translator.workflows.services import Services
from translator.workflows.submit_job import Requester, order_text, submit_job

pytestmark = [pytest.mark.packages, pytest.mark.service]

BROKERS = {
    "redis": os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379"),
    "rabbitmq": os.environ.get("TEST_RABBITMQ_URL", "amqp://guest:guest@127.0.0.1:5672//"),
}
LONG = "\n\n".join(f"Le train numéro {number} part ce soir de Brest. " * 6 for number in range(100, 190))
SECONDS = 120.0

Work = Callable[[Settings], subprocess.Popen[bytes]]


@pytest.fixture(params=[*BROKERS, "table"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    """Settings of a site with an empty database and a queue of its own."""
    values: dict[str, object] = {"data_dir": tmp_path, "job_runner": "worker"}
    if request.param == "table":
        yield read_settings({}, **values)
        return
    url = BROKERS[request.param]
    try:
        with Connection(url, connect_timeout=5) as connection:
            connection.ensure_connection(max_retries=1)
            name = f"test-{secrets.token_hex(6)}"
            yield read_settings({}, **values, broker_url=url, queue_name=name)
            connection.default_channel.queue_delete(name)
    except OperationalError as error:
        miss(f"no {request.param} answers at {url.rpartition('@')[2]}: {type(error).__name__}")


@pytest.fixture
def services(settings: Settings) -> Services:
    built = build_services(settings)
    built.database.upgrade()
    return built


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Work]:
    """Start workers as their own processes, and end them after the test."""
    started: list[subprocess.Popen[bytes]] = []

    def start(settings: Settings) -> subprocess.Popen[bytes]:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("TRANSLATOR_")}
        for name in ("data_dir", "job_runner", "broker_url", "queue_name"):
            if value := getattr(settings, name):
                environment[f"TRANSLATOR_{name.upper()}"] = str(value)
        with (tmp_path / f"worker-{len(started)}.log").open("wb") as log:
            command = [sys.executable, "-m", "translator", "work"]
            started.append(subprocess.Popen(command, env=environment, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait(timeout=30)


def submit(services: Services, text: str) -> Job:
    queue = make_queue(services, Traffic())
    order = order_text(services, text=text, source="fr", target="en")
    job = submit_job(services, order, requester=Requester(ANYBODY, "192.0.2.1"))
    queue.announce(job.id)
    return job


def wait_until(services: Services, job: Job, is_reached: Callable[[Job], bool]) -> Job:
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        seen = get_job(services, ANYBODY, job.id)
        if is_reached(seen):
            return seen
        time.sleep(0.1)
    logs = sorted(services.settings.data_dir.glob("*.log"))
    return pytest.fail(f"{seen}\n" + "\n".join(log.read_text() for log in logs))


def read_result(services: Services, job: Job) -> str:
    return "".join(str(result.fields["text"]) for result in get_results(services, ANYBODY, job.id)[1])


def test_a_worker_runs_a_job(services: Services, settings: Settings, work: Work) -> None:
    job = submit(services, "Il pleut à Brest.")
    work(settings)
    done = wait_until(services, job, lambda seen: not seen.is_open)
    assert (done.state, done.error, done.attempts) == (JobState.DONE, "", 1)
    assert "Brest" in read_result(services, job)


def test_a_stopped_worker_puts_its_job_back_and_the_next_goes_on(
    services: Services, settings: Settings, work: Work
) -> None:
    job = submit(services, LONG)
    first = work(settings)
    wait_until(services, job, lambda seen: seen.done >= 1)
    first.send_signal(signal.SIGTERM)
    first.wait(timeout=60)
    stopped = get_job(services, ANYBODY, job.id)
    assert (stopped.state, stopped.lease_until) == (JobState.QUEUED, None)
    assert 1 <= stopped.done < stopped.total
    work(settings)
    done = wait_until(services, job, lambda seen: not seen.is_open)
    assert (done.state, done.done) == (JobState.DONE, job.total)
    text = read_result(services, job)
    assert [str(number) in text for number in range(100, 190)] == [True] * 90


def test_a_killed_workers_job_is_done_by_the_next_and_ends_once(
    services: Services, settings: Settings, work: Work
) -> None:
    job = submit(services, LONG)
    first = work(settings)
    wait_until(services, job, lambda seen: seen.done >= 1)
    first.kill()
    first.wait(timeout=30)
    left = get_job(services, ANYBODY, job.id)
    assert (left.state, left.done < left.total) == (JobState.RUNNING, True)
    let_leases_end(services)
    work(settings)
    done = wait_until(services, job, lambda seen: not seen.is_open)
    # A part done twice would be counted twice.
    assert (done.state, done.error, done.done) == (JobState.DONE, "", job.total)
    text = read_result(services, job)
    assert [text.count(str(number)) for number in range(100, 190)] == [6] * 90


def test_what_is_asked_for_while_no_worker_lives_is_done_later(
    services: Services, settings: Settings, work: Work
) -> None:
    first = work(settings)
    done = submit(services, "Il pleut à Brest.")
    wait_until(services, done, lambda seen: not seen.is_open)
    first.kill()
    first.wait(timeout=30)
    jobs = [submit(services, f"Il pleut à {town}.") for town in ("Rennes", "Nantes")]
    work(settings)
    for job, town in zip(jobs, ("Rennes", "Nantes"), strict=True):
        wait_until(services, job, lambda seen: not seen.is_open)
        assert town in read_result(services, job)
