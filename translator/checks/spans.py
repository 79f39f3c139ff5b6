"""Did each name, number, address, term and quotation arrive?"""

from __future__ import annotations

from collections.abc import Iterator

from translator.checks.codes import make_issue
from translator.checks.comparison import Comparison
from translator.document import SpanKind
from translator.translation import Issue

_CODES = {
    SpanKind.NAME: "name_missing",
    SpanKind.NUMBER: "number_changed",
    SpanKind.ADDRESS: "address_changed",
    SpanKind.TERM: "term_missed",
    SpanKind.QUOTATION: "quotation_lost",
}


def check_spans(comparison: Comparison) -> Iterator[Issue]:
    """Report each span of the source that no span of the target answers.

    The second mention of a name may have become a pronoun, so it is not missed where another one arrived.
    """
    answered = comparison.answered
    arrived = {_read(comparison, index) for index in answered if _is_name(comparison, index)}
    for index, span in enumerate(comparison.segment.spans):
        code = _CODES.get(span.kind)
        is_mentioned = _is_name(comparison, index) and _read(comparison, index) in arrived
        if code is not None and index not in answered and not is_mentioned:
            yield make_issue(code, span=span, text=_read(comparison, index))


def _is_name(comparison: Comparison, index: int) -> bool:
    return comparison.segment.spans[index].kind is SpanKind.NAME


def _read(comparison: Comparison, index: int) -> str:
    span = comparison.segment.spans[index]
    return comparison.segment.source[span.start : span.end]


def check_placeholders(comparison: Comparison) -> Iterator[Issue]:
    """Report that the engine lost, doubled or invented a placeholder; what it stood for is checked by itself."""
    if comparison.restored is not None and not comparison.restored.is_complete:
        yield make_issue("placeholder_lost")
