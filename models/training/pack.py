"""Keep encoded training examples in flat arrays that are mapped, not read, into memory."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

LANGUAGES = ("en", "fr")
BOTH = len(LANGUAGES)  # of an example that teaches both directions
UNALIGNED = 255  # in an alignment: this piece has no counterpart that we know

# About half of the pairs below this share, read at random, were free or said different things; single words that are
# translated by several fall below it too, so that short examples are not judged.
MIN_LINKED_SHARE = 0.5
MIN_JUDGED_PIECES = 8


@dataclass(frozen=True)
class Pack:
    """Give the pieces of example i, side s, as `pieces[s][offsets[s][i]:offsets[s][i + 1]]`.

    `pieces`: uint16, one array per language. `offsets`: int64, examples + 1 of them. `source`: uint8, which source
    of the mix an example is from. `links`: uint8 like `pieces`, the place in the other side's pieces that a piece
    translates, or `UNALIGNED`; None until the text has been aligned. `into`: uint8, the place in `LANGUAGES` of the one
    language that an example teaches to write, or `BOTH`.
    """

    pieces: dict[str, npt.NDArray[np.uint16]]
    offsets: dict[str, npt.NDArray[np.int64]]
    source: npt.NDArray[np.uint8]
    links: dict[str, npt.NDArray[np.uint8]] | None
    into: npt.NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.source)

    def lengths(self, language: str) -> npt.NDArray[np.int64]:
        """Return the number of pieces of every example on one side."""
        return np.diff(self.offsets[language])

    def teaches(self, language: str) -> npt.NDArray[np.bool_]:
        """Return which examples teach to write a language."""
        return (self.into == BOTH) | (self.into == LANGUAGES.index(language))

    def find_misaligned(self) -> npt.NDArray[np.bool_]:
        """Return which examples are long enough to judge and have too few pieces with a counterpart, on either side.

        None has where the text has not been aligned.
        """
        misaligned = np.zeros(len(self), dtype=np.bool_)
        for language, links in (self.links or {}).items():
            lengths = self.lengths(language)
            totals = np.concatenate([[0], np.cumsum(np.asarray(links) != UNALIGNED)])
            linked = np.diff(totals[self.offsets[language]])
            # An example without any link was not given to the aligner.
            judged = (lengths >= MIN_JUDGED_PIECES) & (linked > 0)
            misaligned |= judged & (linked < MIN_LINKED_SHARE * lengths)
        return misaligned


def write_side(folder: Path, language: str, encoded: list[list[int]]) -> None:
    """Write the pieces of one side of all examples."""
    lengths = np.fromiter((len(ids) for ids in encoded), dtype=np.int64, count=len(encoded))
    np.save(folder / f"offsets.{language}.npy", np.concatenate([[0], np.cumsum(lengths)]))
    np.save(folder / f"pieces.{language}.npy", np.concatenate([np.asarray(ids, dtype=np.uint16) for ids in encoded]))


def load_pack(folder: Path) -> Pack:
    """Map the pack in `folder`; its links are there if the text has been aligned."""

    def load(name: str) -> npt.NDArray[np.uint16]:
        loaded: npt.NDArray[np.uint16] = np.load(folder / name, mmap_mode="r")
        return loaded

    aligned = all((folder / f"links.{language}.npy").exists() for language in LANGUAGES)
    return Pack(
        pieces={language: load(f"pieces.{language}.npy") for language in LANGUAGES},
        offsets={language: np.load(folder / f"offsets.{language}.npy") for language in LANGUAGES},
        source=np.load(folder / "source.npy"),
        links={language: np.load(folder / f"links.{language}.npy", mmap_mode="r") for language in LANGUAGES}
        if aligned
        else None,
        into=np.load(folder / "into.npy"),
    )
