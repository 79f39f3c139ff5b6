from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from tests.fakes import FakeEngine, reverse_words
from tests.workflows.conftest import services
from translator.access import ANYBODY
from translator.job import JobState
from translator.jobs import LocalQueue, Traffic, traffic
from translator.workflows.jobs import get_job
from translator.workflows.services import Services
from translator.workflows.submit_job import Requester, order_text, submit_job

__all__ = ["services"]

SECONDS = 30


def submit(services: Services, text: str = "Le pont ouvre.") -> str:
    order = order_text(services, text=text, source="fr", target="en")
    return submit_job(services, order, requester=Requester(ANYBODY, "192.0.2.1")).id


@pytest.fixture
def watched(services: Services) -> tuple[Services, threading.Event]:
    """Services whose engine tells that it was used."""
    is_used = threading.Event()

    def render(text: str) -> str:
        is_used.set()
        return reverse_words(text)

    return replace(services, engine=FakeEngine(render=render)), is_used


@pytest.fixture
def queue(watched: tuple[Services, threading.Event]) -> Iterator[LocalQueue]:
    queue = LocalQueue(watched[0])
    yield queue
    queue.stop()


def test_an_announced_job_is_run_in_the_background(
    queue: LocalQueue, watched: tuple[Services, threading.Event]
) -> None:
    services, is_used = watched
    submit(replace(services, announce_job=queue.announce))
    assert is_used.wait(SECONDS)


def test_a_started_queue_takes_up_what_waits_already(
    queue: LocalQueue, watched: tuple[Services, threading.Event]
) -> None:
    services, is_used = watched
    submit(services)
    queue.start()
    queue.start()
    assert is_used.wait(SECONDS)
    assert [thread.name for thread in threading.enumerate()].count("jobs") == 1


def test_jobs_are_run_one_after_the_other_until_none_is_left(services: Services) -> None:
    queue = LocalQueue(services)
    jobs = [submit(services, f"Le pont {number}.") for number in range(3)]
    assert [queue.run_next() for _ in range(4)] == [True, True, True, False]
    assert {get_job(services, ANYBODY, job_id).state for job_id in jobs} == {JobState.DONE}


def test_a_stopped_queue_puts_the_job_at_hand_back(services: Services) -> None:
    long = "\n\n".join("Le maire parle encore. " * 400 for _ in range(3))
    job_id = submit(services, long)
    queue = LocalQueue(replace(services, engine=FakeEngine(render=lambda text: (queue.stop(), text)[1])))
    queue.run()
    job = get_job(services, ANYBODY, job_id)
    assert (job.state, job.done, job.total) == (JobState.QUEUED, 1, 3)


def test_jobs_wait_for_requests_but_not_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(traffic, "PATIENCE", 0.05)
    watch = Traffic()
    app = Flask("traffic")
    watch.watch(app)
    asked = threading.Event()

    @app.get("/")
    def answer() -> str:
        watch.wait_for_calm()
        asked.set()
        return ""

    app.test_client().get("/")
    assert asked.is_set()
    watch.wait_for_calm()


def test_a_job_goes_on_when_the_last_request_is_answered() -> None:
    watch = Traffic()
    app = Flask("traffic")
    watch.watch(app)
    is_calm = threading.Event()
    with app.test_request_context("/"):
        app.preprocess_request()
        waiting = threading.Thread(target=lambda: (watch.wait_for_calm(), is_calm.set()))
        waiting.start()
    waiting.join(SECONDS)
    assert is_calm.is_set()
