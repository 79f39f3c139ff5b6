"""Jobs and their parts, in SQL. Functions leave the commit to their caller."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select, tuple_, update
from sqlalchemy.orm import Session

from translator.errors import NotFoundError
from translator.job import OPEN_STATES, Failure, FailureKind, Job, JobKind, JobPart, JobState, PartResult, Repetition
from translator.storage.inserting import insert_missing
from translator.storage.tables import JobPartRow, JobRow


def add_job(session: Session, job: Job, *, parts: Sequence[JobPart], repetition: Repetition) -> bool:
    """Keep a new job, unless its requester has one under the same key.

    Returns:
        Whether it was kept.
    """
    row = {
        "id": job.id,
        "kind": job.kind.value,
        "owner": job.owner,
        "requester": repetition.requester,
        "repetition_key": repetition.key,
        "digest": repetition.digest,
        "options": dict(job.options),
        "characters": job.characters,
        "state": job.state.value,
        "done": job.done,
        "total": job.total,
        "attempts": job.attempts,
        "error": job.error,
        "created_at": job.created_at,
        "due_at": job.due_at,
        "subject": job.subject,
        "sentences": job.sentences,
        "sentences_done": job.sentences_done,
    }
    if not insert_missing(session, JobRow, [row], key=JobRow.id):
        return False
    rows = [
        {"job_id": job.id, "position": position, "fields": dict(part.fields), "content": part.content, "is_done": False}
        for position, part in enumerate(parts)
    ]
    session.execute(insert(JobPartRow), rows)
    return True


def find_repeated(session: Session, repetition: Repetition) -> tuple[Job, str] | None:
    """Return the job that a requester has under a key, and the digest of what was asked for."""
    if repetition.key is None:
        return None
    query = select(JobRow).where(JobRow.requester == repetition.requester, JobRow.repetition_key == repetition.key)
    row = session.scalars(query).first()
    return None if row is None else (read_job(row), row.digest)


def find_job(session: Session, job_id: str) -> Job | None:
    """Return the job with an id, or None where there is none."""
    row = session.get(JobRow, job_id, populate_existing=True) if "\0" not in job_id else None
    return None if row is None else read_job(row)


def get_job(session: Session, job_id: str) -> Job:
    """Return the job with an id.

    Raises:
        NotFoundError: There is none.
    """
    job = find_job(session, job_id)
    if job is None:
        raise NotFoundError("job", job_id)
    return job


def list_jobs(
    session: Session, *, limit: int, owner: str | None = None, state: JobState | None = None, before: str | None = None
) -> list[Job]:
    """List jobs, the newest first.

    Args:
        session: Open session.
        limit: How many at most.
        owner: Whose; None for everybody's.
        state: In which state; None for any.
        before: Id of the last job of the page before this one.

    Raises:
        NotFoundError: The owner has no job with the id ``before``.
    """
    query = select(JobRow).order_by(JobRow.created_at.desc(), JobRow.id.desc()).limit(limit)
    if owner is not None:
        query = query.where(JobRow.owner == owner)
    if state is not None:
        query = query.where(JobRow.state == state.value)
    if before is not None:
        last = get_job(session, before)
        if owner not in (None, last.owner):
            raise NotFoundError("job", before)
        query = query.where(tuple_(JobRow.created_at, JobRow.id) < (last.created_at, last.id))
    return [read_job(row) for row in session.scalars(query)]


def list_subject_jobs(session: Session, subject: str, *, limit: int) -> list[Job]:
    """List the jobs that change an article, the newest first."""
    query = select(JobRow).where(JobRow.subject == subject).order_by(JobRow.created_at.desc(), JobRow.id.desc())
    return [read_job(row) for row in session.scalars(query.limit(limit))]


def find_part(session: Session, job_id: str, *, position: int = 0) -> JobPart | None:
    """Return a part of a job that is not done; None where there is none, or what was made stands in its place."""
    row = session.get(JobPartRow, (job_id, position))
    return None if row is None or row.is_done else JobPart(row.fields, row.content)


def count_open_jobs(session: Session, *, requester: str) -> int:
    """Count a requester's jobs that have not ended."""
    query = select(func.count()).where(JobRow.requester == requester, JobRow.state.in_(OPEN_STATES))
    return session.scalar(query) or 0


def count_jobs(session: Session) -> dict[tuple[JobKind, JobState], int]:
    """Count the jobs that are kept, by kind and state."""
    rows = session.execute(select(JobRow.kind, JobRow.state, func.count()).group_by(JobRow.kind, JobRow.state))
    return {(JobKind(kind), JobState(state)): number for kind, state, number in rows}


def iterate_results(session: Session, job_id: str) -> Iterator[PartResult]:
    """Yield what was made of each finished part, in order."""
    query = select(JobPartRow).where(JobPartRow.job_id == job_id, JobPartRow.is_done).order_by(JobPartRow.position)
    for row in session.scalars(query):
        yield PartResult(row.fields, row.content)


def cancel_job(session: Session, job_id: str, *, now: datetime) -> None:
    """Cancel a job that has not ended and forget its texts; harmless for another."""
    statement = (
        update(JobRow)
        .where(JobRow.id == job_id, JobRow.state.in_(OPEN_STATES))
        .values(state=JobState.CANCELLED.value, finished_at=now, lease=None, lease_until=None)
        .returning(JobRow.id)
    )
    if session.scalar(statement) is not None:
        session.execute(delete(JobPartRow).where(JobPartRow.job_id == job_id))


def retry_job(session: Session, job_id: str, *, now: datetime) -> bool:
    """Put a job that failed back into the queue; tell whether it had."""
    statement = (
        update(JobRow)
        .where(JobRow.id == job_id, JobRow.state == JobState.FAILED.value)
        .values(state=JobState.QUEUED.value, due_at=now, attempts=0, error="", failure=None, finished_at=None)
        .returning(JobRow.id)
    )
    return session.scalar(statement) is not None


def delete_job(session: Session, job_id: str) -> None:
    """Forget a job with its parts."""
    session.execute(delete(JobRow).where(JobRow.id == job_id))


def delete_ended_jobs(session: Session, *, before: datetime) -> None:
    """Forget all jobs that ended before a moment."""
    session.execute(delete(JobRow).where(JobRow.finished_at < before))


def read_job(row: JobRow) -> Job:
    """Make a job of its row."""
    return Job(
        id=row.id,
        kind=JobKind(row.kind),
        owner=row.owner,
        options=row.options,
        characters=row.characters,
        total=row.total,
        created_at=row.created_at,
        due_at=row.due_at,
        state=JobState(row.state),
        done=row.done,
        attempts=row.attempts,
        error=row.error,
        started_at=row.started_at,
        finished_at=row.finished_at,
        lease_until=row.lease_until,
        subject=row.subject,
        sentences=row.sentences,
        sentences_done=row.sentences_done,
        failure=_read_failure(row.failure),
    )


def _read_failure(value: Mapping[str, Any] | None) -> Failure | None:
    return None if value is None else Failure(**{**value, "kind": FailureKind(value["kind"])})
