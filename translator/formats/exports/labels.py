"""The few words that a file says of itself."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from translator.languages import SERVED_LANGUAGES

_PATH = Path(__file__).parent.parent / "rules" / "labels.toml"


def get_labels(locale: str) -> Mapping[str, str]:
    """Return the labels in a locale's language, or in English where there are none in it."""
    labels = _read_labels()
    return labels.get(locale.partition("-")[0], labels[SERVED_LANGUAGES[0]])


@cache
def _read_labels() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(_PATH.read_text(encoding="utf-8"))


def name_language(tag: str, *, labels: Mapping[str, str]) -> str:
    """Return a language's name as a heading writes it, or its tag where the labels have none."""
    name = labels.get(tag.partition("-")[0], tag)
    return name[:1].upper() + name[1:]
