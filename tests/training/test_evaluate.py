"""Scores of a package: what is counted, and what the table says of it."""

from __future__ import annotations

import lzma
from pathlib import Path
from typing import Any

import pytest

from models.training.augment import PLACEHOLDERS
from models.training.evaluate import MASKINGS, Score, format_table, score_set


class Copier:
    """Answer every text with itself, but for what `spoil` makes of texts with placeholders."""

    source, target = "en", "fr"

    def __init__(self, drop: bool, double: bool) -> None:
        self.drop, self.double = drop, double

    def translate(self, texts: list[str], **_beam: int) -> list[str]:
        return [self._spoil(text) for text in texts]

    def _spoil(self, text: str) -> str:
        for token in PLACEHOLDERS:
            if token in text and self.drop:
                return text.replace(token, "")
            if token in text and self.double:
                return f"{text} {token}"
        return text


@pytest.fixture
def test_set(tmp_path: Path) -> Path:
    path = tmp_path / "three.tsv.xz"
    rows = [
        "Marta Kowalska saw 2024 begin in Lyon.\tMarta Kowalska a vu 2024 commencer à Lyon.",
        "Nothing to hide here.\tRien à cacher ici.",
        "He paid 300 to Ines.\tIl a payé 300 à Ines.",
    ]
    path.write_bytes(lzma.compress("\n".join(rows).encode() + b"\n"))
    return path


def score(path: Path, **spoilt: bool) -> Score:
    package: Any = Copier(**({"drop": False, "double": False} | spoilt))
    return score_set(package, path, beam=1, limit=None)[0]


def test_all_placeholders_that_come_through_are_kept(test_set: Path) -> None:
    found = score(test_set)
    assert found.placeholders >= 2 * len(MASKINGS)
    assert (found.placeholder_errors, found.placeholders_kept, found.masked_segments_kept) == (0, 100.0, 100.0)


@pytest.mark.parametrize("fault", ["drop", "double"])
def test_one_placeholder_lost_or_doubled_in_a_segment_is_one_error_there(test_set: Path, fault: str) -> None:
    found = score(test_set, **{fault: True})
    assert found.placeholder_errors == 2 * len(MASKINGS)  # two of the three segments have something to mask
    assert found.masked_segments_kept == 0
    assert found.placeholders_kept == round(100 - 100 * found.placeholder_errors / found.placeholders, 2)


def test_the_table_adds_up_the_placeholders_of_all_sets(test_set: Path) -> None:
    whole, broken = score(test_set), score(test_set, drop=True)
    lines = format_table([whole, broken]).splitlines()
    assert f"{whole.placeholders + broken.placeholders} placeholders" in lines[3]
    assert f"({broken.placeholder_errors} lost, doubled or invented)" in lines[3]
