"""Pin how good the shipped packages are, on sentences that ship with the project; never let it drop unseen."""

from __future__ import annotations

import json
from pathlib import Path

import sacrebleu
from translator.protection.canonical import to_canonical

from .augment import PLACEHOLDERS
from .engine import Package
from .fidelity import find_numbers, is_copied, is_loop, keeps_numbers, keeps_placeholders

MARGIN = 1.5  # points that another processor's rounding may cost
COMPUTE_TYPE = "float32"  # int8 sums differ by more than that: by one placeholder in sixty
BEAM = 2


class LowerFloorError(ValueError):
    """Say that a measurement is under the floor it was to replace."""


def read_sentences(path: Path, source: str) -> tuple[list[str], list[str]]:
    """Return sources and references, in canonical form, of a file of `english<TAB>french` lines."""
    rows = [tuple(map(to_canonical, line.split("\t"))) for line in path.read_text(encoding="utf-8").splitlines()]
    english, french = [row[0] for row in rows], [row[1] for row in rows]
    return (english, french) if source == "en" else (french, english)


def measure_package(package: Package, sentences: Path) -> dict[str, float]:
    """Return chrF and the shares, in per cent, of outputs without a defect of each kind."""
    sources, references = read_sentences(sentences, package.source)
    outputs = package.translate(sources, beam=BEAM)
    masked = [_with_placeholder(source, number) for number, source in enumerate(sources)]
    restored = package.translate(masked, beam=BEAM)
    numbered = [place for place, source in enumerate(sources) if find_numbers(source)]
    kept = sum(keeps_numbers(sources[place], outputs[place]) for place in numbered)
    return {
        "chrf": round(sacrebleu.corpus_chrf(outputs, [references]).score, 2),
        "numbers": round(100 * kept / max(1, len(numbered)), 2),
        "placeholders": round(100 * sum(map(keeps_placeholders, masked, restored)) / len(masked), 2),
        "without_loop": round(100 * sum(not is_loop(output) for output in outputs) / len(outputs), 2),
        "translated": round(100 - 100 * sum(map(is_copied, sources, outputs)) / len(outputs), 2),
    }


def _with_placeholder(source: str, number: int) -> str:
    """Put a placeholder in the place of the first capitalised word after the start, or before the last word."""
    words = source.split()
    capital = next((place for place, word in enumerate(words[1:], 1) if word.isalpha() and word[0].isupper()), None)
    token = PLACEHOLDERS[number % len(PLACEHOLDERS)]
    if capital is None:
        return " ".join([*words[:-1], token, words[-1]])
    return " ".join([*words[:capital], token, *words[capital + 1 :]])


def raise_floors(path: Path, measured: dict[str, dict[str, float]], *, lower: bool = False) -> None:
    """Raise floors to a margin below what was measured; refuse what is under one unless `lower` says to lower it.

    Arguments: `measured` maps a direction (`fr-en`) to what `measure_package` returned for it.
    """
    floors = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    for direction, values in measured.items():
        old = floors.setdefault(direction, {})
        for name, value in values.items():
            floor, pinned = round(max(0.0, value - MARGIN), 2), old.get(name, 0.0)
            if not lower and value < pinned:
                raise LowerFloorError(f"{direction} {name}: {value} is under the floor {pinned}")
            old[name] = floor if lower else max(floor, pinned)
    path.write_text(json.dumps(floors, indent=2) + "\n", encoding="utf-8")
