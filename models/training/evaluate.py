"""Score an exported package on evaluation sets, through CTranslate2, as the service would run it."""

from __future__ import annotations

import lzma
import random
import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sacrebleu

from .augment import find_maskable, mask
from .corpus import Pair, read_pairs
from .engine import Package
from .fidelity import (
    count_placeholder_errors,
    count_placeholders,
    find_numbers,
    is_copied,
    is_loop,
    keeps_numbers,
    keeps_placeholders,
    keeps_quotations,
)

MASKINGS = (1, 2, 3)  # seeds: one alone shakes by two or three segments of 1,400

_FRENCH_HIGH = re.compile(r"(?<=[\w”’)\]'»%]) ?([;:!?]+)(?=\s|$|»|”)")


@dataclass(frozen=True)
class Score:
    """Hold what one package does on one set with one beam size; rates are in per cent of the segments concerned."""

    test_set: str
    direction: str
    beam: int
    segments: int
    bleu: float
    chrf: float
    canonical_bleu: float
    words_per_second: float
    numbers_kept: float
    quotations_kept: float
    placeholders: int
    placeholder_errors: int
    placeholders_kept: float
    masked_segments_kept: float
    loops: int
    copied: int
    signatures: tuple[str, str]


def write_out(text: str, language: str) -> str:
    """Give canonical text the plain typography of references: `"` in English, `« »` and ` :` in French."""
    if language == "en":
        return text.replace("“", '"').replace("”", '"').replace("‘", "'").replace("’", "'")
    text = text.replace("“", "« ").replace("”", " »").replace("‘", "“").replace("’", "”")
    return _FRENCH_HIGH.sub(r" \1", text)


def score_set(
    package: Package, path: Path, *, beam: int, limit: int | None
) -> tuple[Score, list[tuple[str, str, str]]]:
    """Return the score on a `.tsv.xz` set and (source, output, reference) of every segment, in canonical form.

    BLEU and chrF compare `write_out` output with references as they are; the canonical BLEU compares canonical forms,
    where straight and typographic marks are the same.
    """
    pairs, raw = list(read_pairs(path))[:limit], list(read_raw(path))[:limit]
    sources = [pair.english if package.source == "en" else pair.french for pair in pairs]
    references = [pair.french if package.source == "en" else pair.english for pair in pairs]
    raw_references = [french if package.source == "en" else english for english, french in raw]
    began = time.perf_counter()
    outputs = package.translate(sources, beam=beam)
    seconds = time.perf_counter() - began
    bleu, chrf = sacrebleu.BLEU(), sacrebleu.CHRF()
    written = [write_out(output, package.target) for output in outputs]
    score = Score(
        test_set=path.name.removesuffix(".tsv.xz"),
        direction=f"{package.source}-{package.target}",
        beam=beam,
        segments=len(sources),
        bleu=round(bleu.corpus_score(written, [raw_references]).score, 2),
        chrf=round(chrf.corpus_score(written, [raw_references]).score, 2),
        canonical_bleu=round(sacrebleu.corpus_bleu(outputs, [references]).score, 2),
        words_per_second=round(sum(len(source.split()) for source in sources) / seconds, 1),
        **_placeholders(package, pairs, beam=beam),
        signatures=(str(bleu.get_signature()), str(chrf.get_signature())),
        **_fidelity(sources, outputs),
    )
    return score, list(zip(sources, outputs, references, strict=True))


def _fidelity(sources: list[str], outputs: list[str]) -> dict[str, Any]:
    """Return the fields of `Score` that compare outputs with their sources."""
    both = list(zip(sources, outputs, strict=True))
    return {
        "numbers_kept": _share(keeps_numbers(source, output) for source, output in both if find_numbers(source)),
        "quotations_kept": _share(keeps_quotations(source, output) for source, output in both if "“" in source),
        "loops": sum(map(is_loop, outputs)),
        "copied": sum(map(is_copied, sources, outputs)),
    }


def _share(outcomes: Iterable[bool], *, digits: int = 1) -> float:
    kept = list(outcomes)
    return round(100 * sum(kept) / len(kept), digits) if kept else 100.0


def read_raw(path: Path) -> Iterator[tuple[str, str]]:
    """Yield English and French of a `.tsv.xz` file with their own typography."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            yield columns[0], columns[1]


def _placeholders(package: Package, pairs: list[Pair], *, beam: int) -> dict[str, Any]:
    """Return the fields of `Score` that tell what comes through of masked segments.

    Of each pair with something to mask, one to six names, numbers and addresses are masked at once, anew with every
    seed of `MASKINGS`. An error is a placeholder that is lost, doubled or invented.
    """
    changed = (
        mask(pair, maskable, rng)
        for rng in map(random.Random, MASKINGS)
        for pair in pairs
        if (maskable := find_maskable(pair))
    )
    masked = [pair.english if package.source == "en" else pair.french for pair in changed]
    both = list(zip(masked, package.translate(masked, beam=beam), strict=True))
    placeholders = sum(map(count_placeholders, masked))
    errors = sum(count_placeholder_errors(source, output) for source, output in both)
    return {
        "placeholders": placeholders,
        "placeholder_errors": errors,
        "placeholders_kept": _kept(placeholders, errors),
        "masked_segments_kept": _share((keeps_placeholders(source, output) for source, output in both), digits=2),
    }


def _kept(placeholders: int, errors: int) -> float:
    return round(100 - 100 * errors / placeholders, 2) if placeholders else 100.0


def format_table(scores: list[Score]) -> str:
    """Return the scores as lines of columns, then what comes through of the placeholders of all sets together."""
    names = "BLEU   chrF  BLEU(canonical)  words/s numbers  quotes  placeholders  segments  loops  copied"
    head = f"{'set':<20} {'dir':<6} beam segm.   {names}"
    rows = [
        f"{s.test_set:<20} {s.direction:<6} {s.beam:>4} {s.segments:>5} {s.bleu:>6.2f} {s.chrf:>6.2f} "
        f"{s.canonical_bleu:>16.2f} {s.words_per_second:>8.0f} "
        f"{s.numbers_kept:>6.1f}% {s.quotations_kept:>6.1f}% {s.placeholders_kept:>12.2f}% "
        f"{s.masked_segments_kept:>8.2f}% {s.loops:>6} {s.copied:>7}"
        for s in scores
    ]
    signatures = sorted({signature for score in scores for signature in score.signatures})
    return "\n".join([head, *rows, *_placeholder_lines(scores), *signatures])


def _placeholder_lines(scores: list[Score]) -> Iterator[str]:
    for direction, beam in sorted({(score.direction, score.beam) for score in scores}):
        own = [score for score in scores if (score.direction, score.beam) == (direction, beam)]
        placeholders, errors = sum(s.placeholders for s in own), sum(s.placeholder_errors for s in own)
        yield (
            f"{direction} beam {beam}: {_kept(placeholders, errors):.2f} % of {placeholders} placeholders "
            f"arrive exactly once ({errors} lost, doubled or invented)"
        )
