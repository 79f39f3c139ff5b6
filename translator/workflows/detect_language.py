"""Tell the language of texts, and the languages served."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from translator.translation import Detection
from translator.workflows.services import Services


@dataclass(frozen=True, slots=True)
class ServedLanguage:
    """A language that can be a source, with the targets it can be translated into, itself included."""

    code: str
    name: str
    targets: tuple[str, ...]


def detect_languages(services: Services, texts: Sequence[str]) -> list[tuple[Detection, ...]]:
    """Rank the likely languages of each text, best first."""
    return [services.detector.rank(text) for text in texts]


def list_languages(services: Services) -> list[ServedLanguage]:
    """List the languages served, ordered by code."""
    pairs = services.engine.list_pairs()
    codes = sorted({code for pair in pairs for code in (pair.source, pair.target)})
    return [
        ServedLanguage(
            code=code,
            name=services.engine.get_language_name(code),
            targets=tuple(sorted({code, *(pair.target for pair in pairs if pair.source == code)})),
        )
        for code in codes
    ]
