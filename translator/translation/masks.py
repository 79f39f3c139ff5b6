"""What stands for protected stretches while an engine works."""

from __future__ import annotations

from dataclasses import dataclass

from translator.document import Span


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A token that stands for a stretch of the source while the engine works.

    Args:
        token: Such as ``⟦0⟧``; equal stretches of a segment with equal values share one.
        span: The stretch of the source that it stands for.
        value: The target text that takes its place again.
    """

    token: str
    span: Span
    value: str


@dataclass(frozen=True, slots=True)
class MaskedSegment:
    """A segment's text with placeholders in it."""

    text: str
    placeholders: tuple[Placeholder, ...] = ()


@dataclass(frozen=True, slots=True)
class Restored:
    """An engine's output with its placeholders replaced by their values.

    Args:
        text: The target text.
        missing: Placeholders that did not occur.
        repeated: Placeholders that occurred more than once; only the first occurrence got its value.
        invented: Tokens in the form of a placeholder that were never given; removed from the text.
    """

    text: str
    missing: tuple[Placeholder, ...] = ()
    repeated: tuple[Placeholder, ...] = ()
    invented: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether each placeholder arrived exactly once and none was invented."""
        return not (self.missing or self.repeated or self.invented)
