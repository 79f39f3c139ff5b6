"""Each row of the contracts of LibreTranslate and DeepL has a test that names it, or a reason why none does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]

#: The rows of each contract; numbers that are not here it does not have.
ROWS = {
    "lt": [*range(1, 29), *range(30, 40)],
    "dl": [*range(1, 17), *range(20, 23), *range(30, 37), *range(40, 44), 50],
}

#: Why a row has no test, by its name.
UNTESTED: dict[str, str] = {}

_NAMES = re.compile(r"def (test_(lt|dl)_((?:\d\d_|to_)+)\w*)")


def read_rows(name: str) -> set[int]:
    """Return the rows in a test's name: ``36_37_`` are two, ``19_to_21_`` three."""
    ranges = re.sub(
        r"(\d\d)_to_(\d\d)", lambda match: "_".join(map(str, range(int(match[1]), int(match[2]) + 1))), name
    )
    return {int(number) for number in ranges.split("_") if number}


def find_tests() -> dict[str, list[str]]:
    """Return the names of the tests by the rows that they show."""
    tests: dict[str, list[str]] = {}
    for path in TESTS.rglob("test_*.py"):
        for name, contract, rows in _NAMES.findall(path.read_text(encoding="utf-8")):
            for row in read_rows(rows):
                tests.setdefault(f"{contract}-{row:02}", []).append(f"{path.relative_to(TESTS)}::{name}")
    return tests


ALL_ROWS = [f"{contract}-{row:02}" for contract, rows in ROWS.items() for row in rows]
FOUND = find_tests()


@pytest.mark.parametrize("row", ALL_ROWS)
def test_each_row_is_shown_by_a_test_or_has_a_reason(row: str) -> None:
    assert bool(FOUND.get(row)) != bool(UNTESTED.get(row))


def test_no_test_names_a_row_that_there_is_not() -> None:
    assert set(FOUND) | set(UNTESTED) == set(ALL_ROWS)
