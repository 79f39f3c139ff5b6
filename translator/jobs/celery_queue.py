"""Jobs at many machines: Celery hands their ids to workers, the database keeps all else.

What the broker loses does no harm, as workers also look into the table of jobs from time to time; what it delivers
twice does none either, as a job has one runner at a time.
"""

from __future__ import annotations

import logging
import threading
from datetime import datetime, timedelta
from typing import Any

from celery import Celery, signals  # type: ignore[import-untyped]
from kombu.exceptions import OperationalError

from translator.errors import describe_origin
from translator.jobs.feeds import start_watching
from translator.jobs.notices import start_sending
from translator.settings import Settings
from translator.workflows.jobs import delete_old_jobs
from translator.workflows.run_job import list_due_jobs, run_job
from translator.workflows.services import Services

#: What workers know the work by.
TASK = "translator.run_job"

#: Seconds between two looks of a worker into the table, and how long a job must have waited to be sent again.
LOOK_SECONDS = 60.0
OVERDUE = timedelta(seconds=60)

#: Jobs that one look sends at most.
_SENT_AT_ONCE = 100

#: Seconds after which Redis gives a message to another worker. Longer than any job would send each job twice in vain,
#: shorter would leave a lost one lying; the table finds those sooner.
_VISIBILITY_SECONDS = 6 * 3600

_log = logging.getLogger(__name__)


def make_celery(settings: Settings) -> Celery:
    """Make what sends to and takes from the broker of the settings; it connects at its first use."""
    app = Celery("translator", broker=settings.broker_url, set_as_current=False)
    app.conf.update(
        task_default_queue=settings.queue_name,
        task_ignore_result=True,
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        worker_prefetch_multiplier=1,
        worker_hijack_root_logger=False,
        worker_enable_remote_control=False,
        broker_connection_retry_on_startup=True,
        broker_transport_options={"visibility_timeout": _VISIBILITY_SECONDS, "socket_connect_timeout": 5},
    )
    return app


class CeleryQueue:
    """Sends the ids of jobs to the broker.

    Args:
        celery: As of ``make_celery``.
    """

    def __init__(self, celery: Celery) -> None:
        self._celery = celery

    def announce(self, job_id: str) -> None:
        """Tell the workers that a job waits. Where the broker is away it stays in the table, and a worker finds it."""
        try:
            self._celery.send_task(TASK, [job_id], retry=False)
        except OperationalError as error:
            _log.warning("the broker cannot be reached (%s); workers will find the job later", type(error).__name__)

    def start(self) -> None:
        """Do nothing: ``translator work`` runs the jobs."""


class CeleryWorker:
    """Takes ids of jobs from the broker and runs them in threads of this process, which share the weights.

    Args:
        celery: As of ``make_celery``.
        services: What jobs work with.
    """

    def __init__(self, celery: Celery, services: Services) -> None:
        self._celery = celery
        self._services = services
        self._is_stopping = threading.Event()

        @celery.task(name=TASK, bind=True, max_retries=None)  # type: ignore[untyped-decorator]
        def run(task: Any, job_id: str) -> None:
            self._run(task, job_id)

    def work(self, *, jobs: int) -> None:
        """Work until the process is told to stop; a job at hand then goes back into the queue.

        Args:
            jobs: How many to run at once.
        """
        signals.worker_ready.connect(self._start_looking, weak=False)
        signals.worker_shutting_down.connect(self._stop, weak=False)
        options = ["--pool", "threads", "--concurrency", str(jobs), "--without-gossip", "--without-mingle"]
        self._celery.worker_main(["worker", "--loglevel", "WARNING", *options])

    def _run(self, task: Any, job_id: str) -> None:
        again_at = run_job(self._services, job_id, may_go_on=lambda: not self._is_stopping.is_set())
        if again_at is not None:
            raise task.retry(countdown=self._count_seconds(again_at))

    def _count_seconds(self, moment: datetime) -> float:
        return max(0.0, (moment - self._services.get_time()).total_seconds()) + 1

    def _start_looking(self, **_: object) -> None:
        threading.Thread(target=self._look, name="overdue jobs", daemon=True).start()
        start_sending(self._services, is_stopping=self._is_stopping)
        start_watching(self._services, is_stopping=self._is_stopping)

    def _stop(self, **_: object) -> None:
        self._is_stopping.set()

    def _look(self) -> None:
        """Send again what has waited too long, and forget old jobs."""
        queue = CeleryQueue(self._celery)
        while not self._is_stopping.is_set():
            try:
                delete_old_jobs(self._services)
                for job_id in list_due_jobs(self._services, since=OVERDUE, limit=_SENT_AT_ONCE):
                    queue.announce(job_id)
            except Exception as error:  # noqa: BLE001 - a database that is away may come back
                _log.error("the table of jobs cannot be read: %s", describe_origin(error))
            self._is_stopping.wait(LOOK_SECONDS)
