"""Word alignments out of the attention that the weights pay to their source.

The shipped packages have a head that was taught alignments (`docs/decisions/models-joint-then-special.md`); of other
packages CTranslate2 gives the mean of a layer's heads, which is vaguer, or nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import overload

from translator.engines.splitting import Part
from translator.engines.tokenizers import Places
from translator.translation import Link

#: A source word is linked where it has this share of a target word's attention; vaguer attention means nothing.
LEAST_WEIGHT = 0.2
#: What a target piece pays less attention to than this is not counted at all: most of a row is next to nothing.
_LEAST_ATTENTION = 0.02

_WORD = re.compile(r"⟦\d+⟧|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class PiecedText:
    """A text and its pieces: to which of its words each of them belongs.

    Args:
        words: Start and end of each word, placeholder or mark.
        owners: For each piece, the words that it is a part of; none for white space.
    """

    words: tuple[tuple[int, int], ...]
    owners: tuple[range, ...]


class DeferredLinks(Sequence[Link]):
    """An alignment that is made when somebody first looks at it: of most proposals nobody does.

    Args:
        make: Makes it.
    """

    def __init__(self, make: Callable[[], tuple[Link, ...]]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> tuple[Link, ...]:
        return self._make()

    @overload
    def __getitem__(self, index: int) -> Link: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Link]: ...
    def __getitem__(self, index: int | slice) -> Link | Sequence[Link]:
        return self._made[index]

    def __len__(self) -> int:
        return len(self._made)


def locate_words(text: str, *, places: Places) -> PiecedText:
    """Find the words of a text and say which of them each piece belongs to.

    Args:
        text: The text.
        places: Where its pieces stand in it.
    """
    words = tuple(match.span() for match in _WORD.finditer(text))
    starts, ends = [start for start, _ in words], [end for _, end in words]
    owners = (
        range(bisect_right(ends, start), bisect_left(starts, end)) if start < end else range(0) for start, end in places
    )
    return PiecedText(words, tuple(owners))


def link_words(rows: Sequence[Sequence[float]], *, source: PiecedText, target: PiecedText) -> tuple[Link, ...]:
    """Return a link for each two words of which the target's pays enough attention to the source's.

    A word pays the mean of what its pieces pay, and gets the sum of what its pieces get.

    Args:
        rows: For each target piece, how much attention it pays to each source piece; they add up to 1.
        source: The source.
        target: The target.
    """
    paid: dict[tuple[int, int], float] = {}
    sizes: dict[int, int] = {}
    for row, owners in zip(rows, target.owners, strict=False):
        gains = _add_up(row, source=source)
        for target_word in owners:
            sizes[target_word] = sizes.get(target_word, 0) + 1
            for source_word, weight in gains.items():
                paid[target_word, source_word] = paid.get((target_word, source_word), 0.0) + weight
    return tuple(
        Link(*source.words[source_word], *target.words[target_word], min(weight / sizes[target_word], 1.0))
        for (target_word, source_word), weight in sorted(paid.items())
        if weight / sizes[target_word] >= LEAST_WEIGHT
    )


def _add_up(row: Sequence[float], *, source: PiecedText) -> dict[int, float]:
    """Return what each source word gets of a target piece's attention."""
    gains: dict[int, float] = {}
    for weight, owners in zip(row, source.owners, strict=False):
        if weight >= _LEAST_ATTENTION:
            for word in owners:
                gains[word] = gains.get(word, 0.0) + weight
    return gains


def join_links(links: Sequence[Sequence[Link]], *, parts: Sequence[Part], targets: Sequence[str]) -> tuple[Link, ...]:
    """Join the alignments of the parts of a segment, whose gaps stand on both sides.

    Args:
        links: The alignment of each part.
        parts: The parts.
        targets: The translation of each.
    """
    joined: list[Link] = []
    source_at = target_at = 0
    for inner, part, target in zip(links, parts, targets, strict=True):
        joined += (
            Link(
                link.source_start + source_at,
                link.source_end + source_at,
                link.target_start + target_at,
                link.target_end + target_at,
                link.weight,
            )
            for link in inner
        )
        source_at += len(part.text) + len(part.gap)
        target_at += len(target) + len(part.gap)
    return tuple(joined)
