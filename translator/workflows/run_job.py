"""Run a job: part after part, going on where a former runner stopped. Whoever calls this decides when and where."""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta

from translator import storage
from translator.errors import (
    ConflictError,
    FieldError,
    InputError,
    NotFoundError,
    OutdatedError,
    QuotaError,
    SourceError,
    TranslatorError,
    describe_origin,
)
from translator.job import Failure, FailureKind, Job, JobKind, JobPart, JobState, Lease
from translator.workflows.job_parts import do_part
from translator.workflows.pacing import PacedEngine
from translator.workflows.services import Services

#: How long a runner that gives no sign of life keeps its job.
LEASE = timedelta(seconds=60)

#: Seconds between two signs of life. Machines whose clocks differ by less than what is left of the lease agree.
RENEWAL_SECONDS = 15.0

#: How often one part is begun before its job fails.
ATTEMPTS = 3

#: Seconds after which a part that failed is begun again, times the number of attempts so far.
PAUSE_SECONDS = 10

#: Errors that trying again does not mend.
_FINAL = (InputError, NotFoundError, OutdatedError, ConflictError, QuotaError)

_log = logging.getLogger(__name__)

#: Asked before each part, and within a long one between two calls of the engine; waits as long as it likes and says
#: whether to go on.
Permission = Callable[[], bool]


class _StoppedError(Exception):
    """The runner is to stop within a part."""


class _LostError(Exception):
    """The job was cancelled, or another runner has it."""


def _go_on() -> bool:
    return True


def find_due_job(services: Services) -> str | None:
    """Return the id of the job whose turn it is, if any is."""
    with services.database.session() as session:
        return next(iter(storage.job_leases.find_due_jobs(session, now=services.get_time())), None)


def list_due_jobs(services: Services, *, since: timedelta, limit: int) -> list[str]:
    """Return the ids of jobs that have been waiting for a runner at least for a time, the oldest first."""
    with services.database.session() as session:
        return storage.job_leases.find_due_jobs(session, now=services.get_time() - since, limit=limit)


def run_job(services: Services, job_id: str, *, may_go_on: Permission = _go_on) -> datetime | None:
    """Run a job as far as it goes; harmless for one that is run elsewhere, has ended, or does not exist.

    Args:
        services: The parts.
        job_id: Which.
        may_go_on: Asked before each part, and within a long one between two calls of the engine; where it says no the
            job goes back into the queue after its last finished part.

    Returns:
        When to try again, or None where there is nothing left to do.
    """
    lease = _make_lease(services, token=secrets.token_hex(16))
    with services.database.session(writing=True) as session:
        job = storage.job_leases.claim_job(session, job_id, now=services.get_time(), lease=lease)
        session.commit()
    if job is not None:
        _log.info("%(kind)s job begun, attempt %(attempt)s", {"kind": job.kind.value, "attempt": job.attempts})
        with _keep_lease(services, job, token=lease.token):
            _run_parts(services, job, token=lease.token, may_go_on=may_go_on)
    return _tell_next_try(services, job_id)


def _run_parts(services: Services, job: Job, *, token: str, may_go_on: Permission) -> None:
    if job.attempts > ATTEMPTS:
        _end(services, job, token=token, error=job.error or f"broken off {ATTEMPTS} times at the same part")
        return
    attempts = job.attempts
    while (found := _find_part(services, job)) is not None:
        if not may_go_on():
            _return(services, job, token=token, attempts=attempts - 1)
            return
        position, part = found
        try:
            result = do_part(_pace(services, job, token=token, may_go_on=may_go_on), job, part)
        except _FINAL as error:
            _end(services, job, token=token, error=str(error), failure=_describe_failure(error))
            return
        except _StoppedError:
            _return(services, job, token=token, attempts=attempts - 1)
            return
        except _LostError:
            _log.info("a job was taken away or cancelled")
            return
        except Exception as error:  # noqa: BLE001 - one job's failure must not stop the runner
            _fail(services, job, token=token, attempts=attempts, error=error)
            return
        with services.database.session(writing=True) as session:
            is_held = storage.job_leases.finish_part(session, job.id, position=position, result=result, token=token)
            session.commit()
        if not is_held:
            _log.info("a job was taken away or cancelled")
            return
        attempts = 1
    _end(services, job, token=token)


def _pace(services: Services, job: Job, *, token: str, may_go_on: Permission) -> Services:
    """Return the parts with an engine that pauses: the job tells how far it is, and stops when it is to."""
    if job.kind is JobKind.TEXT:
        # Cut into small parts, it pauses between them and loses none.
        return services

    def pause(done: int, asked: int) -> None:
        with services.database.session(writing=True) as session:
            is_held = storage.job_leases.note_progress(session, job.id, token=token, done=done, asked=asked)
            session.commit()
        if not is_held:
            raise _LostError
        if not may_go_on():
            raise _StoppedError

    return replace(services, engine=PacedEngine(services.engine, pace=pause))


def _describe_failure(error: TranslatorError) -> Failure:
    kinds = (
        (OutdatedError, FailureKind.OUTDATED),
        (NotFoundError, FailureKind.MISSING),
        (SourceError, FailureKind.SOURCE),
        (FieldError, FailureKind.FIELD),
    )
    kind = next((kind for sort, kind in kinds if isinstance(error, sort)), FailureKind.OTHER)
    # JSON has no other values than these.
    values = {name: value if isinstance(value, int) else str(value) for name, value in error.values.items()}
    return Failure(kind, error.message, values, error.field if isinstance(error, FieldError) else "")


def _find_part(services: Services, job: Job) -> tuple[int, JobPart] | None:
    with services.database.session() as session:
        return storage.job_leases.find_open_part(session, job.id)


def _fail(services: Services, job: Job, *, token: str, attempts: int, error: Exception) -> None:
    # An unknown error's text may quote the user.
    text = str(error) if isinstance(error, TranslatorError) else f"internal error: {type(error).__name__}"
    _log.error("a %s job failed: %s", job.kind.value, describe_origin(error))
    if attempts >= ATTEMPTS:
        _end(services, job, token=token, error=text)
    else:
        _return(services, job, token=token, attempts=attempts, error=text)


def _end(services: Services, job: Job, *, token: str, error: str = "", failure: Failure | None = None) -> None:
    state = JobState.FAILED if error else JobState.DONE
    with services.database.session(writing=True) as session:
        now = services.get_time()
        is_held = storage.job_leases.end_job(
            session, job.id, token=token, state=state, error=error, failure=failure, now=now
        )
        session.commit()
    if is_held:
        _log.info("%(kind)s job %(state)s", {"kind": job.kind.value, "state": state.value})


def _return(services: Services, job: Job, *, token: str, attempts: int, error: str = "") -> None:
    pause = timedelta(seconds=PAUSE_SECONDS * attempts) if error else timedelta()
    with services.database.session(writing=True) as session:
        storage.job_leases.return_job(
            session,
            job.id,
            token=token,
            due_at=services.get_time() + pause,
            error=error,
            attempts=attempts,
        )
        session.commit()


def _tell_next_try(services: Services, job_id: str) -> datetime | None:
    with services.database.session() as session:
        job = storage.jobs.find_job(session, job_id)
    if job is None or not job.is_open:
        return None
    return job.due_at if job.state is JobState.QUEUED else job.lease_until


def _make_lease(services: Services, *, token: str) -> Lease:
    return Lease(token, services.get_time() + LEASE)


@contextmanager
def _keep_lease(services: Services, job: Job, *, token: str) -> Iterator[None]:
    """Give signs of life while a part is worked on, however long that takes."""
    is_over = threading.Event()

    def renew() -> None:
        while not is_over.wait(RENEWAL_SECONDS):
            try:
                with services.database.session(writing=True) as session:
                    storage.job_leases.renew_lease(session, job.id, lease=_make_lease(services, token=token))
                    session.commit()
            except Exception as error:  # noqa: BLE001 - the database may be back before the lease ends
                _log.warning("a job's lease could not be renewed: %s", type(error).__name__)

    thread = threading.Thread(target=renew, name="lease", daemon=True)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()
