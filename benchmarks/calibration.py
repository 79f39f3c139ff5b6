"""``python -m benchmarks.calibration``: fit the confidence of translations to how good they are, and show how it fits.

A translation counts as good where its chrF against the reference reaches a level. The weights are fitted to one
corpus and judged on another; with ``--write`` they replace those in ``translator/checks/rules/confidence.tsv``.
"""

from __future__ import annotations

import argparse
import lzma
import math
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sacrebleu.metrics import CHRF

from translator.app import build_services
from translator.checks import Evidence
from translator.settings import read_settings
from translator.workflows.services import Services
from translator.workflows.translate_text import TextRequest, translate_texts

WEIGHTS = Path(__file__).parent.parent / "translator" / "checks" / "rules" / "confidence.tsv"
FITTED_ON, JUDGED_ON = "flores-dev", "newsdiscusstest2015"

#: chrF of a sentence from which on its translation counts as good.
GOOD = 50.0
#: How strongly weights are drawn to 0.
RIDGE = 1.0
_STEPS = 25
_BINS = 5


@dataclass(frozen=True, slots=True)
class Sample:
    """A translated sentence: what is known about it, and its chrF."""

    evidence: Evidence
    quality: float


def read_pairs(path: Path, *, limit: int) -> list[tuple[str, str]]:
    """Read English and French sentences, evenly spread over the file."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file]
    step = max(1, len(rows) // limit)
    return [(row[0].strip(), row[1].strip()) for row in rows[::step]][:limit]


def translate_pairs(services: Services, pairs: Sequence[tuple[str, str]], *, target: str) -> list[Sample]:
    """Translate one side of each pair and compare it with the other."""
    source = "en" if target == "fr" else "fr"
    sides = [pair if source == "en" else pair[::-1] for pair in pairs]
    results = translate_texts(
        services, TextRequest(texts=tuple(text for text, _ in sides), source=source, target=target)
    )
    chrf = CHRF()
    samples = []
    for (_, reference), result in zip(sides, results, strict=True):
        if len(result.translations) == 1:
            (segment,) = (segment for _, segment in result.article.iterate_segments())
            (made,) = result.translations
            evidence = Evidence(segment.source, made.target, target, made.rung, made.issues, made.score)
            samples.append(Sample(evidence, chrf.sentence_score(made.target, [reference]).score))
    return samples


def fit(samples: Sequence[Sample]) -> dict[str, float]:
    """Return the weights of a logistic regression with a ridge penalty, found by Newton’s method."""
    names = list(samples[0].evidence.measure())
    features = np.array([list(sample.evidence.measure().values()) for sample in samples])
    is_good = np.array([sample.quality >= GOOD for sample in samples], dtype=float)
    penalty = RIDGE * np.diag([name != "constant" for name in names]).astype(float) + 1e-6 * np.eye(len(names))
    weights = np.zeros(len(names))
    for _ in range(_STEPS):
        expected = 1 / (1 + np.exp(-features @ weights))
        slope = features.T @ (is_good - expected) - penalty @ weights
        curve = (features.T * (expected * (1 - expected))) @ features + penalty
        weights += np.linalg.solve(curve, slope)
    return {name: float(weight) for name, weight in zip(names, weights, strict=True)}


def rate(sample: Sample, weights: dict[str, float]) -> float:
    """Return the confidence that weights give a sample."""
    total = sum(weights[name] * value for name, value in sample.evidence.measure().items())
    return 1 / (1 + math.exp(-total))


def describe_fit(samples: Sequence[Sample], weights: dict[str, float]) -> list[str]:
    """Return lines that show how well confidence tells good translations: Brier score, each fifth of the samples."""
    rated = sorted(((rate(sample, weights), sample.quality) for sample in samples), key=lambda each: each[0])
    share = sum(quality >= GOOD for _, quality in rated) / len(rated)
    brier = sum((confidence - (quality >= GOOD)) ** 2 for confidence, quality in rated) / len(rated)
    lines = [
        f"  {len(rated)} sentences, {share:.0%} good; Brier {brier:.3f}, of the share alone {share * (1 - share):.3f}"
    ]
    for at in range(_BINS):
        part = rated[at * len(rated) // _BINS : (at + 1) * len(rated) // _BINS]
        confidence = sum(each for each, _ in part) / len(part)
        good = sum(quality >= GOOD for _, quality in part) / len(part)
        chrf = sum(quality for _, quality in part) / len(part)
        lines.append(f"  confidence {confidence:.2f}: {good:.2f} good, chrF {chrf:.1f}")
    return lines


def write_weights(weights: dict[str, dict[str, float]]) -> None:
    """Write the rule file."""
    head = (
        f"# Weights of the confidence: target language (* any other), feature, weight. Good is chrF {GOOD:.0f} or\n"
        f"# more; fitted to {FITTED_ON} by python -m benchmarks.calibration --write\n"
    )
    rows = [f"{tongue}\t{name}\t{weight:.4f}" for tongue, each in weights.items() for name, weight in each.items()]
    WEIGHTS.write_text(head + "\n".join(rows) + "\n", encoding="utf-8")


def main() -> None:
    """Fit, judge, and write the weights where that is wanted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with eval/*.tsv.xz: English, tab, French")
    parser.add_argument("--limit", type=int, default=1_500, help="sentences of each corpus at most")
    parser.add_argument("--write", action="store_true", help="replace the weights of the service")
    arguments = parser.parse_args()
    fitted: dict[str, dict[str, float]] = {}
    everything: list[Sample] = []
    with tempfile.TemporaryDirectory() as folder:
        services = build_services(read_settings({"TRANSLATOR_LIMITS": "off"}, data_dir=Path(folder)))
        services.database.upgrade()
        for target in ("en", "fr"):
            samples, unseen = (
                translate_pairs(
                    services,
                    read_pairs(arguments.corpus / "eval" / f"{name}.tsv.xz", limit=arguments.limit),
                    target=target,
                )
                for name in (FITTED_ON, JUDGED_ON)
            )
            fitted[target] = fit(samples)
            everything += samples
            print("\n".join([f"into {target}, unseen:", *describe_fit(unseen, fitted[target])]), flush=True)
    fitted["*"] = fit(everything)
    if arguments.write:
        write_weights(fitted)


if __name__ == "__main__":
    sys.exit(main())
