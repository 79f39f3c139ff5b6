"""The pages of feeds: those of other sites that are watched, and our own for whoever follows the articles."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask_babel import force_locale, gettext  # type: ignore[import-untyped]  # it ships no py.typed
from werkzeug.wrappers import Response as BaseResponse

from translator.errors import ConflictError, FieldError, InputError, NotFoundError
from translator.feed import PublishedArticle
from translator.languages import SERVED_LANGUAGES
from translator.pages.addresses import build_address
from translator.pages.caching import keep_for_all
from translator.pages.draft import describe_refusal
from translator.pages.guard import get_person, require
from translator.pages.interface import name_language_itself
from translator.pages.publishing import locate_page
from translator.pages.security import check_form_token, protect_page
from translator.pages.services import get_services
from translator.people import Person
from translator.workflows import feeds
from translator.workflows.detect_language import list_languages
from translator.workflows.publish_feed import AtomEntry, write_feed

#: Minutes between two readings that the form offers.
INTERVALS = (15, 30, 60, 180, 720)

blueprint = Blueprint("feeds", __name__, template_folder="templates")
blueprint.before_request(check_form_token)
blueprint.after_request(protect_page)


@blueprint.get("/feeds")
def show_feeds() -> Response:
    """List the feeds that are watched and, to whoever may, offer to watch another."""
    return _render_feeds()


@blueprint.post("/feeds")
@require(Person.may_edit_library)
def add_feed() -> BaseResponse:
    """Have a feed watched, and show its page."""
    form = request.form
    try:
        feed = feeds.add_feed(
            get_services(), url=form.get("url", ""), target=form.get("target", ""), minutes=_read_minutes()
        )
    except (ConflictError, InputError) as error:
        return _render_feeds(problems=_word_problem(error), status=409 if isinstance(error, ConflictError) else 400)
    return redirect(url_for(".show_feed", feed_id=feed.id), 303)


@blueprint.get("/feeds/<feed_id>")
def show_feed(feed_id: str) -> Response:
    """Show what a feed has brought, in both languages."""
    feed, items = feeds.get_feed(get_services(), feed_id)
    return make_response(
        render_template("feed.html", feed=feed, items=items, languages=SERVED_LANGUAGES, may_edit=_may_edit())
    )


@blueprint.post("/feeds/<feed_id>/pause")
@require(Person.may_edit_library)
def pause_feed(feed_id: str) -> BaseResponse:
    """Read a feed no more for now."""
    feeds.pause_feed(get_services(), feed_id, is_paused=True)
    return redirect(url_for(".show_feed", feed_id=feed_id), 303)


@blueprint.post("/feeds/<feed_id>/read")
@require(Person.may_edit_library)
def read_feed(feed_id: str) -> BaseResponse:
    """Read a feed again, as soon as those before it are read."""
    feeds.pause_feed(get_services(), feed_id, is_paused=False)
    return redirect(url_for(".show_feed", feed_id=feed_id), 303)


@blueprint.post("/feeds/<feed_id>/delete")
@require(Person.may_edit_library)
def delete_feed(feed_id: str) -> BaseResponse:
    """Watch a feed no more; its articles stay."""
    feeds.delete_feed(get_services(), feed_id)
    return redirect(url_for(".show_feeds"), 303)


@blueprint.get("/feed/<language>.atom")
def publish_articles(language: str) -> Response:
    """List the newest articles in one language for readers of feeds."""
    return _publish(language, feed_id=None, page=build_address("pages.show_home"))


@blueprint.get("/feeds/<feed_id>/<language>.atom")
def publish_feed(feed_id: str, language: str) -> Response:
    """List the newest articles of one feed in one language for readers of feeds."""
    return _publish(language, feed_id=feed_id, page=build_address(".show_feed", feed_id=feed_id))


def _publish(language: str, *, feed_id: str | None, page: str) -> Response:
    if language not in SERVED_LANGUAGES:
        raise NotFoundError("feed", language)
    services = get_services()
    title, published = feeds.list_published(services, language=language, feed_id=feed_id)
    with force_locale(language):
        name = gettext("%(title)s, on Vis-à-vis", title=title) if title else gettext("Vis-à-vis: articles")
    entries = [_make_entry(article, language=language) for article in published]
    address = build_address(str(request.endpoint), **(request.view_args or {}))
    content = write_feed(services, name, url=address, page=page, language=language, entries=entries)
    return keep_for_all(Response(content, mimetype="application/atom+xml"))


def _make_entry(article: PublishedArticle, *, language: str) -> AtomEntry:
    locate = partial(locate_page, article.id)
    other = next(
        code for code in (article.source_language, article.target_locale.partition("-")[0]) if code != language
    )
    return AtomEntry(
        id=locate(""),
        title=article.get_title(language) or gettext("Untitled"),
        url=locate(language),
        published_at=article.created_at,
        updated_at=article.changed_at,
        alternates=((other, locate(other)),),
    )


def _read_minutes() -> int:
    value = request.form.get("minutes", "")
    if not (value.isascii() and value.isdigit() and len(value) < 6):
        raise FieldError("minutes", "must be a whole number")
    return int(value)


def _word_problem(error: ConflictError | InputError) -> Mapping[str, str]:
    """Say in the language in force what is wrong with a field."""
    if isinstance(error, ConflictError):
        return {"url": gettext("This feed is watched already, or there is no room for another.")}
    if isinstance(error, FieldError) and error.field == "minutes":
        return {"minutes": gettext("Choose one of the times.")}
    if isinstance(error, FieldError) and error.field == "url":
        return describe_refusal(error)
    return {"target": gettext("Choose one of the languages.")}


def _may_edit() -> bool:
    person = get_person()
    return person is not None and person.may_edit_library()


def _render_feeds(*, problems: Mapping[str, str] | None = None, status: int = 200) -> Response:
    services = get_services()
    page = render_template(
        "feeds.html",
        feeds=feeds.list_feeds(services),
        languages=list_languages(services),
        name_language_itself=name_language_itself,
        intervals=INTERVALS,
        form=request.form,
        problems=problems or {},
        may_edit=_may_edit(),
        is_off=services.settings.fetch == "off",
    )
    return make_response(page, status)
