"""Checks of the target's quotation marks and emoji against the source's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from translator.checks.issues import make_issue
from translator.checks.subject import Subject
from translator.document import SpanKind
from translator.translation import Issue

_OPENING = re.compile(r"[«“„‹]|(?<!\w)‘(?=\w)")
_CLOSING = re.compile(r"[»”›]|(?<=[\w.,;:!?…])’(?!\w)")
_SURE_CLOSING = re.compile(r"[»”›]")
_STRAIGHT = re.compile(r"\"")
_EMOJI = re.compile("[\U0001f1e6-\U0001f1ff]{2}|[\u2600-\u27bf\u2b50\u2b55\U0001f300-\U0001faff]")


@dataclass(frozen=True, slots=True)
class _Balance:
    """How the marks of a text add up.

    Args:
        opening: Opening marks.
        closing: Closing marks, an apostrophe at a word's end counted only as far as an opening single mark waits.
        straight: Straight double marks.
    """

    opening: int
    closing: int
    straight: int

    @property
    def excess(self) -> int:
        """How many marks have no partner."""
        return abs(self.opening - self.closing) + self.straight % 2

    @property
    def pairs(self) -> int:
        """How many quotations there are at most."""
        return min(self.opening, self.closing) + self.straight // 2


def check_balance(subject: Subject) -> Iterator[Issue]:
    """Report marks without partner, unless the source has as many: its quotation goes on in another segment."""
    if _weigh(subject.target).excess > _weigh(subject.source).excess:
        yield make_issue("quotation_unbalanced")


def check_added_quotations(subject: Subject) -> Iterator[Issue]:
    """Report quotations of the target beyond those of the source."""
    expected = sum(span.kind is SpanKind.QUOTATION for span in subject.segment.spans)
    source = _weigh(subject.source)
    if _weigh(subject.target).pairs > max(expected, source.pairs) + source.excess:
        yield make_issue("quotation_added")


def check_emoji(subject: Subject) -> Iterator[Issue]:
    """Report emoji that occur less often in the target."""
    lost = Counter(_EMOJI.findall(subject.source)) - Counter(_EMOJI.findall(subject.target))
    for emoji in lost:
        yield make_issue("emoji_lost", emoji=emoji)


def _weigh(text: str) -> _Balance:
    opening = len(_OPENING.findall(text))
    sure = len(_SURE_CLOSING.findall(text))
    closing = min(len(_CLOSING.findall(text)), max(opening, sure))
    return _Balance(opening=opening, closing=closing, straight=len(_STRAIGHT.findall(text)))
