"""Each row of LibreTranslate's contract has a test that names it."""

from __future__ import annotations

import re
from pathlib import Path

TESTS = Path(__file__).parents[1]
ROWS = {*range(1, 29), *range(30, 40)}

_NAMES = re.compile(r"def test_lt_((?:\d\d_|to_)+)")


def read_rows(name: str) -> set[int]:
    """Return the rows in a test's name: ``36_37_`` are two, ``19_to_21_`` three."""
    ranges = re.sub(
        r"(\d\d)_to_(\d\d)", lambda match: "_".join(map(str, range(int(match[1]), int(match[2]) + 1))), name
    )
    return {int(number) for number in ranges.split("_") if number}


def test_each_row_is_tested() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in TESTS.rglob("test_*.py"))
    found: set[int] = set().union(*(read_rows(name) for name in _NAMES.findall(sources)))
    assert found == ROWS
