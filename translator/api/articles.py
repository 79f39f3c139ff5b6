"""Articles kept by the service, for programs: add one, list them, read one with both its sides."""

from __future__ import annotations

import hashlib
import json
from io import BytesIO

from flask import Blueprint, Response, jsonify, request, send_file, url_for

from translator.access import Scope
from translator.api.access import let_in
from translator.api.body import limit_body
from translator.api.details import describe_segments
from translator.api.errors import answer_errors
from translator.api.etags import mark_provenance
from translator.api.openapi.operations import ARTICLES, describe
from translator.api.reading import read_body, read_query
from translator.api.schemas import articles as schemas
from translator.api.schemas.base import N_
from translator.api.services import get_services
from translator.api.submissions import make_submission
from translator.document import ArticleOrigin
from translator.translation import ArticleSummary, StoredArticle
from translator.workflows import add_article as workflow
from translator.workflows.articles import get_article, list_articles
from translator.workflows.export_article import EXPORT_FORMATS, export_article, write_sides

blueprint = Blueprint("articles", __name__, url_prefix="/api/articles")
blueprint.before_request(limit_body)
answer_errors(blueprint)


@blueprint.post("")
@describe(
    ARTICLES,
    N_("Translate an article and keep it"),
    body=schemas.NewArticle,
    answer=schemas.AddedArticle,
    status=201,
    refusals=(401, 403, 415, 429),
)
def add_article() -> tuple[Response, int, dict[str, str]]:
    """Translate an article and keep it."""
    caller = let_in(Scope.ARTICLES)
    fields = read_body(schemas.NewArticle)
    stored = workflow.add_article(
        get_services(),
        make_submission(fields),
        caller=caller,
        source=fields.source or None,
        target=fields.target,
        quotations=fields.quotations,
    )
    article_id = stored.translated.article.id
    headers = {"Location": url_for("articles.show_article", article_id=article_id)}
    return jsonify(id=article_id, url=_locate_page(article_id)), 201, headers


@blueprint.get("")
@describe(
    ARTICLES,
    N_("List the articles, the newest first"),
    query=schemas.ArticleQuery,
    answer=schemas.ArticleList,
    refusals=(404,),
    takes_key=False,
)
def show_articles() -> Response:
    """List articles, the newest first; ``before`` takes the last id of one page to give the next."""
    query = read_query(schemas.ArticleQuery)
    # One more than asked for tells whether there is a next page.
    found = list_articles(get_services(), limit=query.limit + 1, before=query.before or None)
    shown = found[: query.limit]
    following = shown[-1].id if len(found) > query.limit else None
    return jsonify(articles=[_describe_summary(summary) for summary in shown], next_before=following)


@blueprint.get("/<article_id>")
@describe(
    ARTICLES,
    N_("Read an article with both its sides"),
    answer=schemas.Article,
    headers=schemas.TagHeader,
    refusals=(404,),
    unusual={304: None},
    takes_key=False,
)
def show_article(article_id: str) -> Response:
    """Give an article with both sides, its paragraphs and their segments."""
    response = answer_article(get_article(get_services(), article_id))
    response.make_conditional(request)
    return response


def answer_article(stored: StoredArticle) -> Response:
    """Answer with an article and the tag that tells it from what it was before."""
    response = jsonify(_describe_article(stored))
    mark_provenance(response, [stored.translated])
    return response


@blueprint.get("/<article_id>/export/<format_name>")
@describe(
    ARTICLES,
    N_("Take an article away as a file"),
    answer=schemas.Article,
    answer_types=tuple(each.media_type for each in EXPORT_FORMATS.values()),
    headers=schemas.TagHeader,
    refusals=(404,),
    unusual={304: None},
    takes_key=False,
)
def give_file(article_id: str, format_name: str) -> Response:
    """Give an article as a file to keep."""
    exported = export_article(get_services(), article_id, format_name=format_name)
    response = send_file(
        BytesIO(exported.content), mimetype=exported.media_type, as_attachment=True, download_name=exported.name
    )
    response.set_etag(hashlib.sha256(exported.content).hexdigest()[:32])
    response.make_conditional(request)
    return response


def write_json(stored: StoredArticle) -> bytes:
    """Write an article as the JSON that this API answers with."""
    return json.dumps(_describe_article(stored), ensure_ascii=False, indent=2).encode() + b"\n"


def _describe_origin(origin: ArticleOrigin | None) -> dict[str, object] | None:
    if origin is None:
        return None
    return {
        "url": origin.url or None,
        "canonical_url": origin.canonical_url or None,
        "site_name": origin.site_name or None,
        "byline": origin.byline or None,
        "published_at": origin.published_at.isoformat() if origin.published_at else None,
        "image_caption": origin.image_caption or None,
    }


def _locate_page(article_id: str) -> str:
    return url_for("pages.show_article", article_id=article_id)


def _describe_summary(summary: ArticleSummary) -> dict[str, object]:
    return {
        "id": summary.id,
        "url": _locate_page(summary.id),
        "title": summary.title,
        "target_title": summary.target_title,
        "source": summary.source_language,
        "target": summary.target_locale,
        "created_at": summary.created_at.isoformat(),
        "errors": summary.issues,
    }


def _describe_article(stored: StoredArticle) -> dict[str, object]:
    translated = stored.translated
    article = translated.article
    segments = iter(zip(translated.translations, describe_segments(translated), strict=True))
    html = write_sides(stored)
    return {
        "id": article.id,
        "url": _locate_page(article.id),
        "title": article.title,
        "source": article.source_language,
        "target": translated.target_locale,
        "created_at": stored.created_at.isoformat(),
        "version": stored.version,
        "origin": _describe_origin(stored.origin),
        "text": article.text,
        "translated_text": translated.text,
        "html": html[0],
        "translated_html": html[1],
        "paragraphs": [
            {
                "index": paragraph.index,
                "kind": paragraph.kind.value,
                "language": paragraph.language,
                "segments": [
                    {"id": segment.id, "state": translation.state.value, **described}
                    for segment, (translation, described) in zip(paragraph.segments, segments, strict=False)
                ],
            }
            for paragraph in article.paragraphs
        ],
    }
