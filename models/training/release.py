"""Write `models/manifest.toml`: what is shipped, how large, with which scores."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from .export import sha256

LICENCE = "GPL-3.0-or-later"  # the one licence that all the data allows: CC-BY-SA 4.0 may become GPL 3, not the reverse


def _value(value: object) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(str(key))} = {_value(item)}" for key, item in value.items()) + " }"
    if isinstance(value, (int, float)):
        return str(value)
    return json.dumps(str(value), ensure_ascii=False)


def describe_package(path: Path, scores: list[dict[str, Any]]) -> dict[str, object]:
    """Return a manifest entry; `scores` are rows of `evaluate --json`, those of other directions are left out."""
    source, target = path.stem.split("-")[1].split("_")
    own = [row for row in scores if row["direction"] == f"{source}-{target}" and row["beam"] == 4]
    return {
        "file": path.name,
        "from": source,
        "to": target,
        "version": path.stem.split("-")[2].replace("_", "."),
        "size": path.stat().st_size,
        "sha256": sha256(path),
        "licence": LICENCE,
        "trained": time.strftime("%Y-%m-%d"),
        "bleu": {row["test_set"]: row["bleu"] for row in own},
        "chrf": {row["test_set"]: row["chrf"] for row in own},
    }


def write_manifest(folder: Path, scores: list[dict[str, Any]]) -> Path:
    """Describe every package in `folder`; return the manifest's path."""
    lines = ["# The packages that ship here. Written by `python -m models.training manifest`.", ""]
    for path in sorted(folder.glob("*.argosmodel")):
        lines.append("[[package]]")
        lines += [f"{key} = {_value(value)}" for key, value in describe_package(path, scores).items()]
        lines.append("")
    manifest = folder / "manifest.toml"
    manifest.write_text("\n".join(lines), encoding="utf-8")
    return manifest


# Heads of a card's table and the fields of `evaluate.Score` below them.
COLUMNS = {
    "set": "test_set",
    "segments": "segments",
    "beam": "beam",
    "BLEU": "bleu",
    "chrF": "chrf",
    "BLEU of canonical text": "canonical_bleu",
    "numbers kept, %": "numbers_kept",
    "quotation marks kept, %": "quotations_kept",
    "placeholders exactly once, %": "placeholders_kept",
    "masked segments with all of theirs, %": "masked_segments_kept",
    "loops": "loops",
    "words/s": "words_per_second",
}
SCORES_BEGIN, SCORES_END = "<!-- scores -->", "<!-- end of scores -->"


def fill_card(card: Path, scores: list[dict[str, Any]]) -> None:
    """Put a table of the scores of the card's direction between its two markers; raise ValueError without them.

    Arguments: `card` is called `translate-<from>_<to>.md`; `scores` are rows of `evaluate --json`.
    """
    direction = card.stem.split("-")[1].replace("_", "-")
    own = [row for row in scores if row["direction"] == direction]
    lines = ["| " + " | ".join(COLUMNS) + " |", "|---" * len(COLUMNS) + "|"]
    lines += ["| " + " | ".join(str(row[key]) for key in COLUMNS.values()) + " |" for row in own]
    signatures = sorted({f"`{signature}`" for row in own for signature in row["signatures"]})
    table = "\n".join([*lines, "", "sacreBLEU signatures: " + ", ".join(signatures)])
    before, found, rest = card.read_text(encoding="utf-8").partition(SCORES_BEGIN)
    _, closed, after = rest.partition(SCORES_END)
    if not (found and closed):
        raise ValueError(f"{card} has no place for scores")
    card.write_text(f"{before}{SCORES_BEGIN}\n{table}\n{SCORES_END}{after}", encoding="utf-8")
