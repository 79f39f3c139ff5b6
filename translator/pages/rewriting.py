"""Edit the source text of an article, having seen what will be translated again."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, render_template, request
from flask_babel import gettext  # type: ignore[import-untyped]  # it ships no py.typed
from werkzeug.wrappers import Response as BaseResponse

from translator.errors import FieldError, InputError, OpenJobsError, OutdatedError
from translator.pages.draft import describe_refusal
from translator.pages.guard import demand, forbid_keeping
from translator.pages.security import check_form_token, protect_page
from translator.pages.services import get_services
from translator.pages.updating import go_on, word_crowd
from translator.people import Person
from translator.revision import Cause
from translator.workflows.articles import TITLE_LIMIT, get_article
from translator.workflows.correct_segment import REASON_LIMIT
from translator.workflows.headlines import split_headline
from translator.workflows.update_jobs import get_unmade_text, update_or_submit
from translator.workflows.update_plan import ArticleUpdate, UpdatePreview, preview_update

blueprint = Blueprint("rewriting", __name__, url_prefix="/articles/<article_id>/edit")
blueprint.before_request(check_form_token)
blueprint.after_request(protect_page)
blueprint.after_request(forbid_keeping)


@blueprint.get("")
def show_form(article_id: str) -> Response:
    """Show the headline and the text in boxes: those that the article has, or those of an update that was not made."""
    demand(Person.may_edit_library)
    stored = get_article(get_services(), article_id)
    title, text = split_headline(stored.translated.article)
    fields = {"title": title, "text": text, "reason": "", "version": str(stored.version)}
    unmade = request.args.get("update")
    if unmade is None:
        return _render(article_id, fields)
    kept = get_unmade_text(get_services(), article_id, unmade)
    return _render(article_id, {**fields, **kept}, outdated=stored.version)


@blueprint.post("")
def rewrite(article_id: str) -> BaseResponse:
    """Show what a new text would change, or change it."""
    person = demand(Person.may_edit_library)
    fields = {name: request.form.get(name, "") for name in ("title", "text", "reason", "version")}
    fields["text"] = fields["text"].replace("\r\n", "\n")
    update = ArticleUpdate(fields["title"], fields["text"], Cause.EDITED, _read_version(fields["version"]))
    services = get_services()
    try:
        if request.form.get("action") != "save":
            return _render(article_id, fields, preview=preview_update(services, article_id, update=update))
        made = update_or_submit(
            services,
            article_id,
            update=update,
            person_id=person.id,
            reason=fields["reason"],
            address=request.remote_addr or "",
        )
    except OutdatedError as error:
        return _render(article_id, fields, outdated=error.version, status=409)
    except OpenJobsError:
        return _render(article_id, fields, problems={"text": word_crowd()}, status=429)
    except InputError as error:
        return _render(article_id, fields, problems=_word(error), status=400)
    return go_on(article_id, made)


def _read_version(value: str) -> int | None:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 9 else None


def _word(error: InputError) -> dict[str, str]:
    if isinstance(error, FieldError) and error.field == "reason":
        return {"reason": gettext("The reason can have at most %(limit)s characters.", limit=REASON_LIMIT)}
    return describe_refusal(error)


def _render(
    article_id: str,
    fields: dict[str, str],
    *,
    preview: UpdatePreview | None = None,
    problems: dict[str, str] | None = None,
    outdated: int | None = None,
    status: int = 200,
) -> Response:
    page = render_template(
        "rewrite.html",
        stored=get_article(get_services(), article_id),
        fields=fields,
        preview=preview,
        problems=problems or {},
        outdated=outdated,
        title_limit=TITLE_LIMIT,
        reason_limit=REASON_LIMIT,
    )
    return make_response(page, status)
