"""Do the quotation marks of a target pair, and are there as many quotations as in the source?"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from translator.checks.codes import make_issue
from translator.checks.comparison import Comparison
from translator.document import SpanKind
from translator.translation import Issue

# Single marks are left out: their closing form is also the apostrophe.
_PAIRS = (("«", "»"), ("“", "”"))
_OPENING = "«“‘‹"
#: Double marks, signs for inches left out; a target may have single ones in their place, which are no apostrophes.
_DOUBLE_MARK = regex.compile(r"[«»“”„]|(?<!\d)\"")
_ANY_MARK = regex.compile(r"[«»“”„\"]|(?<!\w)[‘’]|[‘’](?!\w)")


def check_balance(comparison: Comparison) -> Iterator[Issue]:
    """Report double marks of the target that do not pair, where those of the source do.

    A quotation that runs over several segments leaves a mark alone on both sides.
    """
    if _is_balanced(comparison.segment.source) and not _is_balanced(comparison.target):
        yield make_issue("quotation_unbalanced")


def check_stray(comparison: Comparison) -> Iterator[Issue]:
    """Report fewer marks than the source has where one of them stands alone, its partner being in another segment."""
    source = comparison.segment.source
    if not _is_balanced(source) and len(_DOUBLE_MARK.findall(source)) > len(_ANY_MARK.findall(comparison.target)):
        yield make_issue("quotation_lost", text=source)


def check_added(comparison: Comparison) -> Iterator[Issue]:
    """Report more opening marks in the target than the source has quotations and stray marks."""
    source = comparison.segment.source
    quotations = sum(span.kind is SpanKind.QUOTATION for span in comparison.segment.spans)
    marks = max(quotations, sum(source.count(mark) for mark in _OPENING))
    if sum(comparison.target.count(mark) for mark in _OPENING) > marks and '"' not in source:
        yield make_issue("quotation_added")


def _is_balanced(text: str) -> bool:
    straight = text.count('"') % 2
    return not straight and all(text.count(opening) == text.count(closing) for opening, closing in _PAIRS)
