"""All checks of one segment, run in the order of the table of codes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from translator.checks import sentences, spans, wording
from translator.checks.codes import ISSUE_CODES
from translator.checks.comparison import Comparison
from translator.document import Segment, Span
from translator.translation import Issue, Link, Restored


@dataclass(frozen=True, slots=True)
class _Check:
    """A check and the circumstance under which it says something."""

    run: Callable[[Comparison], Iterable[Issue]]
    needs_words: bool = True


_CHECKS = (
    _Check(wording.check_empty_target, needs_words=False),
    _Check(wording.check_garbled),
    _Check(wording.check_repetition),
    _Check(wording.check_untranslated),
    _Check(sentences.check_sentences),
    _Check(spans.check_spans),
    _Check(spans.check_signs),
    _Check(spans.check_spelled_numbers),
    _Check(spans.check_placeholders),
    _Check(wording.check_length),
)
_ORDER = {code: rank for rank, code in enumerate(ISSUE_CODES)}


def check_segment(
    segment: Segment,
    *,
    target: str,
    target_spans: tuple[Span, ...],
    source_language: str,
    target_language: str,
    restored: Restored | None = None,
    read_links: Callable[[], Sequence[Link]] = tuple,
) -> tuple[Issue, ...]:
    """Find what is wrong with a translation of a segment.

    Args:
        segment: The source with its spans.
        target: The target text as it would be served.
        target_spans: Spans of the target; the ``ref`` of each is the decimal index of the source span it answers.
        source_language: ISO 639 code.
        target_language: ISO 639 code.
        restored: What became of the placeholders, where there were any.
        read_links: Returns the word alignment of the segment with the target, where one is known.

    Returns:
        Issues in the order of ``ISSUE_CODES``; none where nothing was found.
    """
    comparison = Comparison(
        segment=segment,
        target=target,
        target_spans=target_spans,
        source_language=source_language,
        target_language=target_language,
        restored=restored,
        read_links=read_links,
    )
    is_empty = not target.strip()
    found = [issue for check in _CHECKS if not (is_empty and check.needs_words) for issue in check.run(comparison)]
    return tuple(sorted(found, key=lambda issue: _ORDER[issue.code]))
