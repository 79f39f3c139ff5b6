"""What the runners of jobs ask of the tables. Functions leave the commit to their caller.

What a runner writes is kept only while it holds the job's lease, so that two of them never do one part twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.orm import Session

from translator.job import Failure, Job, JobPart, JobState, Lease, PartResult
from translator.storage.jobs import get_job
from translator.storage.tables import JobPartRow, JobRow

#: No part is at hand.
_NO_SENTENCES = {"sentences": 0, "sentences_done": 0}


def find_due_jobs(session: Session, *, now: datetime, limit: int = 1) -> list[str]:
    """Return the ids of jobs that wait for a runner, or have lost theirs; the oldest first."""
    query = select(JobRow.id).where(_is_due(now)).order_by(JobRow.created_at, JobRow.id).limit(limit)
    return list(session.scalars(query))


def claim_job(session: Session, job_id: str, *, now: datetime, lease: Lease) -> Job | None:
    """Give a job to a runner, unless another holds it or it waits or has ended; one statement decides."""
    claimed = (
        update(JobRow)
        .where(JobRow.id == job_id, _is_due(now))
        .values(
            state=JobState.RUNNING.value,
            attempts=JobRow.attempts + 1,
            started_at=func.coalesce(JobRow.started_at, now),
            lease=lease.token,
            lease_until=lease.until,
        )
        .returning(JobRow.id)
    )
    return None if session.scalar(claimed) is None else get_job(session, job_id)


def renew_lease(session: Session, job_id: str, *, lease: Lease) -> bool:
    """Prolong a lease; tell whether the runner still holds the job."""
    return _change(session, job_id, lease.token, {"lease_until": lease.until})


def note_progress(session: Session, job_id: str, *, token: str, done: int, asked: int) -> bool:
    """Keep how many sentences of the part at hand are done; tell whether the runner still holds the job."""
    return _change(session, job_id, token, {"sentences_done": done, "sentences": asked})


def find_open_part(session: Session, job_id: str) -> tuple[int, JobPart] | None:
    """Return the first part of a job that is not done, with its position."""
    query = (
        select(JobPartRow)
        .where(JobPartRow.job_id == job_id, JobPartRow.is_done.is_(False))
        .order_by(JobPartRow.position)
        .limit(1)
    )
    row = session.scalars(query).first()
    return None if row is None else (row.position, JobPart(row.fields, row.content))


def finish_part(session: Session, job_id: str, *, position: int, result: PartResult, token: str) -> bool:
    """Put what was made of a part in its place; tell whether the runner still holds the job."""
    if not _change(session, job_id, token, {"done": JobRow.done + 1, "attempts": 1, **_NO_SENTENCES}):
        return False
    statement = update(JobPartRow).where(JobPartRow.job_id == job_id, JobPartRow.position == position)
    session.execute(statement.values(fields=dict(result.fields), content=result.content, is_done=True))
    return True


def end_job(
    session: Session,
    job_id: str,
    *,
    token: str,
    state: JobState,
    now: datetime,
    error: str = "",
    failure: Failure | None = None,
) -> bool:
    """Let a job end as done or failed; tell whether the runner still held it."""
    told = None if failure is None else asdict(failure)
    values = {"state": state.value, "error": error, "failure": told, "finished_at": now}
    return _change(session, job_id, token, {**values, "lease": None, "lease_until": None})


def return_job(session: Session, job_id: str, *, token: str, due_at: datetime, error: str = "", attempts: int) -> bool:
    """Put a job back into the queue.

    Args:
        session: Open session.
        job_id: Which.
        token: The runner's.
        due_at: When it may be begun again.
        error: What went wrong, if anything did.
        attempts: How often the part at hand has been tried in vain.

    Returns:
        Whether the runner still held it.
    """
    values = {"state": JobState.QUEUED.value, "due_at": due_at, "error": error, "attempts": attempts, **_NO_SENTENCES}
    return _change(session, job_id, token, {**values, "lease": None, "lease_until": None})


def _is_due(now: datetime) -> ColumnElement[bool]:
    return or_(
        and_(JobRow.state == JobState.QUEUED.value, JobRow.due_at <= now),
        and_(JobRow.state == JobState.RUNNING.value, JobRow.lease_until < now),
    )


def _change(session: Session, job_id: str, token: str, values: Mapping[str, object]) -> bool:
    """Change a job's row if the runner holds its lease."""
    statement = update(JobRow).where(JobRow.id == job_id, JobRow.lease == token).values(values).returning(JobRow.id)
    return session.scalar(statement) is not None
