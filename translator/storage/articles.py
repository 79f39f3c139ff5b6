"""Keep translated articles, get them back exactly, list them newest first."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, insert, select, tuple_
from sqlalchemy.orm import Session

from translator.document import Article, ArticleOrigin
from translator.errors import NotFoundError
from translator.revision import SegmentRecord
from translator.storage.article_origins import add_origin, find_origin
from translator.storage.article_rows import (
    build_detection,
    build_translation,
    read_paragraphs,
    read_segments,
    read_translations,
    write_paragraphs,
    write_segments,
    write_translations,
)
from translator.storage.tables import ArticleRow, ParagraphRow, SegmentRow, TranslationRow
from translator.storage.texts import put_article_text
from translator.translation import ArticleSummary, QuotationPolicy, StoredArticle, TranslatedArticle

#: Random bytes in an article's id. 72 bits cannot be guessed through a web server, and make 12 characters of a URL.
ID_BYTES = 9


def save_article(
    session: Session,
    translated: TranslatedArticle,
    *,
    created_at: datetime,
    target_title: str = "",
    origin: ArticleOrigin | None = None,
    quotations: QuotationPolicy | None = None,
) -> StoredArticle:
    """Add a translated article; the caller commits.

    Args:
        session: Open session.
        translated: Both sides; an article without an id gets one that is short, unguessable and fit for a URL.
        created_at: When it is added.
        target_title: Headline in the target language, for lists.
        origin: Where it was first published, where that is known.
        quotations: What becomes of its quotations; None for the site's default.

    Returns:
        The article as it is kept, with its id.
    """
    article = translated.article
    if not article.id:
        article = replace(article, id=make_identifier())
        translated = replace(translated, article=article)
    detection = translated.detection
    session.execute(
        insert(ArticleRow).values(
            id=article.id,
            title=article.title,
            target_title=target_title,
            source_language=article.source_language,
            target_locale=translated.target_locale,
            format=article.format,
            skeleton=list(article.skeleton),
            target_text=translated.text,
            alternatives=list(translated.alternatives),
            detected_language=None if detection is None else detection.language,
            detection_confidence=None if detection is None else detection.confidence,
            created_at=created_at,
            version=1,
            quotations=quotations or "",
        )
    )
    insert_parts(session, translated, records=make_records(len(translated.translations)))
    put_article_text(session, translated, target_title=target_title)
    if origin is not None:
        add_origin(session, article.id, origin=origin)
    return StoredArticle(translated=translated, created_at=created_at, origin=origin, quotations=quotations)


def get_article(session: Session, identifier: str) -> StoredArticle:
    """Return the article with an id, exactly as it was saved.

    Raises:
        NotFoundError: There is none.
    """
    found = find_article(session, identifier)
    if found is None:
        raise NotFoundError("article", identifier)
    return found


def find_article(session: Session, identifier: str) -> StoredArticle | None:
    """Return the article with an id, or None where there is none."""
    row = session.get(ArticleRow, identifier) if is_possible_id(identifier) else None
    if row is None:
        return None
    segments = read_segments(session, identifier)
    translations = read_translations(session, identifier, target_locale=row.target_locale)
    article = Article(
        id=row.id,
        title=row.title,
        source_language=row.source_language,
        format=row.format,
        paragraphs=read_paragraphs(session, identifier, segments=segments),
        skeleton=tuple(row.skeleton),
    )
    translated = TranslatedArticle(
        article=article,
        target_locale=row.target_locale,
        translations=tuple(build_translation(each) for each in translations),
        text=row.target_text,
        offsets=tuple(
            (segment.text_start, segment.text_end, translation.target_start, translation.target_end)
            for segment, translation in zip(segments, translations, strict=True)
        ),
        detection=build_detection(row),
        alternatives=tuple(row.alternatives),
    )
    return StoredArticle(
        translated=translated,
        created_at=row.created_at,
        origin=find_origin(session, identifier),
        version=row.version,
        quotations=QuotationPolicy(row.quotations) if row.quotations else None,
    )


def list_articles(session: Session, *, limit: int, before: str | None = None) -> list[ArticleSummary]:
    """List articles, the newest first.

    Args:
        session: Open session.
        limit: How many at most.
        before: Id of the last article of the page before this one.

    Raises:
        NotFoundError: No article has the id ``before``.
    """
    errors = (
        select(func.coalesce(func.sum(TranslationRow.error_count), 0))
        .where(TranslationRow.article_id == ArticleRow.id, TranslationRow.target_locale == ArticleRow.target_locale)
        .scalar_subquery()
    )
    query = (
        select(
            ArticleRow.id,
            ArticleRow.title,
            ArticleRow.target_title,
            ArticleRow.source_language,
            ArticleRow.target_locale,
            ArticleRow.created_at,
            errors.label("issues"),
        )
        .order_by(ArticleRow.created_at.desc(), ArticleRow.id.desc())
        .limit(limit)
    )
    if before is not None:
        query = query.where(_is_older(session, before))
    return [ArticleSummary(**row) for row in session.execute(query).mappings()]


def _is_older(session: Session, identifier: str) -> ColumnElement[bool]:
    created_at = None
    if is_possible_id(identifier):
        created_at = session.scalar(select(ArticleRow.created_at).where(ArticleRow.id == identifier))
    if created_at is None:
        raise NotFoundError("article", identifier)
    return tuple_(ArticleRow.created_at, ArticleRow.id) < (created_at, identifier)


def is_possible_id(identifier: str) -> bool:
    """Tell whether a database can be asked for an id."""
    # An address may hold any character; PostgreSQL fails on this one.
    return "\0" not in identifier


def make_identifier(size: int = ID_BYTES) -> str:
    """Return a random identifier of so many bytes that no command line takes for an option."""
    while (identifier := secrets.token_urlsafe(size)).startswith("-"):
        pass
    return identifier


def make_records(count: int) -> tuple[SegmentRecord, ...]:
    """Make the records of translations that are new."""
    return tuple(SegmentRecord(secrets.token_urlsafe(ID_BYTES)) for _ in range(count))


def insert_parts(session: Session, translated: TranslatedArticle, *, records: Sequence[SegmentRecord]) -> None:
    """Add the paragraphs, segments and translations of an article that has a row."""
    _insert_rows(session, ParagraphRow, write_paragraphs(translated.article))
    _insert_rows(session, SegmentRow, write_segments(translated))
    _insert_rows(session, TranslationRow, write_translations(translated, records=records))


def _insert_rows(session: Session, table: type[Any], rows: Sequence[dict[str, Any]]) -> None:
    # An empty list would insert one row of defaults.
    if rows:
        session.execute(insert(table), rows)
