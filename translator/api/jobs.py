"""Work that is done later, for programs: ask for it, see how far it is, fetch what was made, take it back."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request, url_for

from translator.api.access import let_in
from translator.api.body import limit_body_or_file
from translator.api.errors import answer_errors
from translator.api.job_answers import answer_result, describe_job
from translator.api.job_orders import read_asked_job
from translator.api.openapi.operations import JOBS, JSON, describe
from translator.api.reading import read_headers, read_query
from translator.api.schemas import jobs as schemas
from translator.api.schemas.base import N_
from translator.api.services import get_services
from translator.workflows.jobs import cancel_job, delete_job, get_job, get_results, list_jobs
from translator.workflows.submit_job import Requester, submit_job

blueprint = Blueprint("jobs", __name__, url_prefix="/api/jobs")
blueprint.before_request(limit_body_or_file)
answer_errors(blueprint)


@blueprint.post("")
@describe(
    JOBS,
    N_("Translate a long text, articles or a file later"),
    body=schemas.TextJob | schemas.ArticlesJob,
    form=schemas.FileJob,
    headers=schemas.RepetitionHeader,
    answer=schemas.Job,
    status=202,
    refusals=(400, 409, 415),
)
def add_job() -> tuple[Response, int, dict[str, str]]:
    """Take on a text, a batch of articles or, from a form, a file."""
    asked = read_asked_job()
    repetition_key = read_headers(schemas.RepetitionHeader).idempotency_key
    caller = let_in(asked.scope, texts=asked.texts)
    requester = Requester(caller, request.remote_addr or "", repetition_key)
    job = submit_job(get_services(), asked.make_order(), requester=requester, webhook=asked.read_webhook())
    return jsonify(describe_job(job)), 202, {"Location": url_for("jobs.show_job", job_id=job.id)}


@blueprint.get("")
@describe(
    JOBS,
    N_("List the key’s jobs, the newest first"),
    query=schemas.JobQuery,
    answer=schemas.JobList,
    refusals=(400, 404),
)
def show_jobs() -> Response:
    """List the caller's jobs, the newest first; ``before`` takes the last id of one page to give the next."""
    caller = let_in(None)
    query = read_query(schemas.JobQuery)
    # One more than asked for tells whether there is a next page.
    found = list_jobs(get_services(), caller, limit=query.limit + 1, before=query.before or None)
    shown = found[: query.limit]
    following = shown[-1].id if len(found) > query.limit else None
    return jsonify(jobs=[describe_job(job) for job in shown], next_before=following)


@blueprint.get("/<job_id>")
@describe(JOBS, N_("Say how far a job is"), answer=schemas.Job, refusals=(404,))
def show_job(job_id: str) -> Response:
    """Say how far a job is."""
    return jsonify(describe_job(get_job(get_services(), let_in(None), job_id)))


@blueprint.get("/<job_id>/result")
@describe(
    JOBS,
    N_("Fetch what a job has made"),
    answer=schemas.TextResult | schemas.ArticlesResult | schemas.UpdateResult,
    answer_types=(JSON, "*/*"),
    refusals=(404, 409),
)
def show_result(job_id: str) -> Response:
    """Give what a job has made."""
    job, results = get_results(get_services(), let_in(None), job_id)
    return answer_result(job, results)


@blueprint.post("/<job_id>/cancel")
@describe(JOBS, N_("Cancel a job"), answer=schemas.Job, refusals=(404,))
def stop_job(job_id: str) -> Response:
    """Cancel a job; harmless for one that has ended."""
    return jsonify(describe_job(cancel_job(get_services(), let_in(None), job_id)))


@blueprint.delete("/<job_id>")
@describe(JOBS, N_("Cancel a job and forget it"), status=204, refusals=(404,))
def remove_job(job_id: str) -> tuple[str, int]:
    """Cancel a job and forget it with its result."""
    delete_job(get_services(), let_in(None), job_id)
    return "", 204
