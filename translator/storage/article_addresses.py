"""What a sitemap needs to know of the articles, without their texts."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from translator.storage.tables import ArticleRow
from translator.translation import AddressedArticle


def count_articles(session: Session) -> int:
    """Return how many articles there are."""
    return session.scalar(select(func.count()).select_from(ArticleRow)) or 0


def list_addressed(session: Session, *, limit: int, offset: int) -> list[AddressedArticle]:
    """List articles, the oldest first."""
    query = (
        select(ArticleRow.id, ArticleRow.source_language, ArticleRow.target_locale, ArticleRow.created_at)
        .order_by(ArticleRow.created_at, ArticleRow.id)
        .limit(limit)
        .offset(offset)
    )
    return [
        AddressedArticle(id=identifier, source_language=source, target_locale=target, changed_at=created_at)
        for identifier, source, target, created_at in session.execute(query)
    ]
