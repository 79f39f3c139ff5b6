"""Look at jobs, take back what was asked for, and forget what is old."""

from __future__ import annotations

from datetime import timedelta

from translator import storage
from translator.access import Caller
from translator.errors import ConflictError, MissingKeyError, NotFoundError
from translator.job import Job, JobKind, JobState, PartResult
from translator.workflows.services import Services


def get_job(services: Services, caller: Caller, job_id: str) -> Job:
    """Return a caller's job; whoever has no key reaches a job that was asked for without one by its id.

    Raises:
        NotFoundError: There is none, or it is somebody else's.
    """
    with services.database.session() as session:
        return _get_own(session, caller, job_id)


def list_jobs(services: Services, caller: Caller, *, limit: int, before: str | None = None) -> list[Job]:
    """List a caller's jobs, the newest first.

    Args:
        services: The parts.
        caller: Whose; somebody without a key has no list.
        limit: How many at most.
        before: Id of the last job of the page before this one.

    Raises:
        MissingKeyError: The caller has no key.
        NotFoundError: The caller has no job with the id ``before``.
    """
    if not caller.key_id:
        raise MissingKeyError
    with services.database.session() as session:
        return storage.jobs.list_jobs(session, limit=limit, owner=caller.key_id, before=before)


def list_all_jobs(services: Services, *, limit: int, state: JobState | None = None) -> list[Job]:
    """List everybody's jobs, the newest first, for the service's operator."""
    with services.database.session() as session:
        return storage.jobs.list_jobs(session, limit=limit, state=state)


def count_jobs(services: Services) -> dict[tuple[JobKind, JobState], int]:
    """Count the jobs that are kept, by kind and state."""
    with services.database.session() as session:
        return storage.jobs.count_jobs(session)


def get_results(services: Services, caller: Caller, job_id: str) -> tuple[Job, list[PartResult]]:
    """Return a caller's job with what was made of each of its parts.

    Raises:
        NotFoundError: There is none, or it is somebody else's.
        ConflictError: It is not done.
    """
    with services.database.session() as session:
        job = _get_own(session, caller, job_id)
        if job.state is not JobState.DONE:
            raise ConflictError("the job is %(state)s; only a job that is done has a result", state=job.state)
        return job, list(storage.jobs.iterate_results(session, job.id))


def cancel_job(services: Services, caller: Caller | None, job_id: str) -> Job:
    """Cancel a job and forget its texts; harmless for one that has ended. Its runner stops after the part at hand.

    Args:
        services: The parts.
        caller: Whose it must be; None for the service's operator.
        job_id: Which.

    Raises:
        NotFoundError: There is none, or it is somebody else's.
    """
    with services.database.session(writing=True) as session:
        _get_own(session, caller, job_id)
        storage.jobs.cancel_job(session, job_id, now=services.get_time())
        session.commit()
        return storage.jobs.get_job(session, job_id)


def delete_job(services: Services, caller: Caller, job_id: str) -> None:
    """Forget a job with its texts and its result, whether it has ended or not.

    Raises:
        NotFoundError: There is none, or it is somebody else's.
    """
    with services.database.session(writing=True) as session:
        storage.jobs.delete_job(session, _get_own(session, caller, job_id).id)
        session.commit()


def retry_job(services: Services, job_id: str) -> None:
    """Let a job that failed go on after its last finished part.

    Raises:
        NotFoundError: There is none.
        ConflictError: It has not failed.
    """
    with services.database.session(writing=True) as session:
        job = storage.jobs.get_job(session, job_id)
        if not storage.jobs.retry_job(session, job_id, now=services.get_time()):
            raise ConflictError("the job is %(state)s; only a job that failed can be tried again", state=job.state)
        session.commit()
    services.announce_job(job_id)


def delete_old_jobs(services: Services) -> None:
    """Forget the jobs that ended longer ago than the settings keep them."""
    before = services.get_time() - timedelta(days=services.settings.job_days)
    with services.database.session(writing=True) as session:
        storage.jobs.delete_ended_jobs(session, before=before)
        session.commit()


def _get_own(session: storage.Session, caller: Caller | None, job_id: str) -> Job:
    job = storage.jobs.get_job(session, job_id)
    if caller is not None and job.owner != caller.key_id:
        raise NotFoundError("job", job_id)
    return job
