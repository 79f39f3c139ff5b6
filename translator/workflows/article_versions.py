"""The versions of an article: which there are, what each said, and how two differ."""

from __future__ import annotations

from collections.abc import Iterable

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
from translator.translation import Origin
from translator.translation.foreign import ForeignStretch, list_kept, list_spoken
from translator.workflows.services import Services

#: What stands for a language that nobody could tell.
_UNTOLD = ("", "und")


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
            language = paragraph.get_language(segment)
            is_kept = translation.origin is Origin.SOURCE
            segments.append(
                VersionSegment(
                    lineage=record.lineage,
                    source=segment.source,
                    target=translation.target,
                    is_by_person=is_by_person(translation),
                    source_foreign=_list_foreign(
                        segment.source, language, list_spoken(segment), side=article.source_language
                    ),
                    target_foreign=_list_foreign(
                        translation.target,
                        language if is_kept else "",
                        list_kept(translation, segment, paragraph=paragraph),
                        side=translated.target_locale,
                    ),
                )
            )
        paragraphs.append(VersionParagraph(paragraph.kind, tuple(segments), "" if segments else paragraph.text.strip()))
    return ArticleVersion(
        summary=_list_summaries(session, revised)[-1],
        title=article.title,
        target_title=storage.revisions.get_target_title(session, article.id),
        text=article.text,
        paragraphs=tuple(paragraphs),
    )


def _list_foreign(
    text: str, language: str, stretches: Iterable[ForeignStretch], *, side: str
) -> tuple[ForeignStretch, ...]:
    """Return the stretches of a text in another language than its side's, the text itself first where it is one."""
    whole = ForeignStretch(0, len(text), language)
    return tuple(each for each in (whole, *stretches) if _is_other(each.language, side))


def _is_other(language: str, side: str) -> bool:
    return language not in _UNTOLD and language.partition("-")[0].lower() != side.partition("-")[0].lower()


def _list_summaries(session: storage.Session, revised: RevisedArticle) -> list[VersionSummary]:
    listed = storage.revisions.list_versions(session, revised.stored.translated.article.id)
    return listed or [VersionSummary(1, Cause.ADDED, revised.stored.created_at)]
