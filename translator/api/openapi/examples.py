"""Examples of requests and answers, by method and route; a test holds them equal to those of ``docs/api.md``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

_PATH = Path(__file__).with_name("examples.json")


def find_examples(operation: str) -> Mapping[str, Any]:
    """Return the ``request`` and the ``answer`` of an operation such as ``POST /translate``; empty without any."""
    return _read().get(operation, {})


@cache
def _read() -> Mapping[str, Mapping[str, Any]]:
    examples: Mapping[str, Mapping[str, Any]] = json.loads(_PATH.read_text(encoding="utf-8"))
    return examples
