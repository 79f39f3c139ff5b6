"""Read the rule files of the checks: text that a linguist can edit, ``#`` for a remark."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def read_lines(name: str) -> tuple[str, ...]:
    """Return the lines of a rule file, without remarks and empty lines.

    Args:
        name: File name in the package's ``rules`` folder.
    """
    text = files("translator.checks").joinpath("rules", name).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line.strip() and not line.startswith("#"))


@cache
def read_function_words() -> Mapping[str, frozenset[str]]:
    """Return, by language, the words that give it away."""
    rows = (line.split("\t") for line in read_lines("function_words.tsv"))
    return {language: frozenset(words.split()) for language, words in rows}
