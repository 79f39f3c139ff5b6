"""The library of articles: search it page by page, delete an article; and words in the memory."""

from __future__ import annotations

from translator import storage
from translator.errors import FieldError
from translator.languages import LanguagePair
from translator.library import (
    SEARCH_LENGTH,
    SITE_LENGTH,
    ArticleQuery,
    ConcordancePage,
    Leaf,
    LibraryPage,
    Order,
    SiteCount,
)
from translator.translation import State
from translator.workflows.services import Services

#: States that a list can be narrowed to.
STATES = (State.TRANSLATED, State.REVIEWED, State.FINAL)

#: Articles that are shown of those that hold a term.
AFFECTED_SHOWN = 5

#: What a search would take for a phrase, a beginning or a word to be left out, where a term holds it.
_MARKS = str.maketrans(dict.fromkeys('"“”„«»*-−–', " "))


def find_articles(services: Services, query: ArticleQuery, *, leaf: Leaf) -> LibraryPage:
    """Return a page of the articles that are wanted.

    Raises:
        FieldError: ``q``, ``site``, ``state`` or ``until`` cannot be used.
        NotFoundError: The page is to follow, or go before, an article that is not there, and only its id is told.
    """
    for field, value, limit in (("q", query.words, SEARCH_LENGTH), ("site", query.site, SITE_LENGTH)):
        if len(value) > limit:
            raise _refuse_length(field, value, limit=limit)
    if query.state not in (None, *STATES):
        raise FieldError("state", "must be one of %(names)s", names=", ".join(STATES))
    if query.since and query.until and query.since >= query.until:
        raise FieldError("until", "must not be before since")
    with services.database.session() as session:
        return storage.library.find_articles(session, query, leaf=leaf)


def list_sites(services: Services) -> list[SiteCount]:
    """List the sites that articles come from, by name; those that come from no named one are told first, if any do."""
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
        raise _refuse_length("q", words, limit=SEARCH_LENGTH)
    with services.database.session() as session:
        return storage.find_concordances(session, words, pair=pair, limit=limit, offset=offset)


def find_affected(services: Services, term: str, *, pair: LanguagePair, limit: int = AFFECTED_SHOWN) -> LibraryPage:
    """Return the newest articles of a direction that hold a term, whose translations may change with it.

    Args:
        services: The parts.
        term: A term of the glossary.
        pair: Its direction.
        limit: How many articles at most; all are counted.
    """
    with services.database.session() as session:
        return storage.library.find_articles(session, build_affected_query(term, pair=pair), leaf=Leaf(limit))


def build_affected_query(term: str, *, pair: LanguagePair) -> ArticleQuery:
    """Return what finds the articles that hold a term: a word in any inflection, several words as they stand."""
    words = " ".join(term.translate(_MARKS).split())[: SEARCH_LENGTH - 2]
    return ArticleQuery(f'"{words}"' if " " in words else words, pair=pair, order=Order.NEWEST)


def _refuse_length(field: str, text: str, *, limit: int) -> FieldError:
    return FieldError(field, "has %(size)s characters; at most %(limit)s are allowed", size=len(text), limit=limit)
