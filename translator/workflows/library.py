"""The library of articles: search it page by page, delete an article; and words in the memory."""

from __future__ import annotations

from translator import storage
from translator.errors import FieldError
from translator.languages import LanguagePair
from translator.library import SEARCH_LENGTH, SITE_LENGTH, ArticleQuery, ConcordancePage, Leaf, LibraryPage, SiteCount
from translator.translation import State
from translator.workflows.services import Services

#: States that a list can be narrowed to.
STATES = (State.TRANSLATED, State.REVIEWED, State.FINAL)


def find_articles(services: Services, query: ArticleQuery, *, leaf: Leaf) -> LibraryPage:
    """Return a page of the articles that are wanted.

    Raises:
        FieldError: ``q``, ``site``, ``state`` or ``until`` cannot be used.
        NotFoundError: The page is to follow, or go before, an article that is not there, and only its id is told.
    """
    for field, value, limit in (("q", query.words, SEARCH_LENGTH), ("site", query.site, SITE_LENGTH)):
        if len(value) > limit:
            raise FieldError(field, f"has {len(value)} characters; at most {limit} are allowed")
    if query.state not in (None, *STATES):
        raise FieldError("state", f"must be one of {', '.join(STATES)}")
    if query.since and query.until and query.since >= query.until:
        raise FieldError("until", "must not be before since")
    with services.database.session() as session:
        return storage.library.find_articles(session, query, leaf=leaf)


def list_sites(services: Services) -> list[SiteCount]:
    """List the sites that articles come from, by name."""
    with services.database.session() as session:
        return storage.library.list_sites(session)


def delete_article(services: Services, article_id: str) -> None:
    """Delete an article with all its versions; what people corrected in it stays in the memory.

    Raises:
        NotFoundError: No article has the id.
    """
    with services.database.session(writing=True) as session:
        storage.library.delete_article(session, article_id)
        session.commit()


def search_memory(
    services: Services, words: str, *, pair: LanguagePair | None, limit: int, offset: int
) -> ConcordancePage:
    """Return past translations that hold what is searched for on either side; the best answer comes first.

    Raises:
        FieldError: ``q`` is too long.
    """
    if len(words) > SEARCH_LENGTH:
        raise FieldError("q", f"has {len(words)} characters; at most {SEARCH_LENGTH} are allowed")
    with services.database.session() as session:
        return storage.find_concordances(session, words, pair=pair, limit=limit, offset=offset)
