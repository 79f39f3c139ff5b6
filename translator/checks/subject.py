"""What a check looks at: a segment and its translation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from translator.document import Segment, Span, SpanKind
from translator.translation import Restored


@dataclass(frozen=True, slots=True)
class Subject:
    """A segment, its target, and how the target's spans answer the source's.

    Args:
        segment: The source side with its spans.
        target: Translation.
        target_spans: Spans of the target; ``ref`` is the position of the source span that each answers.
        source_language: ISO 639 code.
        target_language: ISO 639 code.
        restored: What became of the placeholders, where there were any.
    """

    segment: Segment
    target: str
    target_spans: Sequence[Span]
    source_language: str
    target_language: str
    restored: Restored | None = None

    @property
    def source(self) -> str:
        """The source text."""
        return self.segment.source

    def read(self, span: Span) -> str:
        """Return the source text of a span."""
        return self.segment.source[span.start : span.end]

    def list_unanswered(self, kind: SpanKind) -> Iterator[Span]:
        """Yield the source spans of a kind that no span of the target answers."""
        answered = {span.ref for span in self.target_spans}
        for index, span in enumerate(self.segment.spans):
            if span.kind is kind and str(index) not in answered:
                yield span

    def list_answered(self, kind: SpanKind) -> Iterator[Span]:
        """Yield the source spans of a kind that a span of the target answers."""
        answered = {span.ref for span in self.target_spans}
        for index, span in enumerate(self.segment.spans):
            if span.kind is kind and str(index) in answered:
                yield span
