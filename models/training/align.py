"""Align the pieces of both sides of the training examples, to teach one attention head where each piece comes from.

The aligner is eflomal (Östling and Tiedemann 2016, "Efficient word alignment with Markov Chain Monte Carlo"),
run over piece numbers. In each direction every piece has one counterpart or none, which is what an attention
row has room for.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from .pack import UNALIGNED, Pack, load_pack


def choose_examples(pack: Pack, *, limit: int, longest: int) -> npt.NDArray[np.int64]:
    """Return up to `limit` examples of at most `longest` pieces, the shortest first: they are trained on first."""
    lengths = np.maximum(pack.lengths("en"), pack.lengths("fr"))
    ids = np.flatnonzero((lengths <= longest) & (np.minimum(pack.lengths("en"), pack.lengths("fr")) > 0))
    return np.sort(ids[np.argsort(lengths[ids], kind="stable")[:limit]])


def align(work: Path, *, limit: int, longest: int, samplers: int = 1) -> int:
    """Write the links of some examples beside the pack; return how many examples have them.

    Arguments: `samplers` is the number of independent chains whose counts are added up, each a thread.
    """
    import eflomal

    folder = work / "pack"
    pack = load_pack(folder)
    ids = choose_examples(pack, limit=limit, longest=longest)
    with tempfile.TemporaryDirectory(dir=work) as scratch:
        forward, reverse = Path(scratch, "forward"), Path(scratch, "reverse")
        aligner = eflomal.Aligner(n_samplers=samplers)
        aligner.align(_lines(pack, "en", ids), _lines(pack, "fr", ids), str(forward), str(reverse), quiet=False)
        _write_links(folder, pack, "fr", ids, _read_links(forward, own=1))
        _write_links(folder, pack, "en", ids, _read_links(reverse, own=0))
    return len(ids)


def _lines(pack: Pack, language: str, ids: npt.NDArray[np.int64]) -> list[str]:
    offsets, pieces = pack.offsets[language], pack.pieces[language]
    return [" ".join(map(str, pieces[offsets[example] : offsets[example + 1]])) for example in ids]


def _read_links(path: Path, *, own: int) -> Iterator[list[tuple[int, int]]]:
    """Yield, for each line of `0-0 1-2 …` (English-French), pairs of own place and the other side's place."""
    with path.open(encoding="ascii") as lines:
        for line in lines:
            both = (tuple(map(int, link.split("-"))) for link in line.split())
            yield [(link[own], link[1 - own]) for link in both]


def _write_links(
    folder: Path, pack: Pack, language: str, ids: npt.NDArray[np.int64], links: Iterable[list[tuple[int, int]]]
) -> None:
    flat = np.full(len(pack.pieces[language]), UNALIGNED, dtype=np.uint8)
    for example, found in zip(ids, links, strict=True):
        start = pack.offsets[language][example]
        for own, other in found:
            flat[start + own] = other
    temporary = folder / f"new-links.{language}.npy"
    np.save(temporary, flat)
    temporary.replace(folder / f"links.{language}.npy")  # a running training keeps the old file mapped
