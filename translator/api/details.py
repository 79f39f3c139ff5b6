"""What an answer says about each segment: both texts, where they stand, and what was kept in them."""

from __future__ import annotations

from collections.abc import Mapping

from translator.document import Segment, Span, SpanKind
from translator.translation import Provenance, TranslatedArticle, Translation

#: The field of a segment in which spans of a kind are listed.
_FIELDS: Mapping[SpanKind, str] = {
    SpanKind.NAME: "names",
    SpanKind.QUOTATION: "quotations",
    SpanKind.DIALOGUE: "quotations",
    SpanKind.TERM: "terms",
    SpanKind.NUMBER: "numbers",
}


def describe_segments(translated: TranslatedArticle) -> list[dict[str, object]]:
    """Describe the segments of a text for an answer in JSON.

    Returns:
        One object for each segment, in order. All offsets count code points of the whole source or target text.
    """
    rows = zip(translated.article.iterate_segments(), translated.translations, translated.offsets, strict=True)
    return [
        _describe_segment(segment, translation, offsets=offsets, language=paragraph.get_language(segment))
        for (paragraph, segment), translation, offsets in rows
    ]


def _describe_segment(
    segment: Segment, translation: Translation, *, offsets: tuple[int, int, int, int], language: str
) -> dict[str, object]:
    start, end, target_start, target_end = offsets
    return {
        "source": segment.source,
        "target": translation.target,
        "start": start,
        "end": end,
        "target_start": target_start,
        "target_end": target_end,
        "language": language,
        "origin": translation.origin.value,
        "rung": translation.rung.value,
        "score": None if translation.score is None else round(translation.score, 4),
        "confidence": None if translation.confidence is None else round(translation.confidence, 2),
        "provenance": _describe_provenance(translation.provenance),
        "issues": [
            {"code": issue.code, "severity": issue.severity.value, "message": issue.text}
            for issue in translation.issues
        ],
        **_describe_spans(segment, translation, start=start, target_start=target_start, language=language),
    }


def _describe_provenance(provenance: Provenance) -> dict[str, object]:
    return {
        "engine": provenance.engine,
        "package": provenance.package,
        "package_sha256": provenance.package_sha256,
        "glossary_revision": provenance.glossary_revision,
        "pipeline_version": provenance.pipeline_version,
    }


def _describe_spans(
    segment: Segment, translation: Translation, *, start: int, target_start: int, language: str
) -> dict[str, list[dict[str, object]]]:
    # Of several renderings of one span the first counts, so the later ones are written first.
    answers = {(span.kind, span.ref): span for span in reversed(translation.target_spans)}
    described: dict[str, list[dict[str, object]]] = {field: [] for field in _FIELDS.values()}
    for index, span in enumerate(segment.spans):
        if span.kind in _FIELDS:
            answer = answers.get((span.kind, str(index)))
            described[_FIELDS[span.kind]].append(
                {
                    "source": segment.source[span.start : span.end],
                    "start": start + span.start,
                    "end": start + span.end,
                    **_describe_answer(answer, target=translation.target, target_start=target_start),
                    **_describe_quotation(span, language=language),
                }
            )
    return described


def _describe_answer(answer: Span | None, *, target: str, target_start: int) -> dict[str, object]:
    if answer is None:
        return {"target": None, "target_start": None, "target_end": None}
    return {
        "target": target[answer.start : answer.end],
        "target_start": target_start + answer.start,
        "target_end": target_start + answer.end,
    }


def _describe_quotation(span: Span, *, language: str) -> dict[str, object]:
    """Say which quotation of the text a stretch belongs to, and in which language it was spoken."""
    if span.kind not in (SpanKind.QUOTATION, SpanKind.DIALOGUE):
        return {}
    return {"number": int(span.ref) if span.ref.isdecimal() else None, "language": span.language or language}
