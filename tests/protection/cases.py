"""Read the case files of this package."""

from __future__ import annotations

from pathlib import Path

CASES = Path(__file__).parent.parent / "cases"


def read_cases(name: str, *, columns: int) -> list[tuple[str, ...]]:
    """Return the rows of a case file, filled up with empty columns; the signs for spaces become spaces."""
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    rows = [
        line.replace("⍽", "\u00a0").replace("⎵", "\u202f").split("\t") for line in lines if not line.startswith("#")
    ]
    return [(*row, *[""] * (columns - len(row))) for row in rows if row != [""]]
