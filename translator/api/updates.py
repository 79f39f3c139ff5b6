"""New text for kept articles, and new translations of them: at once or, where the caller prefers that, by a job."""

from __future__ import annotations

from http import HTTPStatus

from flask import Blueprint, Response, jsonify, request, url_for

from translator.access import Caller
from translator.api.articles import answer_article
from translator.api.body import limit_body
from translator.api.errors import answer_errors
from translator.api.job_answers import describe_job
from translator.api.openapi.operations import ARTICLES, describe
from translator.api.reading import read_headers
from translator.api.revisions import read_change
from translator.api.schemas import articles as schemas
from translator.api.schemas import jobs, revisions
from translator.api.schemas.base import N_
from translator.api.services import get_services
from translator.errors import OutdatedError
from translator.revision import Cause
from translator.workflows.articles import get_article
from translator.workflows.correct_segment import Signature
from translator.workflows.refresh_article import refresh_article
from translator.workflows.submit_job import JobOrder, Requester, submit_job
from translator.workflows.update_article import update_article
from translator.workflows.update_jobs import order_refresh, order_update
from translator.workflows.update_plan import ArticleUpdate

blueprint = Blueprint("updates", __name__, url_prefix="/api/articles/<article_id>")
blueprint.before_request(limit_body)
answer_errors(blueprint)

#: The preference of a caller who does not want to wait (RFC 7240, 4.1).
_LATER = "respond-async"

#: What is the same for all that gives an article a new version.
_UPDATES = {
    "answer": schemas.Article,
    "headers": revisions.UpdateHeaders,
    "refusals": (401, 403, 404, 409, 412, 415, 429),
    "unusual": {HTTPStatus.ACCEPTED.value: jobs.Job},
}


@blueprint.put("")
@describe(
    ARTICLES,
    N_("Give an article another text; what did not change keeps its translation"),
    body=revisions.ArticleText,
    **_UPDATES,
)
def put_article(article_id: str) -> Response:
    """Give an article another text."""
    fields, caller = read_change(revisions.ArticleText)
    update = ArticleUpdate(title=fields.title, text=fields.text, version=_match_version(article_id))
    return _update(article_id, update, signature=Signature(caller.key_id, fields.reason), caller=caller)


@blueprint.patch("")
@describe(
    ARTICLES,
    N_("Give an article another headline or text; what did not change keeps its translation"),
    body=revisions.ArticlePatch,
    **_UPDATES,
)
def patch_article(article_id: str) -> Response:
    """Give an article another headline, another text below it, or both."""
    fields, caller = read_change(revisions.ArticlePatch)
    update = ArticleUpdate(title=fields.title, text=fields.text, version=_match_version(article_id))
    return _update(article_id, update, signature=Signature(caller.key_id, fields.reason), caller=caller)


@blueprint.post("/retranslate")
@describe(
    ARTICLES,
    N_("Translate an article again with today’s packages; corrections stay"),
    body=revisions.Reason,
    **_UPDATES,
)
def retranslate(article_id: str) -> Response:
    """Translate an article again; what people answer for stays."""
    fields, caller = read_change(revisions.Reason)
    update = ArticleUpdate(cause=Cause.RETRANSLATED, version=_match_version(article_id))
    return _update(article_id, update, signature=Signature(caller.key_id, fields.reason), caller=caller)


@blueprint.post("/fetch")
@describe(
    ARTICLES,
    N_("Bring an article to what its page says now; what did not change keeps its translation"),
    body=revisions.Reason,
    **_UPDATES,
)
def fetch_article(article_id: str) -> Response:
    """Bring an article to what its page says now."""
    fields, caller = read_change(revisions.Reason)
    signature = Signature(caller.key_id, fields.reason)
    services, version = get_services(), _match_version(article_id)
    if _is_for_later():
        order = order_refresh(services, article_id, signature=signature, version=version, key_id=caller.key_id)
        return _submit(order, caller=caller)
    updated = refresh_article(services, article_id, signature=signature, version=version, caller=caller)
    return answer_article(updated.stored)


def _update(article_id: str, update: ArticleUpdate, *, signature: Signature, caller: Caller) -> Response:
    services = get_services()
    if _is_for_later():
        return _submit(order_update(services, article_id, update=update, signature=signature), caller=caller)
    updated = update_article(services, article_id, update=update, signature=signature, caller=caller)
    return answer_article(updated.stored)


def _is_for_later() -> bool:
    preferred = (each.partition(";")[0].strip().lower() for each in request.headers.get("Prefer", "").split(","))
    return _LATER in preferred


def _submit(order: JobOrder, *, caller: Caller) -> Response:
    repetition_key = read_headers(jobs.RepetitionHeader).idempotency_key
    requester = Requester(caller, request.remote_addr or "", repetition_key)
    job = submit_job(get_services(), order, requester=requester)
    response = jsonify(describe_job(job))
    response.status_code = HTTPStatus.ACCEPTED
    response.headers["Location"] = url_for("jobs.show_job", job_id=job.id)
    response.headers["Preference-Applied"] = _LATER
    return response


def _match_version(article_id: str) -> int | None:
    """Return the version of the article whose tag the request shows; None where it shows none.

    Raises:
        OutdatedError: The article does not read as the tag says.
    """
    if not request.if_match or request.if_match.star_tag:
        return None
    stored = get_article(get_services(), article_id)
    tag, _ = answer_article(stored).get_etag()
    if tag is None or not request.if_match.contains(tag):
        raise OutdatedError(stored.version)
    return stored.version
