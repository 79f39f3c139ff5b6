"""Read the rule files: text that a linguist can edit, one fact a line, ``#`` for a remark."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def read_lines(name: str) -> tuple[str, ...]:
    """Return the lines of a rule file, without remarks and empty lines.

    Args:
        name: File name in the package's ``rules`` folder.
    """
    text = files("translator.protection").joinpath("rules", name).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line.strip() and not line.startswith("#"))


def read_table(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a rule file whose columns are set apart by tabulators."""
    return tuple(tuple(line.split("\t")) for line in read_lines(name))
