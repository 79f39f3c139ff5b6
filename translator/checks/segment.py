"""Run all checks on the translation of a segment."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from translator.checks.fidelity import (
    check_addresses,
    check_names,
    check_numbers,
    check_placeholders,
    check_quotations,
    check_terms,
)
from translator.checks.marks import check_added_quotations, check_balance, check_emoji
from translator.checks.subject import Subject
from translator.checks.wording import check_empty, check_length, check_loops, check_translated
from translator.document import Segment, Span
from translator.translation import Issue, Restored

#: One function for each defect, in the order in which issues are reported.
CHECKS: tuple[Callable[[Subject], Iterator[Issue]], ...] = (
    check_loops,
    check_translated,
    check_names,
    check_numbers,
    check_addresses,
    check_terms,
    check_placeholders,
    check_quotations,
    check_balance,
    check_added_quotations,
    check_emoji,
    check_length,
)


def check_segment(
    segment: Segment,
    *,
    target: str,
    target_spans: Sequence[Span],
    source_language: str,
    target_language: str,
    restored: Restored | None = None,
) -> tuple[Issue, ...]:
    """Find what is wrong with the translation of a segment.

    Args:
        segment: Source with its spans.
        target: Translation in the target's typography.
        target_spans: Which stretch of the target answers which span: ``ref`` is the position in ``segment.spans``.
        source_language: ISO 639 code.
        target_language: ISO 639 code.
        restored: What became of the placeholders, where the segment was masked.

    Returns:
        Issues, those of the whole text before those of its spans; only ``empty_target`` for an empty target.
    """
    subject = Subject(segment, target, target_spans, source_language, target_language, restored)
    empty = tuple(check_empty(subject))
    return empty or tuple(issue for check in CHECKS for issue in check(subject))
