"""Make the training text: clean, mix, vary, train the vocabulary, encode, pack."""

from __future__ import annotations

import json
import random
import shutil
import tomllib
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from .augment import Rates, vary_all
from .corpus import Pair, check_exclusion, clean, evaluation_sentences, read_pairs
from .pack import BOTH, LANGUAGES, write_side
from .vocabulary import load_vocabulary, train_vocabulary

MIX = Path(__file__).with_name("mix.toml")


@dataclass(frozen=True)
class Source:
    """Hold the mix's settings for one file of parallel text."""

    name: str
    path: Path
    words: int
    pairs: int | None
    weight: int


@dataclass(frozen=True)
class Sample:
    """Hold one source's varied pairs and the count of the pairs left out, by reason."""

    name: str
    pairs: list[Pair]
    kept: int
    reasons: Counter[str]


def read_mix(path: Path = MIX) -> dict[str, Any]:
    """Return the settings in a mix file."""
    with path.open("rb") as file:
        return tomllib.load(file)


def list_sources(mix: dict[str, Any], corpus: Path) -> list[Source]:
    """Return the sources that the mix names, in its order; raise FileNotFoundError for one that is not there."""
    sources = []
    for name, own in mix["sources"].items():
        settings = {"pairs": None} | mix["default"] | own
        path = corpus / "train" / f"{name}.tsv.xz"
        if not path.exists():
            raise FileNotFoundError(path)
        sources.append(Source(name, path, settings["words"], settings["pairs"], settings["weight"]))
    return sources


def sample_source(source: Source, forbidden: frozenset[str], rates: Rates, seed: int) -> Sample:
    """Clean one source, draw its share, and return as many varied copies as its weight says."""
    rng = random.Random(f"{seed}/{source.name}")
    reasons: Counter[str] = Counter()
    pairs = list(clean(read_pairs(source.path), max_words=source.words, forbidden=forbidden, reasons=reasons))
    if source.pairs is not None and source.pairs < len(pairs):
        pairs = [pairs[place] for place in sorted(rng.sample(range(len(pairs)), source.pairs))]
    varied = [pair for _ in range(source.weight) for pair in vary_all(pairs, rates, rng)]
    return Sample(source.name, varied, len(pairs), reasons)


def prepare(
    corpus: Path, work: Path, *, mix_path: Path = MIX, vocabulary: Path | None = None, threads: int = 2
) -> None:
    """Write the vocabulary, the packed examples and `manifest.json` under `work`.

    Arguments: `corpus` has `train/` and `eval/` with `.tsv.xz` files; `vocabulary` is a SentencePiece model to use
    instead of training one, as weights that already exist need it.
    Raises `EvaluationLeakError` when a sentence of an evaluation set would be trained on.
    """
    mix = read_mix(mix_path)
    forbidden = evaluation_sentences(corpus / "eval")
    rates = Rates(**mix["augment"])
    sources = list_sources(mix, corpus)
    with ProcessPoolExecutor(threads) as pool:
        count = len(sources)
        samples = list(pool.map(sample_source, sources, [forbidden] * count, [rates] * count, [mix["seed"]] * count))
    examples = [(number, pair) for number, sample in enumerate(samples) for pair in sample.pairs]
    random.Random(mix["seed"]).shuffle(examples)
    checked = check_exclusion((pair for _, pair in examples), forbidden)
    print(f"{checked} examples, none of them in an evaluation set", flush=True)
    work.mkdir(parents=True, exist_ok=True)
    if vocabulary is None:
        _train_vocabulary(examples, work, mix, threads)
    else:
        shutil.copyfile(vocabulary, work / "vocabulary.model")
    packed = _encode(examples, work, mix["max_pieces"], threads)
    _write_manifest(work / "manifest.json", samples, packed)


def _train_vocabulary(examples: list[tuple[int, Pair]], work: Path, mix: dict[str, Any], threads: int) -> None:
    half = mix["sentencepiece_sample"] // 2
    sides = (side for _, pair in examples[:half] for side in (pair.english, pair.french))
    train_vocabulary(sides, work / "vocabulary", size=mix["vocabulary"], threads=threads)


def _encode(examples: list[tuple[int, Pair]], work: Path, max_pieces: int, threads: int) -> Counter[int]:
    """Write the pack; return the number of packed examples by source. Leaves out what is longer than `max_pieces`."""
    vocabulary = load_vocabulary(work / "vocabulary.model")
    english = vocabulary.encode([pair.english for _, pair in examples], num_threads=threads)
    french = vocabulary.encode([pair.french for _, pair in examples], num_threads=threads)
    kept = [place for place in range(len(examples)) if max(len(english[place]), len(french[place])) <= max_pieces]
    folder = work / "pack"
    folder.mkdir(exist_ok=True)
    for language, encoded in zip(LANGUAGES, (english, french), strict=True):
        write_side(folder, language, [encoded[place] for place in kept])
        pieces = sum(len(encoded[place]) for place in kept)
        print(f"{language}: {len(kept)} examples, {pieces} pieces", flush=True)
    np.save(folder / "source.npy", np.array([examples[place][0] for place in kept], dtype=np.uint8))
    into = [LANGUAGES.index(pair.into) if pair.into else BOTH for _, pair in (examples[place] for place in kept)]
    np.save(folder / "into.npy", np.array(into, dtype=np.uint8))
    return Counter(examples[place][0] for place in kept)


def _write_manifest(path: Path, samples: list[Sample], packed: Counter[int]) -> None:
    """Write, for each source, the pairs kept, the examples packed and what was left out and why."""
    rows = {
        sample.name: {"pairs": sample.kept, "examples": packed[number], "left_out": dict(sample.reasons)}
        for number, sample in enumerate(samples)
    }
    path.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
