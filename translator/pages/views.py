"""The views of readers: home, an article, adding one, the interface for programs, and the switch of language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from flask import Blueprint, Response, abort, current_app, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from translator.errors import InputError
from translator.library import ArticleQuery, Leaf
from translator.pages.addresses import get_site_address
from translator.pages.assets import keep_marked_assets
from translator.pages.bilingual import build_bilingual
from translator.pages.correcting import offer_correction
from translator.pages.draft import ArticleDraft, describe_refusal, find_problems, make_room, read_draft
from translator.pages.explanation import build_panel
from translator.pages.filters import name_state
from translator.pages.interface import INTERFACE_LANGUAGES, LANGUAGE_COOKIE, translate_message
from translator.pages.metadata import describe_page
from translator.pages.opening import demand_right_to_add
from translator.pages.preferences import READING_COOKIE, encode_reading, get_reading, read_reading
from translator.pages.publishing import locate_page
from translator.pages.reference import Reference
from translator.pages.security import check_form_token, is_local_path, let_frame, protect_page
from translator.pages.services import get_services
from translator.pages.takeaways import TAKEAWAYS
from translator.translation import QuotationPolicy
from translator.workflows import articles
from translator.workflows.add_article import FILE_SUFFIXES, add_article
from translator.workflows.detect_language import list_languages
from translator.workflows.explain_segment import explain_segment
from translator.workflows.library import find_articles
from translator.workflows.update_jobs import may_refresh

#: Articles that the home page shows.
NEWEST_SHOWN = 8

_CHOICE_LIFETIME = 365 * 24 * 3600

blueprint = Blueprint("pages", __name__, template_folder="templates", static_folder="static", static_url_path="/assets")
blueprint.before_request(make_room)
blueprint.before_request(check_form_token)
blueprint.after_request(protect_page)
blueprint.after_request(keep_marked_assets)


@blueprint.get("/")
def show_home() -> Response:
    """Show the box that adds an article, and the newest articles."""
    return _render_home(ArticleDraft())


@blueprint.get("/articles")
def show_articles() -> BaseResponse:
    """Send whoever reloads a refused form to the page that has one."""
    return redirect(url_for(".show_home"))


@blueprint.post("/articles")
def create_article() -> BaseResponse:
    """Translate and keep an article, then show its page."""
    demand_right_to_add()
    services = get_services()
    draft = read_draft(request.form, request.files)
    problems = find_problems(draft, settings=services.settings, languages=list_languages(services))
    if problems:
        return _render_home(draft, problems=problems)
    try:
        stored = add_article(
            services,
            draft.submission,
            source=draft.source or None,
            target=draft.target or None,
            quotations=QuotationPolicy(draft.quotations) if draft.quotations else None,
        )
    except InputError as error:
        return _render_home(draft, problems=describe_refusal(error))
    return redirect(url_for(".show_article", article_id=stored.translated.article.id), 303)


@blueprint.get("/articles/<article_id>")
def show_article(article_id: str) -> Response:
    """Show an article in both languages."""
    stored = articles.get_article(get_services(), article_id)
    text = build_bilingual(stored, translate=translate_message)
    return make_response(
        render_template(
            "article.html",
            text=text,
            created_at=stored.created_at,
            version=stored.version,
            article_id=article_id,
            metadata=describe_page(stored, text, code="", locate=partial(locate_page, article_id)),
            reading=get_reading(),
            takeaways=TAKEAWAYS,
            is_from_web=may_refresh(stored) and get_services().settings.fetch == "on",
            is_embedded_elsewhere=bool(get_services().settings.embed_origins),
        )
    )


@blueprint.get("/articles/<article_id>/segments/<segment_id>")
def show_segment(article_id: str, segment_id: str) -> Response:
    """Say why a sentence reads as it does: as a page, or as the part of one that scripts lay beside the article."""
    explained = explain_segment(get_services(), article_id, segment_id=segment_id)
    panel = build_panel(explained, translate=translate_message)
    template = "_segment_panel.html" if request.args.get("part") == "panel" else "segment.html"
    correction = offer_correction(article_id, segment_id)
    page = render_template(template, panel=panel, article_id=article_id, correction=correction)
    return make_response(page)


@blueprint.get("/articles/<article_id>/embed")
def embed_article(article_id: str) -> Response:
    """Show an article alone, for a frame on another site."""
    services = get_services()
    stored = articles.get_article(services, article_id)
    text = build_bilingual(stored, translate=translate_message)
    page = render_template(
        "embed.html", text=text, created_at=stored.created_at, article_id=article_id, reading=get_reading()
    )
    return let_frame(make_response(page), origins=services.settings.embed_origins)


@blueprint.get("/docs")
def show_reference() -> Response:
    """Describe the interface for programs."""
    document = current_app.extensions["describe_api"]()
    contracts = Reference(document, address=get_site_address()).list_contracts()
    description_url = url_for("openapi.show_document")
    return make_response(render_template("reference.html", contracts=contracts, description_url=description_url))


@blueprint.post("/reading")
def choose_reading() -> BaseResponse:
    """Keep how the visitor wants articles laid out and set, and go back to where it was chosen."""
    reading = read_reading(request.form.items())
    came_from = request.form.get("next", "")
    response = redirect(came_from if is_local_path(came_from) else url_for(".show_home"), 303)
    # Scripts write it too, so it is open to them; it says nothing about anybody.
    _keep_choice(response, READING_COOKIE, encode_reading(reading), is_for_scripts=True)
    return response


@blueprint.post("/language")
def choose_language() -> BaseResponse:
    """Keep the visitor's choice of the interface's language and go back to where it was made."""
    language = request.form.get("language", "")
    if language not in INTERFACE_LANGUAGES:
        abort(400)
    came_from = request.form.get("next", "")
    response = redirect(came_from if is_local_path(came_from) else url_for(".show_home"), 303)
    _keep_choice(response, LANGUAGE_COOKIE, language)
    return response


def _keep_choice(response: BaseResponse, cookie: str, value: str, *, is_for_scripts: bool = False) -> None:
    response.set_cookie(
        cookie,
        value,
        max_age=_CHOICE_LIFETIME,
        secure=request.is_secure or get_services().settings.https == "on",
        httponly=not is_for_scripts,
        samesite="Lax",
    )


def _render_home(draft: ArticleDraft, *, problems: Mapping[str, str] | None = None) -> Response:
    services = get_services()
    newest = find_articles(services, ArticleQuery(), leaf=Leaf(NEWEST_SHOWN))
    page = render_template(
        "home.html",
        draft=draft,
        problems=problems or {},
        languages=list_languages(services),
        site_policy=services.settings.quotations,
        limit=services.settings.article_limit if services.settings.has_limits else None,
        takes_addresses=services.settings.fetch == "on",
        file_suffixes=FILE_SUFFIXES,
        file_limit=services.settings.file_limit,
        newest=newest,
        name_state=name_state,
    )
    return make_response(page, 400 if problems else 200)
