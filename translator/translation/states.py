"""How far a translation has come, where it came from, and how it was to be made."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """How far a translation has come (states of XLIFF 2); only a person sets the last two."""

    INITIAL = "initial"
    TRANSLATED = "translated"
    REVIEWED = "reviewed"
    FINAL = "final"


class Origin(StrEnum):
    """Where a target came from."""

    ENGINE = "engine"
    MEMORY = "memory"
    SOURCE = "source"
    PERSON = "person"


class Rung(StrEnum):
    """Which attempt of the ladder served a segment, from the first to the last resort."""

    PASSED = "passed"
    FIRST = "first"
    HYPOTHESIS = "hypothesis"
    REPAIRED = "repaired"
    MASKED = "masked"
    AROUND = "around"
    SOURCE = "source"


class QuotationPolicy(StrEnum):
    """What becomes of a quotation: translated; kept byte for byte as it was spoken; or both, the original behind."""

    TRANSLATE = "translate"
    KEEP = "keep"
    BOTH = "both"
