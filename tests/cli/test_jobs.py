from __future__ import annotations

from dataclasses import replace

import pytest

from tests.cli.conftest import Terminal
from tests.fakes import FailingEngine
from translator.access import ANYBODY
from translator.workflows.run_job import run_job
from translator.workflows.services import Services
from translator.workflows.submit_job import Requester, order_text, submit_job


@pytest.fixture
def services(terminal: Terminal) -> Services:
    terminal.services.database.upgrade()
    return terminal.services


def submit(services: Services) -> str:
    order = order_text(services, text="Le pont ouvre.", source="fr", target="en")
    return submit_job(services, order, requester=Requester(ANYBODY, "192.0.2.1")).id


def test_a_job_is_a_line(terminal: Terminal, services: Services) -> None:
    job_id = submit(services)
    assert terminal.run("jobs", "list").stdout == f"{job_id}\ttext\tqueued\t0/1\t-\t2026-03-01 12:00\t\n"
    assert terminal.run("jobs", "list", "--state", "done").stdout == ""


def test_a_job_is_cancelled(terminal: Terminal, services: Services) -> None:
    job_id = submit(services)
    assert [terminal.run("jobs", "cancel", job_id).exit_code for _ in range(2)] == [0, 0]
    assert terminal.run("jobs", "list", "--state", "cancelled").stdout.startswith(job_id)


def test_a_failed_job_is_tried_again_and_no_other(terminal: Terminal, services: Services) -> None:
    job_id = submit(services)
    refused = terminal.run("jobs", "retry", job_id)
    assert (refused.exit_code, refused.stderr) == (
        2,
        "translator: the job is queued; only a job that failed can be tried again\n",
    )
    failing = replace(services, engine=FailingEngine())
    while (again_at := run_job(failing, job_id)) is not None:
        failing = replace(failing, get_time=lambda moment=again_at: moment)
    assert terminal.run("jobs", "list").stdout.endswith("the engine failed\n")
    assert terminal.run("jobs", "retry", job_id).exit_code == 0
    assert terminal.run("jobs", "list").stdout.split("\t")[2] == "queued"


def test_an_unknown_job_is_told(terminal: Terminal, services: Services) -> None:
    del services
    result = terminal.run("jobs", "cancel", "nothing")
    assert (result.exit_code, result.stderr) == (2, "translator: no job has the id nothing\n")
