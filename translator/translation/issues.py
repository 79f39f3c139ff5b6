"""What is wrong with a translation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from translator.document import Span


class Severity(StrEnum):
    """``ERROR`` makes the pipeline try again and is worth holding a publication; ``WARNING`` only informs."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Issue:
    """A defect found in a translation.

    Args:
        code: Stable name of the defect, such as ``name_missing``; documented in ``docs/api.md``.
        severity: Whether the ladder must act on it.
        message: English sentence with ``%(name)s`` places; the message key for the catalogues.
        values: What fills the places of the message.
        span: The stretch of the source that it is about, where there is one.
    """

    code: str
    severity: Severity
    message: str
    values: Mapping[str, str] = field(default_factory=dict)
    span: Span | None = None

    @property
    def text(self) -> str:
        """The message in English with its places filled."""
        return self.message % self.values
