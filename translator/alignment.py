"""Word alignments: where in a target the words of a source went."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from rapidfuzz.distance import Levenshtein

from translator.translation import Link


def project_range(links: Iterable[Link], *, start: int, end: int) -> tuple[int, int] | None:
    """Return the stretch of the target that answers a stretch of the source.

    Where other words of the target stand between those that are linked, the part with the most weight is taken: a
    stray link far away should not pull into the answer what lies between.

    Args:
        links: The alignment, in any order.
        start: Where the stretch of the source begins.
        end: Where it ends.

    Returns:
        Start and end in the target, or None if nothing is linked.
    """
    inner: list[Link] = []
    outer: list[Link] = []
    for link in _list_strongest(links):
        (inner if link.source_start < end and link.source_end > start else outer).append(link)
    inner.sort(key=lambda link: (link.target_start, link.target_end))
    parts: list[list[Link]] = []
    reach = 0
    for link in inner:
        if parts and not any(other.target_start < link.target_start and other.target_end > reach for other in outer):
            parts[-1].append(link)
        else:
            parts.append([link])
        reach = max(reach, link.target_end)
    if not parts:
        return None
    heaviest = max(parts, key=lambda part: sum(link.weight for link in part))
    return heaviest[0].target_start, max(link.target_end for link in heaviest)


def _list_strongest(links: Iterable[Link]) -> list[Link]:
    """Keep the strongest link of each stretch of the target."""
    strongest: dict[tuple[int, int], Link] = {}
    for link in links:
        place = link.target_start, link.target_end
        if place not in strongest or link.weight > strongest[place].weight:
            strongest[place] = link
    return list(strongest.values())


def compose_links(first: Iterable[Link], second: Sequence[Link]) -> tuple[Link, ...]:
    """Join the alignment of a source with a pivot and that of the pivot with a target."""
    return tuple(
        Link(one.source_start, one.source_end, other.target_start, other.target_end, one.weight * other.weight)
        for one in first
        for other in second
        if other.source_start < one.target_end and other.source_end > one.target_start
    )


def move_links(
    links: Iterable[Link],
    *,
    source: Callable[[int, int], tuple[int, int]],
    target: Callable[[int, int], tuple[int, int]],
) -> tuple[Link, ...]:
    """Carry an alignment over to other forms of its two texts; a link whose stretch vanished is dropped.

    Args:
        links: The alignment.
        source: Where a stretch of the source stands in its other form; see `map_offsets`.
        target: Where a stretch of the target stands in its other form.
    """
    moved = []
    for link in links:
        source_start, source_end = source(link.source_start, link.source_end)
        target_start, target_end = target(link.target_start, link.target_end)
        if source_start < source_end and target_start < target_end:
            moved.append(
                replace(
                    link,
                    source_start=source_start,
                    source_end=source_end,
                    target_start=target_start,
                    target_end=target_end,
                )
            )
    return tuple(moved)


def map_offsets(before: str, after: str) -> Callable[[int, int], tuple[int, int]]:
    """Return a function that says where a stretch of one form of a text stands in another form of it.

    The forms differ in little: marks and spaces set otherwise, values in the place of placeholders.

    Args:
        before: The form in which stretches, none of them empty, are given.
        after: The form in which they are wanted.
    """
    if before == after:
        return lambda start, end: (start, end)
    places: list[tuple[int, int]] = []
    edits = Levenshtein.opcodes(before, after)
    for is_equal, group in groupby(edits, key=lambda edit: edit.tag == "equal"):
        run = list(group)
        if is_equal:
            places += [(place, place + 1) for place in range(run[0].dest_start, run[-1].dest_end)]
        else:
            places += [(run[0].dest_start, run[-1].dest_end)] * (run[-1].src_end - run[0].src_start)
    return lambda start, end: (places[start][0], places[end - 1][1])
