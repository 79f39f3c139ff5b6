"""The verb write: put targets in their segments' places and tell where each one stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from translator import formats
from translator.document import Article


def assemble_article(
    article: Article, targets: Sequence[formats.Target]
) -> tuple[str, tuple[tuple[int, int, int, int], ...]]:
    """Write the target text of an article.

    Args:
        article: The source side, segmented.
        targets: One target for each of its segments, in order.

    Returns:
        The target text in the article's format, and for each segment ``(start, end, target_start, target_end)`` in
        the whole source and the whole target text, tags and escapes and all.
    """
    remaining = iter(targets)
    written = [
        formats.write_paragraph(paragraph, targets=list(islice(remaining, len(paragraph.segments))))
        for paragraph in article.paragraphs
    ]
    whole, target_starts = formats.write_text(article, paragraphs=[paragraph.raw for paragraph in written])
    offsets: list[tuple[int, int, int, int]] = []
    for paragraph, start, target_start, target in zip(
        article.paragraphs, _list_starts(article), target_starts, written, strict=True
    ):
        offsets += [
            (start + first, start + last, target_start + target_first, target_start + target_last)
            for (first, last), (target_first, target_last) in zip(
                formats.list_source_places(paragraph), target.places, strict=True
            )
        ]
    return whole, tuple(offsets)


def _list_starts(article: Article) -> Iterator[int]:
    """Yield where each paragraph starts in the source text."""
    position = 0
    for before, paragraph in zip(article.skeleton, article.paragraphs, strict=False):
        position += len(before)
        yield position
        position += len(paragraph.raw)
