"""The words of articles and past translations, kept beside them so that searches find them."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete
from sqlalchemy.orm import Session

from translator.document import ParagraphKind
from translator.storage.search.index import SideText, add_texts, build_columns, is_on_postgresql
from translator.storage.tables import ArticleTextRow, MemoryTextRow
from translator.translation import MemoryEntry, TranslatedArticle


def put_article_text(session: Session, translated: TranslatedArticle, *, target_title: str) -> None:
    """Keep the words of an article as they are now; what surrounded it on its page is left out. The caller commits."""
    article = translated.article
    source, target = [], []
    for (paragraph, segment), translation in zip(article.iterate_segments(), translated.translations, strict=True):
        if paragraph.kind is not ParagraphKind.BOILERPLATE:
            source.append(segment.source)
            target.append(translation.target)
    sides = (
        SideText(article.source_language, " ".join(source), article.title),
        SideText(translated.target_locale.partition("-")[0].lower(), " ".join(target), target_title),
    )
    columns = build_columns(sides, is_postgresql=is_on_postgresql(session))
    session.execute(delete(ArticleTextRow).where(ArticleTextRow.article_id == article.id))
    add_texts(session, ArticleTextRow, [{"article_id": article.id, **columns}])


def add_memory_texts(session: Session, entries: Iterable[MemoryEntry]) -> None:
    """Keep the words of past translations that are new; the caller commits."""
    is_postgresql = is_on_postgresql(session)
    rows: list[dict[str, str | None]] = []
    for entry in entries:
        sides = (SideText(entry.pair.source, entry.source), SideText(entry.pair.target, entry.target))
        rows.append({"entry_id": entry.id, **build_columns(sides, is_postgresql=is_postgresql)})
    add_texts(session, MemoryTextRow, rows)
