"""The verb write: put targets in their segments' places and tell where each one stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from translator import formats
from translator.document import Article, Paragraph


def assemble_article(article: Article, targets: Sequence[str]) -> tuple[str, tuple[tuple[int, int, int, int], ...]]:
    """Write the target text of an article.

    Args:
        article: The source side, segmented.
        targets: One target for each of its segments, in order.

    Returns:
        The target text in the article's format, and for each segment ``(start, end, target_start, target_end)`` in
        the whole source and the whole target text.
    """
    remaining = iter(targets)
    written = [_assemble_paragraph(paragraph, remaining) for paragraph in article.paragraphs]
    whole, target_starts = formats.write_text(article, paragraphs=[text for text, _ in written])
    offsets: list[tuple[int, int, int, int]] = []
    for paragraph, start, target_start, (_, places) in zip(
        article.paragraphs, _list_starts(article), target_starts, written, strict=True
    ):
        offsets += [
            (start + segment.start, start + segment.end, target_start + first, target_start + last)
            for segment, (first, last) in zip(paragraph.segments, places, strict=True)
        ]
    return whole, tuple(offsets)


def _list_starts(article: Article) -> Iterator[int]:
    """Yield where each paragraph starts in the source text."""
    position = 0
    for before, paragraph in zip(article.skeleton, article.paragraphs, strict=False):
        position += len(before)
        yield position
        position += len(paragraph.text)


def _assemble_paragraph(paragraph: Paragraph, targets: Iterator[str]) -> tuple[str, list[tuple[int, int]]]:
    """Return a paragraph's target text, and where each segment's target stands in it."""
    text = paragraph.lead
    places = []
    for segment in paragraph.segments:
        target = next(targets)
        places.append((len(text), len(text) + len(target)))
        text += target + segment.gap_after
    return text, places
