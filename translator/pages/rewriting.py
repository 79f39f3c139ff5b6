"""Edit the source text of an article, having seen what will be translated again."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask_babel import gettext  # type: ignore[import-untyped]  # it ships no py.typed
from werkzeug.wrappers import Response as BaseResponse

from translator.errors import FieldError, InputError, OutdatedError
from translator.pages.draft import describe_refusal
from translator.pages.guard import demand, forbid_keeping
from translator.pages.security import check_form_token, protect_page
from translator.pages.services import get_services
from translator.people import Person
from translator.revision import Cause
from translator.workflows.articles import TITLE_LIMIT, get_article
from translator.workflows.correct_segment import REASON_LIMIT, Signature
from translator.workflows.headlines import split_headline
from translator.workflows.update_article import update_article
from translator.workflows.update_plan import ArticleUpdate, UpdatePreview, preview_update

blueprint = Blueprint("rewriting", __name__, url_prefix="/articles/<article_id>/edit")
blueprint.before_request(check_form_token)
blueprint.after_request(protect_page)
blueprint.after_request(forbid_keeping)


@blueprint.get("")
def show_form(article_id: str) -> Response:
    """Show the headline and the text in boxes."""
    demand(Person.may_edit_library)
    stored = get_article(get_services(), article_id)
    title, text = split_headline(stored.translated.article)
    return _render(article_id, {"title": title, "text": text, "reason": "", "version": str(stored.version)})


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
        signature = Signature(person.id, fields["reason"])
        update_article(services, article_id, update=update, signature=signature)
    except OutdatedError as error:
        return _render(article_id, fields, outdated=error.version, status=409)
    except InputError as error:
        return _render(article_id, fields, problems=_word(error), status=400)
    return redirect(url_for("pages.show_article", article_id=article_id), 303)


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
