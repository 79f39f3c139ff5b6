"""What happens to articles after they were added, in SQL: corrections, new text, versions. The caller commits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from translator.errors import NotFoundError
from translator.languages import LanguagePair
from translator.revision import ArticleVersion, Correction, RevisedArticle, SegmentRecord, VersionSummary
from translator.storage.article_rows import read_translations, write_translation
from translator.storage.articles import get_article, insert_parts, is_possible_id
from translator.storage.encoding import encode_spans
from translator.storage.tables import (
    ArticleRow,
    ArticleVersionRow,
    CorrectionRow,
    ParagraphRow,
    SegmentRow,
    TranslationRow,
)
from translator.storage.texts import put_article_text
from translator.storage.version_rows import decode_version, encode_content, read_summary
from translator.translation import Origin, State, TranslatedArticle


def get_revised(session: Session, article_id: str, *, is_changing: bool = False) -> RevisedArticle:
    """Return an article with the records of its segments.

    Args:
        session: Open session.
        article_id: The article's id.
        is_changing: Whether the session is going to change it; others that are wait until this one ends.

    Raises:
        NotFoundError: No article has the id.
    """
    if is_changing and is_possible_id(article_id):
        # SQLite has no such lock and needs none: a writing session is alone from its start.
        session.execute(select(ArticleRow.id).where(ArticleRow.id == article_id).with_for_update())
    stored = get_article(session, article_id)
    rows = read_translations(session, article_id, target_locale=stored.translated.target_locale)
    return RevisedArticle(stored, tuple(SegmentRecord(row.lineage, row.version, row.suggestion) for row in rows))


def change_translation(
    session: Session, translated: TranslatedArticle, *, position: int, record: SegmentRecord, target_title: str
) -> None:
    """Keep an article one of whose translations has changed, and with it the target text and the places of the rest.

    Args:
        session: Open session that has the article for itself.
        translated: Both sides after the change.
        position: Which translation changed.
        record: Its record after the change.
        target_title: Headline in the target language after the change.
    """
    article_id = translated.article.id
    session.execute(
        update(ArticleRow)
        .where(ArticleRow.id == article_id)
        .values(target_text=translated.text, target_title=target_title, alternatives=[])
    )
    translation = translated.translations[position]
    segment = list(translated.article.iterate_segments())[position][1]
    session.execute(
        update(SegmentRow)
        .where(SegmentRow.article_id == article_id, SegmentRow.segment_id == segment.id)
        .values(spans=encode_spans(segment.spans))
    )
    session.execute(
        update(TranslationRow)
        .where(*_match_article(translated), TranslationRow.segment_id == translation.segment_id)
        .values(**write_translation(translation), version=record.version, suggestion=record.suggestion)
    )
    places = update(TranslationRow.__table__).where(  # type: ignore[arg-type]
        *_match_article(translated), TranslationRow.segment_id == bindparam("segment")
    )
    session.connection().execute(
        places.values(target_start=bindparam("start"), target_end=bindparam("end")),
        [
            {"segment": each.segment_id, "start": offsets[2], "end": offsets[3]}
            for each, offsets in zip(translated.translations, translated.offsets, strict=True)
        ],
    )
    put_article_text(session, translated, target_title=target_title)
    session.expire_all()


def replace_article(
    session: Session,
    translated: TranslatedArticle,
    *,
    records: Sequence[SegmentRecord],
    target_title: str,
    version: int,
) -> None:
    """Give an article new paragraphs, segments and translations in place of those that it has."""
    article = translated.article
    detection = translated.detection
    session.execute(delete(ParagraphRow).where(ParagraphRow.article_id == article.id))
    session.execute(
        update(ArticleRow)
        .where(ArticleRow.id == article.id)
        .values(
            title=article.title,
            target_title=target_title,
            source_language=article.source_language,
            format=article.format,
            skeleton=list(article.skeleton),
            target_text=translated.text,
            alternatives=list(translated.alternatives),
            detected_language=None if detection is None else detection.language,
            detection_confidence=None if detection is None else detection.confidence,
            version=version,
        )
    )
    session.expire_all()
    insert_parts(session, translated, records=records)
    put_article_text(session, translated, target_title=target_title)


def get_target_title(session: Session, article_id: str) -> str:
    """Return an article's headline in the target language."""
    return session.scalars(select(ArticleRow.target_title).where(ArticleRow.id == article_id)).one()


def add_correction(session: Session, correction: Correction) -> None:
    """Keep a correction."""
    session.execute(
        insert(CorrectionRow).values(
            article_id=correction.article_id,
            lineage=correction.lineage,
            version=correction.version,
            source_language=correction.pair.source,
            target_language=correction.pair.target,
            source=correction.source,
            before=correction.before,
            after=correction.after,
            state_before=correction.state_before.value,
            state=correction.state.value,
            origin_before=correction.origin_before.value,
            origin=correction.origin.value,
            editor=correction.editor,
            reason=correction.reason,
            made_at=correction.made_at,
        )
    )


def list_corrections(session: Session, article_id: str, *, lineage: str) -> list[Correction]:
    """Return the corrections of a translation, the oldest first."""
    query = select(CorrectionRow).where(CorrectionRow.article_id == article_id, CorrectionRow.lineage == lineage)
    return [_read_correction(row) for row in session.scalars(query.order_by(CorrectionRow.version))]


def add_version(session: Session, article_id: str, *, former: ArticleVersion, present: VersionSummary) -> None:
    """Begin a version of an article, and keep what the one before had come to."""
    key = (article_id, former.summary.number)
    if session.get(ArticleVersionRow, key) is None:
        session.add(_write_summary(article_id, former.summary))
    session.flush()
    session.execute(
        update(ArticleVersionRow)
        .where(ArticleVersionRow.article_id == article_id, ArticleVersionRow.number == former.summary.number)
        .values(content=encode_content(former))
    )
    session.add(_write_summary(article_id, present))
    session.flush()


def list_versions(session: Session, article_id: str) -> list[VersionSummary]:
    """Return what is known of an article's versions, the oldest first; nothing where it has only its first."""
    columns = select(
        ArticleVersionRow.number,
        ArticleVersionRow.cause,
        ArticleVersionRow.made_at,
        ArticleVersionRow.editor,
        ArticleVersionRow.reason,
    )
    query = columns.where(ArticleVersionRow.article_id == article_id).order_by(ArticleVersionRow.number)
    return [read_summary(dict(row)) for row in session.execute(query).mappings()]


def get_former_version(session: Session, article_id: str, *, number: int) -> ArticleVersion:
    """Return a version that another has replaced.

    Raises:
        NotFoundError: The article has no such version.
    """
    row = session.get(ArticleVersionRow, (article_id, number))
    if row is None or row.content is None:
        raise NotFoundError("version", str(number))
    summary = read_summary(
        {
            "number": row.number,
            "cause": row.cause,
            "made_at": row.made_at,
            "editor": row.editor,
            "reason": row.reason,
        }
    )
    return decode_version(row.content, summary=summary)


def _match_article(translated: TranslatedArticle) -> tuple[Any, ...]:
    return (
        TranslationRow.article_id == translated.article.id,
        TranslationRow.target_locale == translated.target_locale,
    )


def _write_summary(article_id: str, summary: VersionSummary) -> ArticleVersionRow:
    return ArticleVersionRow(
        article_id=article_id,
        number=summary.number,
        cause=summary.cause.value,
        editor=summary.editor,
        reason=summary.reason,
        made_at=summary.made_at,
        content=None,
    )


def _read_correction(row: CorrectionRow) -> Correction:
    return Correction(
        article_id=row.article_id,
        lineage=row.lineage,
        version=row.version,
        pair=LanguagePair(row.source_language, row.target_language),
        source=row.source,
        before=row.before,
        after=row.after,
        state_before=State(row.state_before),
        state=State(row.state),
        origin_before=Origin(row.origin_before),
        origin=Origin(row.origin),
        editor=row.editor,
        reason=row.reason,
        made_at=row.made_at,
    )
