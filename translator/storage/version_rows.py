"""Versions of articles as JSON values and rows, and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple
from typing import Any

from translator.document import ParagraphKind
from translator.revision import ArticleVersion, Cause, VersionParagraph, VersionSegment, VersionSummary
from translator.translation.foreign import ForeignStretch


def encode_content(version: ArticleVersion) -> dict[str, Any]:
    """Write a version without its summary as a JSON value."""
    return {
        "title": version.title,
        "target_title": version.target_title,
        "text": version.text,
        "paragraphs": [
            {
                "kind": paragraph.kind.value,
                "text": paragraph.text,
                "segments": [
                    [
                        segment.lineage,
                        segment.source,
                        segment.target,
                        segment.is_by_person,
                        *(list(map(astuple, part)) for part in (segment.source_foreign, segment.target_foreign)),
                    ]
                    for segment in paragraph.segments
                ],
            }
            for paragraph in version.paragraphs
        ],
    }


def decode_version(value: Mapping[str, Any], *, summary: VersionSummary) -> ArticleVersion:
    """Read a version that ``encode_content`` wrote."""
    return ArticleVersion(
        summary=summary,
        title=value["title"],
        target_title=value["target_title"],
        text=value["text"],
        paragraphs=tuple(
            VersionParagraph(
                kind=ParagraphKind(paragraph["kind"]),
                text=paragraph["text"],
                segments=tuple(_decode_segment(*segment) for segment in paragraph["segments"]),
            )
            for paragraph in value["paragraphs"]
        ),
    )


def _decode_segment(
    lineage: str, source: str, target: str, is_by_person: bool, *foreign: Sequence[tuple[int, int, str]]
) -> VersionSegment:
    # Versions from before languages were kept have none.
    stretches = (tuple(ForeignStretch(*each) for each in part) for part in foreign)
    return VersionSegment(lineage, source, target, is_by_person, *stretches)


def read_summary(row: Mapping[str, Any]) -> VersionSummary:
    """Make what a list tells of a version of its row."""
    return VersionSummary(
        number=row["number"],
        cause=Cause(row["cause"]),
        made_at=row["made_at"],
        editor=row["editor"],
        reason=row["reason"],
    )
