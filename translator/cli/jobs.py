"""Commands on jobs: work that is done later."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from translator.cli.context import CommandContext
from translator.cli.streams import write_text
from translator.job import JobState

if TYPE_CHECKING:
    from translator.job import Job

_STATE = click.Choice([state.value for state in JobState])


@click.group()
def jobs() -> None:
    """List, cancel and retry jobs."""


@jobs.command("list")
@click.option("--state", type=_STATE, help="Jobs in one state only.")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 10_000), help="How many at most.")
@click.pass_obj
def list_all(context: CommandContext, state: str | None, limit: int) -> None:
    """List jobs, the newest first: id, kind, state, parts done of all, key, time, error."""
    from translator.workflows.jobs import list_all_jobs

    chosen = JobState(state) if state else None
    found = list_all_jobs(context.make_services(), limit=limit, state=chosen)
    write_text("".join(map(_describe, found)))


@jobs.command()
@click.argument("job_id")
@click.pass_obj
def cancel(context: CommandContext, job_id: str) -> None:
    """Cancel the job with JOB_ID and forget its texts; harmless for one that has ended."""
    from translator.workflows.jobs import cancel_job

    cancel_job(context.make_services(), None, job_id)


@jobs.command()
@click.argument("job_id")
@click.pass_obj
def retry(context: CommandContext, job_id: str) -> None:
    """Let the failed job with JOB_ID go on after its last finished part."""
    from translator.workflows.jobs import retry_job

    retry_job(context.make_services(), job_id)


def _describe(job: Job) -> str:
    progress = f"{job.done}/{job.total}"
    moment = f"{job.created_at:%Y-%m-%d %H:%M}"
    return "\t".join((job.id, job.kind, job.state, progress, job.owner or "-", moment, job.error)) + "\n"
