"""Draw batches of similar length from a pack, in an order that a seed and a position determine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from .pack import UNALIGNED, Pack

CHUNK = 30_000  # examples sorted by length together: enough for 100 batches that waste little on padding


@dataclass
class Position:
    """Say how far a stream has come: which pass over which range of lengths, which chunk of it, which batch."""

    longest: int = 0
    passes: int = 0
    chunk: int = 0
    batch: int = 0


class BatchStream:
    """Yield batches of one direction for ever; `position` says where to begin and is kept up to date.

    Arguments: `target` is the language written; `tag`, `end` are vocabulary numbers; `copies` says for each
    example how many copies of it a pass holds (a fraction is a chance), None for one each.
    """

    def __init__(
        self,
        pack: Pack,
        *,
        target: str,
        tag: int,
        end: int,
        seed: int,
        position: Position,
        copies: npt.NDArray[np.float32] | None = None,
    ) -> None:
        self.pack, self.target, self.tag, self.end = pack, target, tag, end
        self.source = "fr" if target == "en" else "en"
        self.seed, self.position, self.copies = seed, position, copies
        self._source_lengths, self._target_lengths = pack.lengths(self.source), pack.lengths(target)
        self._longest = np.maximum(self._source_lengths, self._target_lengths)
        self._chunks: list[npt.NDArray[np.int64]] = []
        self._batches: list[npt.NDArray[np.int64]] = []
        self._loaded: tuple[int, ...] = ()

    def _draw_pass(self, longest: int, number: int) -> list[npt.NDArray[np.int64]]:
        rng = np.random.default_rng((self.seed, longest, number, self.target == "en"))
        ids = np.flatnonzero(self._longest <= longest)
        if self.copies is not None:
            copies = self.copies[ids]
            ids = np.repeat(ids, (copies + rng.random(len(ids))).astype(np.int64))
        ids = rng.permutation(ids)
        return [ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK)]

    def _cut(self, ids: npt.NDArray[np.int64], tokens: int) -> list[npt.NDArray[np.int64]]:
        """Cut a chunk into batches whose longer side, padded, has about `tokens` pieces; shuffle them."""
        ids = ids[np.lexsort((self._source_lengths[ids], self._longest[ids]))]
        widths = self._longest[ids] + 1
        batches, start = [], 0
        for stop in range(1, len(ids) + 1):
            if stop == len(ids) or (stop + 1 - start) * widths[stop] > tokens:
                batches.append(ids[start:stop])
                start = stop
        order = np.random.default_rng((self.seed, len(ids), int(ids[0]))).permutation(len(batches))
        return [batches[place] for place in order]

    def next(self, *, longest: int, tokens: int) -> dict[str, Tensor]:
        """Return the next batch of examples with at most `longest` pieces, about `tokens` padded ones in all."""
        at = self.position
        if at.longest != longest:
            at.longest, at.passes, at.chunk, at.batch = longest, 0, 0, 0
        while True:
            self._load(tokens)
            if at.chunk >= len(self._chunks):
                at.passes, at.chunk, at.batch = at.passes + 1, 0, 0
            elif at.batch >= len(self._batches):
                at.chunk, at.batch = at.chunk + 1, 0
            else:
                at.batch += 1
                return self.collate(self._batches[at.batch - 1])

    def _load(self, tokens: int) -> None:
        at = self.position
        wanted = (at.longest, at.passes, at.chunk, tokens)
        if wanted == self._loaded:
            return
        if self._loaded[:2] != wanted[:2]:
            self._chunks = self._draw_pass(at.longest, at.passes)
        self._batches = self._cut(self._chunks[at.chunk], tokens) if at.chunk < len(self._chunks) else []
        self._loaded = wanted

    def collate(self, ids: npt.NDArray[np.int64]) -> dict[str, Tensor]:
        """Return the tensors that `model.translation_losses` takes, for the examples `ids`."""
        sources = [self._pieces(self.source, example) for example in ids]
        targets = [self._pieces(self.target, example) for example in ids]
        wide, high = max(map(len, sources)) + 1, max(map(len, targets)) + 1
        source = np.full((len(ids), wide), self.end, dtype=np.int64)
        target_in = np.full((len(ids), high), self.end, dtype=np.int64)
        target_out = target_in.copy()
        links = np.full((len(ids), high), -1, dtype=np.int64)
        for row, (example, read, written) in enumerate(zip(ids, sources, targets, strict=True)):
            source[row, : len(read)] = read
            target_in[row, 0] = self.tag
            target_in[row, 1 : len(written) + 1] = written
            target_out[row, : len(written)] = written
            self._link(links[row], int(example), len(read), len(written))
        read_lengths = self._source_lengths[ids][:, None] + 1
        written_lengths = self._target_lengths[ids][:, None] + 1
        return {
            "source": torch.from_numpy(source),
            "present": torch.from_numpy(np.arange(wide) < read_lengths),
            "target_in": torch.from_numpy(target_in),
            "target_out": torch.from_numpy(target_out),
            "written": torch.from_numpy(np.arange(high) < written_lengths),
            "links": torch.from_numpy(links),
        }

    def _pieces(self, language: str, example: np.int64) -> npt.NDArray[np.uint16]:
        offsets = self.pack.offsets[language]
        return self.pack.pieces[language][offsets[example] : offsets[example + 1]]

    def _link(self, row: npt.NDArray[np.int64], example: int, read: int, written: int) -> None:
        """Fill in where each target piece comes from, the end of the source being the end of the target."""
        if self.pack.links is None:
            return
        start = self.pack.offsets[self.target][example]
        linked = self.pack.links[self.target][start : start + written].astype(np.int64)
        if (linked == UNALIGNED).all():
            return
        row[:written] = np.where(linked == UNALIGNED, -1, linked)
        row[written] = read


def iterate_fixed(stream: BatchStream, ids: npt.NDArray[np.int64], size: int) -> Iterator[dict[str, Tensor]]:
    """Yield the examples `ids` in order, `size` at a time."""
    for start in range(0, len(ids), size):
        yield stream.collate(ids[start : start + size])
