"""Articles as rows, and rows as articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from translator.document import Article, Paragraph, ParagraphKind, Segment
from translator.revision import SegmentRecord
from translator.storage.encoding import decode_issues, decode_spans, encode_issues, encode_spans
from translator.storage.tables import ArticleRow, ParagraphRow, SegmentRow, TranslationRow
from translator.translation import (
    Detection,
    Origin,
    Provenance,
    Rung,
    State,
    TranslatedArticle,
    Translation,
)


def write_paragraphs(article: Article) -> list[dict[str, Any]]:
    """Write an article's paragraphs as rows."""
    return [
        {
            "article_id": article.id,
            "position": paragraph.index,
            "text": paragraph.text,
            "kind": paragraph.kind.value,
            "language": paragraph.language,
        }
        for paragraph in article.paragraphs
    ]


def write_segments(translated: TranslatedArticle) -> list[dict[str, Any]]:
    """Write an article's segments as rows, numbered in order."""
    article = translated.article
    pairs = zip(article.iterate_segments(), translated.offsets, strict=True)
    return [
        {
            "article_id": article.id,
            "segment_id": segment.id,
            "position": position,
            "paragraph_position": paragraph.index,
            "source": segment.source,
            "start_offset": segment.start,
            "end_offset": segment.end,
            "gap_after": segment.gap_after,
            "language": segment.language,
            "spans": encode_spans(segment.spans),
            "text_start": offsets[0],
            "text_end": offsets[1],
        }
        for position, ((paragraph, segment), offsets) in enumerate(pairs)
    ]


def write_translations(translated: TranslatedArticle, *, records: Sequence[SegmentRecord]) -> list[dict[str, Any]]:
    """Write an article's translations as rows."""
    return [
        {
            "article_id": translated.article.id,
            "target_locale": translated.target_locale,
            "target_start": offsets[2],
            "target_end": offsets[3],
            **write_translation(translation),
            "lineage": record.lineage,
            "version": record.version,
            "suggestion": record.suggestion,
        }
        for translation, offsets, record in zip(translated.translations, translated.offsets, records, strict=True)
    ]


def write_translation(translation: Translation) -> dict[str, Any]:
    """Write a translation as the columns that hold it, without those of its place."""
    return {
        "segment_id": translation.segment_id,
        "target": translation.target,
        "target_spans": encode_spans(translation.target_spans),
        "state": translation.state.value,
        "origin": translation.origin.value,
        "rung": translation.rung.value,
        "score": translation.score,
        "confidence": translation.confidence,
        "issues": encode_issues(translation.issues),
        "error_count": len(translation.errors),
        "engine": translation.provenance.engine,
        "package": translation.provenance.package,
        "package_sha256": translation.provenance.package_sha256,
        "glossary_revision": translation.provenance.glossary_revision,
        "pipeline_version": translation.provenance.pipeline_version,
        "made_at": translation.provenance.made_at,
    }


def read_segments(session: Session, article_id: str) -> Sequence[SegmentRow]:
    """Read the segments of an article, in order."""
    return session.scalars(
        select(SegmentRow).where(SegmentRow.article_id == article_id).order_by(SegmentRow.position)
    ).all()


def read_translations(session: Session, article_id: str, *, target_locale: str) -> Sequence[TranslationRow]:
    """Read the translations of an article into one locale, in the order of its segments."""
    return session.scalars(
        select(TranslationRow)
        .join(
            SegmentRow,
            (SegmentRow.article_id == TranslationRow.article_id) & (SegmentRow.segment_id == TranslationRow.segment_id),
        )
        .where(TranslationRow.article_id == article_id, TranslationRow.target_locale == target_locale)
        .order_by(SegmentRow.position)
    ).all()


def read_paragraphs(session: Session, article_id: str, *, segments: Iterable[SegmentRow]) -> tuple[Paragraph, ...]:
    """Read the paragraphs of an article, each with its segments."""
    rows = session.scalars(
        select(ParagraphRow).where(ParagraphRow.article_id == article_id).order_by(ParagraphRow.position)
    )
    grouped: dict[int, list[Segment]] = defaultdict(list)
    for segment in segments:
        grouped[segment.paragraph_position].append(_build_segment(segment))
    return tuple(
        Paragraph(
            index=row.position,
            text=row.text,
            kind=ParagraphKind(row.kind),
            language=row.language,
            segments=tuple(grouped[row.position]),
        )
        for row in rows
    )


def _build_segment(row: SegmentRow) -> Segment:
    return Segment(
        id=row.segment_id,
        source=row.source,
        start=row.start_offset,
        end=row.end_offset,
        gap_after=row.gap_after,
        spans=decode_spans(row.spans),
        language=row.language,
    )


def build_translation(row: TranslationRow) -> Translation:
    """Make a translation of its row."""
    return Translation(
        segment_id=row.segment_id,
        target=row.target,
        state=State(row.state),
        origin=Origin(row.origin),
        rung=Rung(row.rung),
        provenance=Provenance(
            engine=row.engine,
            package=row.package,
            package_sha256=row.package_sha256,
            glossary_revision=row.glossary_revision,
            pipeline_version=row.pipeline_version,
            made_at=row.made_at,
        ),
        issues=decode_issues(row.issues),
        target_spans=decode_spans(row.target_spans),
        score=row.score,
        confidence=row.confidence,
    )


def build_detection(row: ArticleRow) -> Detection | None:
    """Make the language guess of an article's row, where there was one."""
    if row.detected_language is None or row.detection_confidence is None:
        return None
    return Detection(language=row.detected_language, confidence=row.detection_confidence)
