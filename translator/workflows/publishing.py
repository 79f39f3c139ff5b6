"""What is told to search engines of the articles that are kept."""

from __future__ import annotations

from translator import storage
from translator.translation import AddressedArticle
from translator.workflows.services import Services

#: Articles in one sitemap. Each has three pages with three alternates, some 1.5 kB together; a sitemap holds at most
#: 50,000 addresses and 50 MB (https://www.sitemaps.org/protocol.html).
ARTICLES_IN_A_SITEMAP = 10_000


def count_articles(services: Services) -> int:
    """Return how many articles are kept."""
    with services.database.session() as session:
        return storage.count_articles(session)


def list_addressed(services: Services, *, part: int) -> list[AddressedArticle]:
    """List the articles of one sitemap, the oldest first, so that an article stays in its part.

    Args:
        services: Parts to work with.
        part: Number of the sitemap, from 1.
    """
    with services.database.session() as session:
        offset = (part - 1) * ARTICLES_IN_A_SITEMAP
        return storage.list_addressed(session, limit=ARTICLES_IN_A_SITEMAP, offset=offset)
