"""Write the targets of a paragraph with its tags among them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Protocol

from translator.document import MarkupPiece, MarkupRole, Paragraph, Segment, Span
from translator.formats.escaping import make_escape_writer
from translator.formats.placing import Insertion, place_tags
from translator.formats.projection import Projector
from translator.formats.tag_tree import PlacedPiece, build_tag_tree
from translator.translation import Link

#: What is written by its text alone.
_WRITTEN = (MarkupRole.TEXT, MarkupRole.ESCAPE)


class Target(Protocol):
    """What became of a segment."""

    @property
    def target(self) -> str:
        """The target text."""
        ...

    @property
    def target_spans(self) -> Sequence[Span]:
        """Spans of the target; the ``ref`` of each is the position of the source's span that it answers."""
        ...

    @property
    def links(self) -> Sequence[Link]:
        """Word alignment, where there is one."""
        ...


@dataclass(frozen=True, slots=True)
class WrittenParagraph:
    """A paragraph in its format, and where each segment's target stands in it, tags and escapes and all."""

    raw: str
    places: tuple[tuple[int, int], ...]


def write_paragraph(paragraph: Paragraph, *, targets: Sequence[Target]) -> WrittenParagraph:
    """Put targets in the place of a paragraph's segments.

    What lies between segments stays as it is written, and so does a segment whose target is its source.

    Args:
        paragraph: Segmented.
        targets: One for each of its segments, in order.
    """
    if paragraph.markup is None:
        parts = [paragraph.lead]
        for segment, target in zip(paragraph.segments, targets, strict=True):
            parts += (target.target, segment.gap_after)
    else:
        writer = _SegmentWriter(make_escape_writer(paragraph.markup))
        regions = _cut_regions(paragraph)
        parts = [_join_raw(regions[0])]
        for number, (segment, target) in enumerate(zip(paragraph.segments, targets, strict=True)):
            written = writer.write(segment, target, pieces=regions[2 * number + 1])
            parts += (written, _join_raw(regions[2 * number + 2]))
    ends = list(accumulate(map(len, parts)))
    return WrittenParagraph("".join(parts), tuple(pairwise(ends))[::2])


def _join_raw(pieces: Iterable[PlacedPiece]) -> str:
    return "".join(placed.piece.raw for placed in pieces)


def list_source_places(paragraph: Paragraph) -> tuple[tuple[int, int], ...]:
    """Return where each segment stands in its paragraph as it is written, with the tags that belong to it."""
    if paragraph.markup is None:
        return tuple((segment.start, segment.end) for segment in paragraph.segments)
    ends = list(accumulate(len(_join_raw(region)) for region in _cut_regions(paragraph)))
    return tuple(pairwise(ends))[::2]


def _cut_regions(paragraph: Paragraph) -> list[list[PlacedPiece]]:
    """Sort a paragraph's pieces into what lies before, in, between and behind its segments.

    A tag at the edge of a segment belongs to it only if it holds a part of it; one that holds all of it stays outside.
    """
    segments = paragraph.segments
    bounds = [bound for segment in segments for bound in (segment.start, segment.end)]
    pieces = paragraph.markup.pieces if paragraph.markup else ()
    starts = [0, *accumulate(len(piece.text) for piece in pieces)]
    cut = [
        (part, place, _choose_region(bounds, part, start=place, partner=starts[part.partner]))
        for piece, start in zip(pieces, starts, strict=False)
        for part, place in _split(piece, start=start, bounds=bounds)
    ]
    regions: list[list[PlacedPiece]] = [[] for _ in range(len(bounds) + 1)]
    for (part, place, _), region in zip(cut, _keep_order(cut), strict=True):
        begin = place - bounds[region - 1] if region % 2 else 0
        regions[region].append(PlacedPiece(part, begin, begin + len(part.text)))
    return regions


def _keep_order(cut: Sequence[tuple[MarkupPiece, int, int]]) -> list[int]:
    """Return the regions of pieces, where a tag at an edge joins the segment whose tag it would have to jump over."""
    regions = [region for _, _, region in cut]
    neighbours = [(one, other) for one, other in pairwise(range(len(cut))) if cut[one][1] == cut[other][1]]
    for one, other in reversed(neighbours):
        if regions[other] < regions[one] and regions[other] % 2:
            regions[one] = regions[other]
    for one, other in neighbours:
        if regions[one] > regions[other]:
            regions[other] = regions[one]
    return regions


def _split(piece: MarkupPiece, *, start: int, bounds: Sequence[int]) -> Iterator[tuple[MarkupPiece, int]]:
    """Yield the parts of a piece between the bounds with their places; only text is ever cut."""
    if piece.role is not MarkupRole.TEXT:
        yield piece, start
        return
    end = start + len(piece.text)
    cuts = bounds[bisect_right(bounds, start) : bisect_left(bounds, end)]
    for first, last in pairwise((start, *cuts, end)):
        if first < last:
            text = piece.text[first - start : last - start]
            yield MarkupPiece(text, text, MarkupRole.TEXT), first


def _choose_region(bounds: Sequence[int], piece: MarkupPiece, *, start: int, partner: int) -> int:
    """Return the region of a piece, given where it and its partner stand."""
    first, last = bisect_left(bounds, start), bisect_right(bounds, start)
    if piece.text or first == last:
        return last
    for bound in range(first, last) if piece.partner >= 0 else ():
        segment = bound - bound % 2
        if bounds[segment] < partner < bounds[segment + 1]:
            return segment + 1
    return first + first % 2


@dataclass(frozen=True, slots=True)
class _SegmentWriter:
    """Writes segments of one paragraph.

    Args:
        escape: Writes text as the paragraph's format does.
    """

    escape: Callable[[str], str]

    def write(self, segment: Segment, target: Target, *, pieces: Sequence[PlacedPiece]) -> str:
        if target.target == segment.source:
            return _join_raw(pieces)
        insertions = self._list_insertions(segment, target, pieces=pieces)
        written: list[str] = []
        position = 0
        for insertion in insertions:
            written += (self.escape(target.target[position : insertion.start]), insertion.raw)
            position = max(position, insertion.end)
        return "".join((*written, self.escape(target.target[position:])))

    def _list_insertions(
        self, segment: Segment, target: Target, *, pieces: Sequence[PlacedPiece]
    ) -> Sequence[Insertion]:
        if all(placed.piece.role in _WRITTEN for placed in pieces):
            return ()
        projector = Projector(segment.source, target.target, segment.spans, target.target_spans, target.links)
        kept = sorted(
            (
                Insertion(*projector.project_kept(placed.start, placed.end), placed.piece.raw)
                for placed in pieces
                if placed.piece.role is MarkupRole.KEPT
            ),
            key=lambda insertion: insertion.start,
        )
        tree = build_tag_tree(pieces, length=len(segment.source))
        tags = place_tags(tree, projector=projector, kept=[(each.start, each.end) for each in kept])
        return sorted((*tags, *kept), key=lambda insertion: insertion.start)
