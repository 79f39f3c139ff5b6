"""What is the same for every visitor: an article in one language, the sitemap, and the word to robots."""

from __future__ import annotations

from functools import partial

from flask import Blueprint, Response, abort, make_response, render_template
from flask_babel import force_locale  # type: ignore[import-untyped]  # it ships no py.typed

from translator.errors import NotFoundError
from translator.pages.addresses import build_address
from translator.pages.bilingual import build_bilingual
from translator.pages.caching import keep_for_all
from translator.pages.interface import INTERFACE_LANGUAGES, translate_message
from translator.pages.metadata import describe_page, list_alternates
from translator.pages.opening import is_reading_public
from translator.pages.security import protect_page
from translator.pages.services import get_services
from translator.pages.versions import list_versions
from translator.workflows import articles
from translator.workflows.publishing import ARTICLES_IN_A_SITEMAP, count_articles, list_addressed

#: Pages that no robot gains anything from.
_NOT_FOR_ROBOTS = ("/account", "/administration/", "/api/", "/password/", "/sign-in")

blueprint = Blueprint("publishing", __name__, template_folder="templates")
blueprint.after_request(protect_page)


@blueprint.get("/articles/<article_id>/<language>")
def show_version(article_id: str, language: str) -> Response:
    """Show an article in one of its languages, in a page of that language."""
    stored = articles.get_article(get_services(), article_id)
    # The page's own words are the text's; a language that the interface does not speak gets English ones.
    with force_locale(language if language in INTERFACE_LANGUAGES else INTERFACE_LANGUAGES[0]):
        text = build_bilingual(stored, translate=translate_message)
        versions = {version.code: version for version in list_versions(text)}
        if language not in versions:
            raise NotFoundError("article", f"{article_id}/{language}")
        version = versions.pop(language)
        page = render_template(
            "version.html",
            text=text,
            version=version,
            other=next(iter(versions.values()), version),
            created_at=stored.created_at,
            article_id=article_id,
            metadata=describe_page(stored, text, code=language, locate=partial(locate_page, article_id)),
        )
    return keep_for_all(make_response(page))


@blueprint.get("/sitemap.xml")
def show_sitemap() -> Response:
    """List the pages, or the parts of the list where there are many."""
    parts = -(-count_articles(get_services()) // ARTICLES_IN_A_SITEMAP)
    if parts <= 1:
        return _write_sitemap(1)
    addresses = [build_address(".show_sitemap_part", number=number + 1) for number in range(parts)]
    return _write_xml(render_template("sitemap_index.xml", addresses=addresses))


@blueprint.get("/sitemap-<int(min=1):number>.xml")
def show_sitemap_part(number: int) -> Response:
    """List the pages of one part."""
    return _write_sitemap(number)


@blueprint.get("/robots.txt")
def show_robots() -> Response:
    """Tell robots what to leave, and where the sitemap is."""
    if not is_reading_public():
        return keep_for_all(Response("User-agent: *\nDisallow: /\n", mimetype="text/plain"))
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in _NOT_FOR_ROBOTS), ""]
    lines.append(f"Sitemap: {build_address('.show_sitemap')}")
    return keep_for_all(Response("\n".join(lines) + "\n", mimetype="text/plain"))


def locate_page(article_id: str, language: str) -> str:
    """Return the whole address of an article's page in one language; of the page of both where it is empty."""
    if not language:
        return build_address("pages.show_article", article_id=article_id)
    return build_address("publishing.show_version", article_id=article_id, language=language)


def _write_sitemap(number: int) -> Response:
    listed = list_addressed(get_services(), part=number)
    if not listed and number > 1:
        abort(404)
    pages: list[tuple[str, str, object]] = [(build_address("pages.show_home"), "", ())] if number == 1 else []
    for article in listed:
        alternates = list_alternates(article.languages, locate=partial(locate_page, article.id))
        pages += [(each.address, article.changed_at.isoformat(), alternates) for each in alternates]
    return _write_xml(render_template("sitemap.xml", pages=pages))


def _write_xml(text: str) -> Response:
    return keep_for_all(Response(text, mimetype="application/xml"))
