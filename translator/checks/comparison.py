"""What every check looks at: a segment, its target, and the spans that answer each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from translator.document import Segment, Span, SpanKind
from translator.translation import Link, Restored

_WORD = regex.compile(r"[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*")
#: How many texts' words are kept ready: several checks ask for a source's and a target's.
_TEXTS = 64
_COPIED_KINDS = frozenset({SpanKind.NAME, SpanKind.ADDRESS, SpanKind.TERM, SpanKind.TAG})


@dataclass(frozen=True, slots=True)
class Comparison:
    """A segment beside its target; the arguments are those of `check_segment`."""

    segment: Segment
    target: str
    target_spans: tuple[Span, ...]
    source_language: str
    target_language: str
    restored: Restored | None = None
    read_links: Callable[[], Sequence[Link]] = tuple

    @property
    def answered(self) -> frozenset[int]:
        """Indices of the source spans that a target span answers."""
        return frozenset(int(span.ref) for span in self.target_spans if span.ref.isdecimal())

    def list_source_words(self) -> tuple[str, ...]:
        """Lower-cased words of the source."""
        return list_words(self.segment.source)

    def list_free_words(self) -> tuple[str, ...]:
        """Lower-cased words of the target outside names, addresses, terms, tags and quotations kept byte for byte."""
        text = list(self.target)
        for span in self.target_spans:
            if span.kind in _COPIED_KINDS or self._is_kept_quotation(span):
                text[span.start : span.end] = " " * (span.end - span.start)
        return list_words("".join(text))

    def _is_kept_quotation(self, span: Span) -> bool:
        if span.kind is not SpanKind.QUOTATION or not span.ref.isdecimal():
            return False
        source = self.segment.spans[int(span.ref)]
        text = self.segment.source[source.start : source.end]
        return bool(source.language) or self.target[span.start : span.end] == text


@lru_cache(maxsize=_TEXTS)
def list_words(text: str) -> tuple[str, ...]:
    """Return the words of a text in lower case; an elided article stays with its word."""
    return tuple(map(str.lower, _WORD.findall(text)))
