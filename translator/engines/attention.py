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
from typing import TYPE_CHECKING, TypeAlias, overload

from translator.engines.splitting import Part
from translator.engines.tokenizers import Places
from translator.translation import Link

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

#: A source word is linked where it has this share of a target word's attention; vaguer attention means nothing.
LEAST_WEIGHT = 0.2
#: What a target piece pays less attention to than this is not counted at all: most of a row is next to nothing.
_LEAST_ATTENTION = 0.02

Weights: TypeAlias = "npt.NDArray[np.float32]"

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


class SharedAttention:
    """The attention that the proposals for one source pay to it, taken over once and not before it is asked for.

    NumPy is loaded with the first of them, as CTranslate2 is with the first package.

    Args:
        read: Returns for each proposal and each of its pieces, how much attention it pays to each source piece: 1 in
            all. CTranslate2 makes all these numbers anew each time.
        locate: Returns the source.
    """

    def __init__(
        self, read: Callable[[], Sequence[Sequence[Sequence[float]]]], locate: Callable[[], PiecedText]
    ) -> None:
        self._read = read
        self._locate = locate

    @cached_property
    def weights(self) -> tuple[Weights, ...]:
        """For each proposal, target pieces × source pieces; nothing where the engine's weights pay no attention."""
        import numpy as np

        return tuple(np.asarray(rows, dtype=np.float32) for rows in self._read())

    @cached_property
    def source(self) -> PiecedText:
        """The source and its pieces."""
        return self._locate()


def link_words(weights: Weights, *, source: PiecedText, target: PiecedText) -> tuple[Link, ...]:
    """Return a link for each two words of which the target's pays enough attention to the source's.

    A word pays the mean of what its pieces pay, and gets the sum of what its pieces get.

    Args:
        weights: Target pieces × source pieces: how much attention is paid; each row adds up to 1.
        source: The source.
        target: The target.
    """
    import numpy as np

    paying, getting = _map_to_words(target, pieces=weights.shape[0]), _map_to_words(source, pieces=weights.shape[1])
    counted = np.where(weights >= _LEAST_ATTENTION, weights, 0.0)
    sizes = np.maximum(paying.sum(axis=0), 1.0)
    paid = np.minimum(paying.T @ counted @ getting / sizes[:, np.newaxis], 1.0)
    return tuple(
        Link(*source.words[source_word], *target.words[target_word], float(paid[target_word, source_word]))
        for target_word, source_word in np.argwhere(paid >= LEAST_WEIGHT).tolist()
    )


def _map_to_words(text: PiecedText, *, pieces: int) -> Weights:
    """Return pieces × words: 1 where the piece is a part of the word, else 0; pieces without a place are of none."""
    import numpy as np

    parts = np.zeros((pieces, len(text.words)), dtype=np.float32)
    for piece, owners in enumerate(text.owners[:pieces]):
        parts[piece, owners.start : owners.stop] = 1.0
    return parts


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
