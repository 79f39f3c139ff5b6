"""Updates of articles that take long: begin one, see how far it is and what became of it, take it back."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask_babel import gettext  # type: ignore[import-untyped]  # it ships no py.typed
from werkzeug.wrappers import Response as BaseResponse

from translator.errors import FieldError, InputError, OpenJobsError, SourceError
from translator.job import Failure, FailureKind, Job
from translator.pages.draft import describe_refusal
from translator.pages.guard import demand, forbid_keeping
from translator.pages.security import check_form_token, protect_page
from translator.pages.services import get_services
from translator.people import Person
from translator.revision import Cause
from translator.workflows.articles import get_article
from translator.workflows.correct_segment import Signature
from translator.workflows.update_article import Updated
from translator.workflows.update_jobs import (
    cancel_update,
    get_update,
    order_refresh,
    submit_for_person,
    update_or_submit,
)
from translator.workflows.update_plan import ArticleUpdate

blueprint = Blueprint("updating", __name__, url_prefix="/articles/<article_id>")
blueprint.before_request(check_form_token)
blueprint.after_request(protect_page)
blueprint.after_request(forbid_keeping)


@blueprint.post("/fetch")
def fetch_article(article_id: str) -> BaseResponse:
    """Have an article brought to what its page says now."""
    person = demand(Person.may_edit_library)
    services = get_services()
    try:
        order = order_refresh(services, article_id, signature=Signature(person.id))
        job = submit_for_person(services, order, person_id=person.id, address=request.remote_addr or "")
    except InputError as error:
        return _refuse(article_id, _word(error), status=400)
    except OpenJobsError:
        return _refuse(article_id, word_crowd(), status=429)
    return go_on(article_id, job)


@blueprint.post("/retranslate")
def retranslate_article(article_id: str) -> BaseResponse:
    """Translate an article again with what translates today."""
    person = demand(Person.may_edit_library)
    try:
        made = update_or_submit(
            get_services(),
            article_id,
            update=ArticleUpdate(cause=Cause.RETRANSLATED),
            person_id=person.id,
            address=request.remote_addr or "",
        )
    except OpenJobsError:
        return _refuse(article_id, word_crowd(), status=429)
    return go_on(article_id, made)


@blueprint.get("/updates/<job_id>")
def show_update(article_id: str, job_id: str) -> Response:
    """Show how far an update is; ``part`` asks for what scripts put in place of what they show."""
    demand(Person.may_edit_library)
    services = get_services()
    stored = get_article(services, article_id)
    job, outcome = get_update(services, article_id, job_id)
    template = "_update.html" if request.args.get("part") == "state" else "update.html"
    page = render_template(
        template,
        stored=stored,
        job=job,
        outcome=outcome,
        is_conflict=job.failure is not None and job.failure.kind is FailureKind.OUTDATED,
        has_text=job.options["cause"] == Cause.EDITED,
        problem=_word_failure(job.failure) if job.failure else "",
    )
    return make_response(page)


@blueprint.post("/updates/<job_id>/cancel")
def stop_update(article_id: str, job_id: str) -> BaseResponse:
    """Take an update back."""
    demand(Person.may_edit_library)
    cancel_update(get_services(), article_id, job_id)
    return redirect(url_for(".show_update", article_id=article_id, job_id=job_id), 303)


def go_on(article_id: str, made: Updated | Job) -> BaseResponse:
    """Show the article that was updated or, where a job does that, how far the job is."""
    if isinstance(made, Job):
        return redirect(url_for("updating.show_update", article_id=article_id, job_id=made.id), 303)
    return redirect(url_for("pages.show_article", article_id=article_id), 303)


def word_crowd() -> str:
    """Say that too many jobs are open."""
    return str(gettext("Too many updates of yours are under way. Wait for one to end, or take one back."))


def _refuse(article_id: str, problem: str, *, status: int) -> Response:
    stored = get_article(get_services(), article_id)
    return make_response(render_template("update.html", stored=stored, job=None, problem=problem), status)


def _word_failure(failure: Failure) -> str:
    """Say in the language in force why an update failed."""
    if failure.kind is FailureKind.SOURCE:
        return _word(SourceError(failure.message, field=failure.field, **failure.values))
    if failure.kind is FailureKind.FIELD:
        return _word(FieldError(failure.field, failure.message, **failure.values))
    return ""


def _word(error: InputError) -> str:
    return next(iter(describe_refusal(error).values()))
