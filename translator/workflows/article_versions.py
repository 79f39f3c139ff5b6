"""The versions of an article: which there are, what each said, and how two differ."""

from __future__ import annotations

from translator import storage
from translator.errors import NotFoundError
from translator.revision import (
    ArticleVersion,
    Cause,
    RevisedArticle,
    VersionParagraph,
    VersionSegment,
    VersionSummary,
    is_by_person,
)
from translator.workflows.services import Services


def list_versions(services: Services, article_id: str) -> list[VersionSummary]:
    """Return an article's versions, the newest first.

    Raises:
        NotFoundError: No article has the id.
    """
    with services.database.session() as session:
        return _list_summaries(session, storage.revisions.get_revised(session, article_id))[::-1]


def get_version(services: Services, article_id: str, *, number: int) -> ArticleVersion:
    """Return a version: the present one as it stands now, a former one as it stood at last.

    Raises:
        NotFoundError: There is no such article or version.
    """
    with services.database.session() as session:
        revised = storage.revisions.get_revised(session, article_id)
        if number == revised.stored.version:
            return describe_version(session, revised)
        if number < 1 or number > revised.stored.version:
            raise NotFoundError("version", str(number))
        return storage.revisions.get_former_version(session, article_id, number=number)


def describe_version(session: storage.Session, revised: RevisedArticle) -> ArticleVersion:
    """Make the present version of an article."""
    translated = revised.stored.translated
    article = translated.article
    parts = iter(zip(translated.translations, revised.records, strict=True))
    paragraphs = []
    for paragraph in article.paragraphs:
        segments = []
        for segment in paragraph.segments:
            translation, record = next(parts)
            segments.append(
                VersionSegment(record.lineage, segment.source, translation.target, is_by_person(translation))
            )
        paragraphs.append(VersionParagraph(paragraph.kind, tuple(segments), "" if segments else paragraph.text.strip()))
    return ArticleVersion(
        summary=_list_summaries(session, revised)[-1],
        title=article.title,
        target_title=storage.revisions.get_target_title(session, article.id),
        text=article.text,
        paragraphs=tuple(paragraphs),
    )


def _list_summaries(session: storage.Session, revised: RevisedArticle) -> list[VersionSummary]:
    listed = storage.revisions.list_versions(session, revised.stored.translated.article.id)
    return listed or [VersionSummary(1, Cause.ADDED, revised.stored.created_at)]
