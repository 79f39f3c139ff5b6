"""Where articles were first published."""

from __future__ import annotations

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from translator.document import ArticleOrigin
from translator.storage.tables import ArticleOriginRow


def add_origin(session: Session, article_id: str, *, origin: ArticleOrigin) -> None:
    """Keep where an article was first published; the caller commits."""
    session.execute(
        insert(ArticleOriginRow).values(
            article_id=article_id,
            url=origin.url,
            canonical_url=origin.canonical_url,
            site_name=origin.site_name,
            byline=origin.byline,
            published_at=origin.published_at,
            image_caption=origin.image_caption,
            etag=origin.etag,
            last_modified=origin.last_modified,
        )
    )


def set_origin(session: Session, article_id: str, *, origin: ArticleOrigin) -> None:
    """Keep where an article was first published in place of what was known; the caller commits."""
    session.execute(delete(ArticleOriginRow).where(ArticleOriginRow.article_id == article_id))
    session.expire_all()
    add_origin(session, article_id, origin=origin)


def find_origin(session: Session, article_id: str) -> ArticleOrigin | None:
    """Return where an article was first published, or None where nobody said."""
    row = session.get(ArticleOriginRow, article_id)
    if row is None:
        return None
    return ArticleOrigin(
        url=row.url,
        canonical_url=row.canonical_url,
        site_name=row.site_name,
        byline=row.byline,
        published_at=row.published_at,
        image_caption=row.image_caption,
        etag=row.etag,
        last_modified=row.last_modified,
    )
