"""New text for kept articles, and new translations of them."""

from __future__ import annotations

from flask import Blueprint, Response, request

from translator.access import Caller
from translator.api.articles import answer_article
from translator.api.body import limit_body
from translator.api.errors import answer_errors
from translator.api.openapi.operations import ARTICLES, describe
from translator.api.revisions import read_change
from translator.api.schemas import articles as schemas
from translator.api.schemas import revisions
from translator.api.schemas.base import N_
from translator.api.schemas.glossary import VersionHeader
from translator.api.services import get_services
from translator.errors import OutdatedError
from translator.revision import Cause
from translator.workflows.articles import get_article
from translator.workflows.correct_segment import Signature
from translator.workflows.update_article import update_article
from translator.workflows.update_plan import ArticleUpdate

blueprint = Blueprint("updates", __name__, url_prefix="/api/articles/<article_id>")
blueprint.before_request(limit_body)
answer_errors(blueprint)

_REFUSALS = (401, 403, 404, 412, 415, 429)


@blueprint.put("")
@describe(
    ARTICLES,
    N_("Give an article another text; what did not change keeps its translation"),
    body=revisions.ArticleText,
    answer=schemas.Article,
    headers=VersionHeader,
    refusals=_REFUSALS,
)
def put_article(article_id: str) -> Response:
    """Give an article another text."""
    fields, caller = read_change(revisions.ArticleText)
    return _update(article_id, fields, caller=caller, title=fields.title, text=fields.text)


@blueprint.patch("")
@describe(
    ARTICLES,
    N_("Give an article another headline or text; what did not change keeps its translation"),
    body=revisions.ArticlePatch,
    answer=schemas.Article,
    headers=VersionHeader,
    refusals=_REFUSALS,
)
def patch_article(article_id: str) -> Response:
    """Give an article another headline, another text below it, or both."""
    fields, caller = read_change(revisions.ArticlePatch)
    return _update(article_id, fields, caller=caller, title=fields.title, text=fields.text)


@blueprint.post("/retranslate")
@describe(
    ARTICLES,
    N_("Translate an article again with today’s packages; corrections stay"),
    body=revisions.Reason,
    answer=schemas.Article,
    headers=VersionHeader,
    refusals=_REFUSALS,
)
def retranslate(article_id: str) -> Response:
    """Translate an article again; what people answer for stays."""
    fields, caller = read_change(revisions.Reason)
    return _update(article_id, fields, caller=caller, cause=Cause.RETRANSLATED)


def _update(
    article_id: str,
    fields: revisions.Reason,
    *,
    caller: Caller,
    title: str | None = None,
    text: str | None = None,
    cause: Cause = Cause.EDITED,
) -> Response:
    """Change an article: what is None stays."""
    update = ArticleUpdate(title=title, text=text, cause=cause, version=_match_version(article_id))
    signature = Signature(editor=caller.key_id, reason=fields.reason)
    updated = update_article(get_services(), article_id, update=update, signature=signature, caller=caller)
    return answer_article(updated.stored)


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
