"""Score a package on sources that are spoilt as hurried writers spoil them, beside the same sources unspoilt."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import sacrebleu

from .augment import append_sign, capitals, copy, drop_accents, drop_final_stop, headline, lower, number_item
from .corpus import Pair, read_pairs
from .engine import Package

Variation = Callable[[Pair, random.Random], Pair]
VARIATIONS: tuple[Variation, ...] = (
    capitals,
    copy,
    drop_accents,
    drop_final_stop,
    headline,
    lower,
    number_item,
    append_sign,
)


@dataclass(frozen=True)
class Robustness:
    """Hold chrF, without case, of the sources as they are and spoilt in one way.

    `exact` is the share, in per cent, of outputs that end or begin with what was added, or equal a source that needed
    no translation.
    """

    variation: str
    segments: int
    chrf: float
    spoilt_chrf: float
    exact: float | None


def measure_robustness(package: Package, path: Path, *, limit: int) -> list[Robustness]:
    """Return one row for each variation that can happen to the package's source language.

    Arguments: `path` is a `.tsv.xz` set; `limit` the pairs of it to use.
    """
    pairs = [pair for _, pair in zip(range(limit), read_pairs(path), strict=False)]
    plain = dict(zip(pairs, package.translate([_source(pair, package) for pair in pairs], beam=4), strict=True))
    rows = (_measure(package, plain, variation) for variation in VARIATIONS)
    return [row for row in rows if row is not None]


def _source(pair: Pair, package: Package) -> str:
    return pair.english if package.source == "en" else pair.french


def _target(pair: Pair, package: Package) -> str:
    return pair.english if package.target == "en" else pair.french


def _spoil(pair: Pair, variation: Variation, language: str) -> Pair | None:
    """Return the pair varied, for those who write `language`; None where the variation does not touch them."""
    for seed in range(8):
        varied = variation(pair, random.Random(f"{seed}/{pair.english}"))
        if varied.into in ("", language) and varied != pair:
            return varied
    return None


def _measure(package: Package, plain: dict[Pair, str], variation: Variation) -> Robustness | None:
    spoilt = {pair: _spoil(pair, variation, package.target) for pair in plain}
    touched = {pair: varied for pair, varied in spoilt.items() if varied is not None}
    if not touched:
        return None
    outputs = package.translate([_source(varied, package) for varied in touched.values()], beam=4)
    references = [_target(varied, package) for varied in touched.values()]
    return Robustness(
        variation=variation.__name__,
        segments=len(touched),
        chrf=_score([plain[pair] for pair in touched], [_target(pair, package) for pair in touched]),
        spoilt_chrf=_score(outputs, references),
        exact=_count_exact(variation, list(touched.values()), outputs, package),
    )


def _score(outputs: list[str], references: list[str]) -> float:
    folded = [text.lower() for text in references]
    return round(sacrebleu.corpus_chrf([text.lower() for text in outputs], [folded]).score, 2)


def _count_exact(variation: Variation, pairs: list[Pair], outputs: list[str], package: Package) -> float | None:
    """Return how many outputs hold, where it belongs, what must come through letter for letter."""
    both = list(zip((_source(pair, package) for pair in pairs), outputs, strict=True))
    if variation is copy:
        kept = [source == output for source, output in both]
    elif variation is number_item:
        kept = [output.split(" ")[0] == source.split(" ")[0] for source, output in both]
    elif variation is append_sign:
        kept = [output.split(" ")[-1] == source.split(" ")[-1] for source, output in both]
    else:
        return None
    return round(100 * sum(kept) / len(kept), 1)


def format_rows(direction: str, rows: list[Robustness]) -> str:
    """Return the rows as lines of columns."""
    lines = [f"{direction:<6} {'variation':<16} segm.   chrF spoilt  exact"]
    for row in rows:
        exact = "" if row.exact is None else f"{row.exact:>6.1f}"
        lines.append(f"       {row.variation:<16} {row.segments:>5} {row.chrf:>6.2f} {row.spoilt_chrf:>6.2f} {exact}")
    return "\n".join(lines)
