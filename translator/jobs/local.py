"""Jobs in the process that serves, or in one of their own: the queue is the database's table of jobs."""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections.abc import Callable

from translator.errors import describe_origin
from translator.jobs.feeds import start_watching
from translator.jobs.notices import start_sending
from translator.workflows.jobs import delete_old_jobs
from translator.workflows.run_job import find_due_job, run_job
from translator.workflows.services import Services

#: Seconds between two looks at the table where nothing is announced: jobs of other processes, and those that a runner
#: has left.
LOOK_SECONDS = 5.0

#: Looks after which old jobs are forgotten: about an hour.
_LOOKS_BETWEEN_CLEANINGS = 720

_log = logging.getLogger(__name__)


def _ask_nobody() -> None:
    """Serve a process that answers no requests."""


class LocalQueue:
    """Runs jobs one after the other in a thread of this process, which starts when it is first needed.

    Threads do not survive a fork, so each process starts its own.

    Args:
        services: What jobs work with.
        wait_for_turn: Returns when a job may take the engine.
    """

    def __init__(self, services: Services, *, wait_for_turn: Callable[[], None] = _ask_nobody) -> None:
        self._services = services
        self._wait_for_turn = wait_for_turn
        self._starting = threading.Lock()
        self._process = 0
        self._news = threading.Event()
        self._is_stopping = threading.Event()

    def announce(self, _job_id: str) -> None:
        """Tell that a job waits."""
        self.start()
        self._news.set()

    def start(self) -> None:
        """Start the thread, unless this process has one."""
        with self._starting:
            if self._process != os.getpid():
                self._process = os.getpid()
                threading.Thread(target=self.run, name="jobs", daemon=True).start()
                self.start_others()

    def start_others(self) -> None:
        """Send notices of ended jobs and watch feeds until stopped."""
        start_sending(self._services, is_stopping=self._is_stopping)
        start_watching(self._services, is_stopping=self._is_stopping, wait_for_turn=self._wait_for_turn)

    def stop(self) -> None:
        """Let the job at hand go back into the queue after its present part, a long one at once, and end."""
        self._is_stopping.set()
        self._news.set()

    def run(self) -> None:
        """Run jobs until stopped."""
        looks = 0
        while not self._is_stopping.is_set():
            try:
                if looks % _LOOKS_BETWEEN_CLEANINGS == 0:
                    delete_old_jobs(self._services)
                while self.run_next():
                    pass
            except Exception as error:  # noqa: BLE001 - a database that is away may come back
                _log.error("the queue of jobs cannot be read: %s", describe_origin(error))
            looks += 1
            self._news.wait(LOOK_SECONDS)
            self._news.clear()

    def run_next(self) -> bool:
        """Run the job whose turn it is; tell whether there was one."""
        job_id = None if self._is_stopping.is_set() else find_due_job(self._services)
        if job_id is None:
            return False
        run_job(self._services, job_id, may_go_on=self._may_go_on)
        return True

    def _may_go_on(self) -> bool:
        self._wait_for_turn()
        return not self._is_stopping.is_set()


def work_alone(services: Services, *, jobs: int) -> None:
    """Run jobs in this process until it is told to stop; jobs at hand then go back into the queue.

    Args:
        services: What jobs work with.
        jobs: How many to run at once.
    """
    queue = LocalQueue(services)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: queue.stop())
    queue.start_others()
    threads = [threading.Thread(target=queue.run, name=f"jobs {number}") for number in range(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
