"""Bring an article to what its page on the web says now."""

from __future__ import annotations

from translator.access import ANYBODY, Caller
from translator.revision import Cause
from translator.workflows.add_article import fetch_again
from translator.workflows.articles import get_article
from translator.workflows.correct_segment import Signature
from translator.workflows.services import Services
from translator.workflows.update_article import Updated, update_article
from translator.workflows.update_plan import ArticleUpdate, check_version


def refresh_article(
    services: Services,
    article_id: str,
    *,
    signature: Signature,
    version: int | None = None,
    caller: Caller = ANYBODY,
) -> Updated:
    """Fetch the page that an article was taken from, and give the article its text as it is now.

    The article must not get another version while the page is fetched and translated: what somebody writes meanwhile is
    not to be lost under what the page says.

    Args:
        services: The parts.
        article_id: The article.
        signature: Who wants this, and why.
        version: Number of the version that whoever wants this has read; None for the one that there is.
        caller: Whose key the characters of changed sentences are counted for.

    Raises:
        NotFoundError: No article has the id.
        OutdatedError: It has another version by now.
        SourceError: ``url``: it was not taken from the web, or its page cannot be had or holds no article any more.
        QuotaError: The caller's characters of this month do not suffice.
    """
    stored = get_article(services, article_id)
    check_version(stored, version)
    fresh = fetch_again(services, article_id)
    if fresh is None:
        return Updated(stored)
    update = ArticleUpdate(
        title=fresh.title or None,
        text=fresh.text,
        cause=Cause.FETCHED,
        version=stored.version,
        origin=fresh.origin,
        kinds=fresh.kinds,
    )
    return update_article(services, article_id, update=update, signature=signature, caller=caller)
