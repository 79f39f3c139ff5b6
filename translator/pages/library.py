"""The library: all articles, searched and filtered; and deleting one."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask_babel import format_decimal, gettext  # type: ignore[import-untyped]  # it ships no py.typed
from werkzeug.wrappers import Response as BaseResponse

from translator.errors import FieldError, NotFoundError
from translator.library import NO_SITE, LibraryPage
from translator.pages.filters import (
    DIRECTIONS,
    describe_problem,
    name_direction,
    name_site,
    name_state,
    read_filters,
    read_leaf,
)
from translator.pages.guard import get_person, require
from translator.pages.security import check_form_token, protect_page
from translator.pages.services import get_services
from translator.people import Person
from translator.workflows import library
from translator.workflows.articles import get_article

#: Articles on one page of the list.
PAGE_LENGTH = 20

blueprint = Blueprint("library", __name__)
blueprint.before_request(check_form_token)
blueprint.after_request(protect_page)


@blueprint.get("/library")
def show_library() -> BaseResponse:
    """List the articles that are wanted, page by page."""
    services = get_services()
    filters = read_filters(request.args)
    problem = ""
    page = LibraryPage()
    try:
        leaf = read_leaf(request.args, limit=PAGE_LENGTH)
        page = library.find_articles(services, filters.build_query(), leaf=leaf)
        if not page.articles and (leaf.before or leaf.after):
            # What stood there is gone.
            return redirect(filters.build_url())
    except NotFoundError:
        return redirect(filters.build_url())
    except FieldError as error:
        if error.field in ("before", "after"):
            return redirect(filters.build_url())
        problem = describe_problem(error)
    person = get_person()
    sites = library.list_sites(services)
    text = render_template(
        "library.html",
        page=page,
        filters=filters,
        problem=problem,
        notice=gettext("The article was deleted.") if request.args.get("deleted") else "",
        may_edit=person is not None and person.may_edit_library(),
        sites=sites,
        site_options=[
            (site.name or NO_SITE, f"{name_site(site.name or NO_SITE)} ({format_decimal(site.articles)})")
            for site in sites
        ],
        directions=[(str(pair), name_direction(pair)) for pair in DIRECTIONS],
        states=[(state.value, name_state(state)) for state in library.STATES],
        name_state=name_state,
    )
    return make_response(text, 400 if problem else 200)


@blueprint.get("/articles/<article_id>/delete")
@require(Person.may_edit_library)
def ask_to_delete(article_id: str) -> Response:
    """Ask whether an article is really to be deleted."""
    stored = get_article(get_services(), article_id)
    return make_response(render_template("delete.html", stored=stored, article_id=article_id))


@blueprint.post("/articles/<article_id>/delete")
@require(Person.may_edit_library)
def delete_article(article_id: str) -> BaseResponse:
    """Delete an article."""
    library.delete_article(get_services(), article_id)
    return redirect(url_for("library.show_library", deleted=1), 303)
