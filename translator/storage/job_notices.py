"""Notices of the ends of jobs, in SQL. Functions leave the commit to their caller."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from translator.job import OPEN_STATES, Webhook
from translator.storage.tables import JobNoticeRow, JobRow


def add_notice(session: Session, job_id: str, *, webhook: Webhook, due_at: datetime) -> None:
    """Keep where a notice is to be sent when a job ends."""
    session.add(JobNoticeRow(job_id=job_id, url=webhook.url, secret=webhook.secret, attempts=0, due_at=due_at))
    session.flush()


def find_due_notices(session: Session, *, now: datetime, limit: int) -> list[str]:
    """Return the ids of ended jobs whose notice is to be sent, or sent again."""
    query = (
        select(JobNoticeRow.job_id)
        .join(JobRow)
        .where(JobNoticeRow.due_at <= now, JobRow.state.not_in(OPEN_STATES))
        .order_by(JobNoticeRow.due_at)
        .limit(limit)
    )
    return list(session.scalars(query))


def claim_notice(session: Session, job_id: str, *, now: datetime, again_at: datetime) -> tuple[Webhook, int] | None:
    """Let one sender try a notice; another may when the time comes, unless it is removed by then.

    Returns:
        Where to send it and how often that has been tried, this time included; None where another has it.
    """
    statement = (
        update(JobNoticeRow)
        .where(JobNoticeRow.job_id == job_id, JobNoticeRow.due_at <= now)
        .values(attempts=JobNoticeRow.attempts + 1, due_at=again_at)
        .returning(JobNoticeRow.url, JobNoticeRow.secret, JobNoticeRow.attempts)
    )
    row = session.execute(statement).first()
    return None if row is None else (Webhook(row.url, row.secret), row.attempts)


def postpone_notice(session: Session, job_id: str, *, again_at: datetime) -> None:
    """Say when a notice may be tried again."""
    session.execute(update(JobNoticeRow).where(JobNoticeRow.job_id == job_id).values(due_at=again_at))


def delete_notice(session: Session, job_id: str) -> None:
    """Forget where a notice was to be sent."""
    session.execute(delete(JobNoticeRow).where(JobNoticeRow.job_id == job_id))
