"""Work that is done later, for programs: ask for it, see how far it is, fetch what was made, take it back."""

from __future__ import annotations

import io
import mimetypes
from collections import Counter
from collections.abc import Mapping, Sequence

from flask import Blueprint, Response, jsonify, request, send_file, url_for
from werkzeug.exceptions import UnsupportedMediaType

from translator.access import Scope
from translator.api.access import let_in
from translator.api.body import find_text_problem, limit_body_or_file, read_json_object
from translator.api.errors import answer_errors
from translator.api.fields import (
    Fields,
    read_limit,
    read_option,
    read_quotations,
    read_source,
    read_submission_fields,
    read_text,
)
from translator.api.openapi.operations import JOBS, JSON, describe
from translator.api.schemas import jobs as schemas
from translator.api.schemas.base import N_
from translator.api.services import get_services
from translator.errors import FieldError
from translator.job import Job, JobKind, JobState, PartResult, Webhook
from translator.workflows.jobs import cancel_job, delete_job, get_job, get_results, list_jobs
from translator.workflows.notices import read_webhook
from translator.workflows.submit_job import (
    ArticleOrder,
    JobOrder,
    Requester,
    order_articles,
    order_file,
    order_text,
    submit_job,
)

#: Jobs in one page of the list: unless told, and at most.
PAGE_SIZE = 20
LARGEST_PAGE = 100

#: Characters of an ``Idempotency-Key``.
REPETITION_KEY_LENGTH = 255

#: Characters of a file's name.
NAME_LENGTH = 200

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
    fields = _read_fields()
    kind = _read_kind(fields)
    articles = _list_articles(fields) if kind is JobKind.ARTICLES else ()
    scope = Scope.ARTICLES if kind is JobKind.ARTICLES else Scope.TRANSLATE
    caller = let_in(scope, texts=max(1, len(articles)))
    order = _order_articles(articles) if articles else _ORDERS[kind](fields)
    requester = Requester(caller, request.remote_addr or "", _read_repetition_key())
    job = submit_job(get_services(), order, requester=requester, webhook=_read_webhook(fields))
    return jsonify(_describe(job)), 202, {"Location": url_for("jobs.show_job", job_id=job.id)}


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
    limit = read_limit(usual=PAGE_SIZE, largest=LARGEST_PAGE)
    # One more than asked for tells whether there is a next page.
    found = list_jobs(get_services(), caller, limit=limit + 1, before=request.args.get("before") or None)
    shown = found[:limit]
    following = shown[-1].id if len(found) > limit else None
    return jsonify(jobs=[_describe(job) for job in shown], next_before=following)


@blueprint.get("/<job_id>")
@describe(JOBS, N_("Say how far a job is"), answer=schemas.Job, refusals=(404,))
def show_job(job_id: str) -> Response:
    """Say how far a job is."""
    return jsonify(_describe(get_job(get_services(), let_in(None), job_id)))


@blueprint.get("/<job_id>/result")
@describe(
    JOBS,
    N_("Fetch what a job has made"),
    answer=schemas.TextResult | schemas.ArticlesResult,
    answer_types=(JSON, "*/*"),
    refusals=(404, 409),
)
def show_result(job_id: str) -> Response:
    """Give what a job has made."""
    job, results = get_results(get_services(), let_in(None), job_id)
    return _RESULTS[job.kind](job, results)


@blueprint.post("/<job_id>/cancel")
@describe(JOBS, N_("Cancel a job"), answer=schemas.Job, refusals=(404,))
def stop_job(job_id: str) -> Response:
    """Cancel a job; harmless for one that has ended."""
    return jsonify(_describe(cancel_job(get_services(), let_in(None), job_id)))


@blueprint.delete("/<job_id>")
@describe(JOBS, N_("Cancel a job and forget it"), status=204, refusals=(404,))
def remove_job(job_id: str) -> tuple[str, int]:
    """Cancel a job and forget it with its result."""
    delete_job(get_services(), let_in(None), job_id)
    return "", 204


def _read_fields() -> Fields:
    if request.mimetype == "multipart/form-data":
        return request.form
    if not request.is_json:
        # Other sites' forms cannot send JSON, so this also keeps them from adding articles in a reader's name.
        raise UnsupportedMediaType
    return read_json_object()


def _read_kind(fields: Fields) -> JobKind:
    if "file" in request.files:
        return JobKind.DOCUMENT
    kind = read_option(fields, "kind", default=JobKind.TEXT)
    if kind not in (JobKind.TEXT, JobKind.ARTICLES):
        raise FieldError("kind", "must be text or articles; a file is sent as a form with the field file")
    return JobKind(kind)


def _read_webhook(fields: Fields) -> Webhook | None:
    url, secret = (read_text(fields, name, default="") for name in ("webhook", "webhook_secret"))
    if problem := find_text_problem(secret):
        raise FieldError("webhook_secret", problem)
    return read_webhook(get_services(), url=url, secret=secret)


def _read_repetition_key() -> str | None:
    key = request.headers.get("Idempotency-Key")
    if key is not None and not (1 <= len(key) <= REPETITION_KEY_LENGTH and key.isascii() and key.isprintable()):
        raise FieldError("Idempotency-Key", f"must have from 1 to {REPETITION_KEY_LENGTH} printable characters")
    return key


def _order_text(fields: Fields) -> JobOrder:
    text = read_text(fields, "text")
    if problem := find_text_problem(text):
        raise FieldError("text", problem)
    return order_text(
        get_services(),
        text=text,
        source=read_source(fields),
        target=read_option(fields, "target"),
        format=read_option(fields, "format", default="text"),
        quotations=read_quotations(fields),
    )


def _order_file(fields: Fields) -> JobOrder:
    file = request.files["file"]
    name = file.filename or ""
    if len(name) > NAME_LENGTH or not name.isprintable():
        raise FieldError("file", f"must have a name of at most {NAME_LENGTH} printable characters")
    return order_file(
        get_services(),
        name=name,
        content=file.read(),
        source=read_source(fields),
        target=read_option(fields, "target"),
        quotations=read_quotations(fields),
    )


#: How a request of a kind is read.
_ORDERS = {JobKind.TEXT: _order_text, JobKind.DOCUMENT: _order_file}


def _list_articles(fields: Fields) -> Sequence[Fields]:
    articles = fields.get("articles")
    if not isinstance(articles, list) or not articles or not all(isinstance(article, dict) for article in articles):
        raise FieldError("articles", "must be an array of objects, and not empty")
    return articles


def _order_articles(articles: Sequence[Fields]) -> JobOrder:
    orders = []
    for number, fields in enumerate(articles):
        try:
            orders.append(
                ArticleOrder(
                    read_submission_fields(fields),
                    source=read_source(fields),
                    target=read_option(fields, "target"),
                )
            )
        except FieldError as error:
            raise FieldError(f"articles[{number}].{error.field}", error.problem) from None
    return order_articles(get_services(), orders)


def _describe(job: Job) -> dict[str, object]:
    address = url_for("jobs.show_job", job_id=job.id)
    return {
        "id": job.id,
        "kind": job.kind.value,
        "state": job.state.value,
        "progress": {"done": job.done, "total": job.total},
        "characters": job.characters,
        "attempts": job.attempts,
        "error": job.error or None,
        "created_at": job.created_at.isoformat(),
        "started_at": job.started_at.isoformat() if job.started_at else None,
        "finished_at": job.finished_at.isoformat() if job.finished_at else None,
        "url": address,
        "result_url": f"{address}/result" if job.state is JobState.DONE else None,
    }


def _answer_text(job: Job, results: Sequence[PartResult]) -> Response:
    found = Counter(language for result in results if (language := result.fields["detected"]))
    return jsonify(
        translated_text="".join(str(result.fields["text"]) for result in results),
        source=job.options["source"] or (found.most_common(1)[0][0] if found else None),
        target=job.options["target"],
        errors=sum(int(result.fields["errors"]) for result in results),
    )


def _answer_articles(_job: Job, results: Sequence[PartResult]) -> Response:
    return jsonify(articles=[_describe_article(result.fields) for result in results])


def _describe_article(fields: Mapping[str, str | int]) -> dict[str, object]:
    if "error" in fields:
        return {"error": fields["error"]}
    address = url_for("pages.show_article", article_id=fields["id"])
    return {"id": fields["id"], "url": address, "errors": fields["errors"]}


def _answer_file(job: Job, results: Sequence[PartResult]) -> Response:
    name = job.options["name"]
    (result,) = results
    media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return send_file(io.BytesIO(result.content), mimetype=media_type, as_attachment=True, download_name=name)


#: How the result of a kind is told.
_RESULTS = {
    JobKind.TEXT: _answer_text,
    JobKind.ARTICLES: _answer_articles,
    JobKind.DOCUMENT: _answer_file,
    JobKind.RETRANSLATION: _answer_articles,
}
