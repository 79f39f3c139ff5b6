"""Measure a model while it learns: cross-entropy and greedy BLEU and chrF on part of a development set."""

from __future__ import annotations

import csv
import time
from dataclasses import dataclass
from pathlib import Path

import sacrebleu
import sentencepiece
import torch
from torch import Tensor

from .corpus import read_pairs
from .model import Translator
from .vocabulary import END, TAGS

CROSS_ENTROPY_SENTENCES = 200
GREEDY_SENTENCES = 100
FIELDS = ("time", "run", "step", "tokens", "direction", "cross_entropy", "bleu", "chrf", "sample")


@dataclass(frozen=True)
class DevelopmentSet:
    """Hold the first sentences of a development set for one direction, in canonical form."""

    sources: list[str]
    references: list[str]
    target: str

    @staticmethod
    def load(path: Path, target: str) -> DevelopmentSet:
        """Read the sentences that are measured on from a `.tsv.xz` file."""
        pairs = [pair for _, pair in zip(range(CROSS_ENTROPY_SENTENCES), read_pairs(path), strict=False)]
        english, french = [pair.english for pair in pairs], [pair.french for pair in pairs]
        return DevelopmentSet(french, english, target) if target == "en" else DevelopmentSet(english, french, target)


def pad(sequences: list[list[int]]) -> tuple[Tensor, Tensor]:
    """Return (B, S) numbers and which of them are no padding, each sequence closed by the end piece."""
    width = max(map(len, sequences)) + 1
    rows = torch.tensor([[*ids, *[END] * (width - len(ids))] for ids in sequences])
    lengths = torch.tensor([len(ids) + 1 for ids in sequences])
    return rows, torch.arange(width) < lengths[:, None]


@torch.no_grad()
def cross_entropy(model: Translator, sources: list[list[int]], targets: list[list[int]], tag: int) -> float:
    """Return the mean cross-entropy per target piece, end piece included, in nats."""
    total, count = 0.0, 0
    device = model.positions.device
    order = sorted(range(len(sources)), key=lambda place: len(sources[place]))
    for start in range(0, len(order), 25):
        some = order[start : start + 25]
        source, present = pad([sources[place] for place in some])
        target, written = pad([targets[place] for place in some])
        begun = torch.cat([torch.full((len(some), 1), tag), target[:, :-1]], dim=1)
        memory, mask = model.encode(source.to(device), present.to(device))
        states, _ = model.decode(begun.to(device), memory, mask)
        scores = model.logits(states).float().log_softmax(-1).cpu()
        total -= float(scores.gather(2, target.unsqueeze(2)).squeeze(2)[written].sum())
        count += int(written.sum())
    return total / count


@torch.no_grad()
def greedy(model: Translator, sources: list[list[int]], tag: int, longest: int = 110) -> list[list[int]]:
    """Return the pieces that `model` finds most likely one at a time, without the end piece."""
    device = model.positions.device
    source, present = pad(sources)
    memory, mask = model.encode(source.to(device), present.to(device))
    written = torch.full((len(sources), 1), tag, device=device)
    done = torch.zeros(len(sources), dtype=torch.bool, device=device)
    for _ in range(longest):
        states, _ = model.decode(written, memory, mask)
        piece = model.logits(states[:, -1]).argmax(-1)
        done |= piece == END
        if done.all():
            break
        written = torch.cat([written, piece.masked_fill(done, END).unsqueeze(1)], dim=1)
    return [[number for number in row if number != END] for row in written[:, 1:].tolist()]


def measure(
    model: Translator, vocabulary: sentencepiece.SentencePieceProcessor, part: DevelopmentSet
) -> dict[str, object]:
    """Return one row of the learning curve, without run, step and tokens."""
    tag = vocabulary.piece_to_id(TAGS[part.target])
    sources, targets = vocabulary.encode(part.sources), vocabulary.encode(part.references)
    outputs = [vocabulary.decode(ids) for ids in greedy(model, sources[:GREEDY_SENTENCES], tag)]
    references = [part.references[:GREEDY_SENTENCES]]
    return {
        "time": time.strftime("%H:%M:%S"),
        "direction": f"{'fr' if part.target == 'en' else 'en'}-{part.target}",
        "cross_entropy": round(cross_entropy(model, sources, targets, tag), 4),
        "bleu": round(sacrebleu.corpus_bleu(outputs, references).score, 2),
        "chrf": round(sacrebleu.corpus_chrf(outputs, references).score, 2),
        "sample": outputs[3],
    }


def append_rows(path: Path, rows: list[dict[str, object]]) -> None:
    """Append rows to the learning curve, with a head line if the file is new."""
    is_new = not path.exists()
    with path.open("a", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, FIELDS)
        if is_new:
            writer.writeheader()
        writer.writerows(rows)
