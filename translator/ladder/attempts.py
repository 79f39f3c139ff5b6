"""One checked translation of a segment, and what came of all of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from translator import protection
from translator.alignment import map_offsets, move_links
from translator.document import Span
from translator.translation import Hypothesis, Issue, Link, MaskedSegment, Rung, Severity

#: Issues that make a text unreadable; one weighs more than any number of lost spans.
_RUINOUS = frozenset({"empty_target", "garbled", "repetition_loop"})
RUINOUS_WEIGHT = 100


@dataclass(frozen=True, slots=True)
class Draft:
    """What an attempt was made from.

    Args:
        source: The segment's text, a headline's as a sentence.
        masked: What the engine was given.
        hypothesis: What it proposed, placeholders and all.
    """

    source: str
    masked: MaskedSegment
    hypothesis: Hypothesis

    def link(self, target: str) -> tuple[Link, ...]:
        """Return the word alignment of the segment with what was made of the hypothesis, where the engine gave one."""
        if not self.hypothesis.links:
            return ()
        return move_links(
            self.hypothesis.links,
            source=map_offsets(self.masked.text, self.source),
            target=map_offsets(protection.shout(self.hypothesis.text), protection.shout(target)),
        )


@dataclass(frozen=True, slots=True)
class Attempt:
    """One checked translation of a segment."""

    target: str
    rung: Rung
    issues: tuple[Issue, ...] = ()
    target_spans: tuple[Span, ...] = ()
    score: float | None = None
    draft: Draft | None = field(default=None, repr=False)

    @property
    def weight(self) -> int:
        """How bad its issues are; 0 if nothing is wrong that the ladder must act on."""
        if not self.issues:
            return 0
        return sum(
            RUINOUS_WEIGHT if issue.code in _RUINOUS else 1 for issue in self.issues if issue.severity is Severity.ERROR
        )

    @property
    def is_ruined(self) -> bool:
        """Whether it cannot be served."""
        return self.weight >= RUINOUS_WEIGHT

    @property
    def links(self) -> tuple[Link, ...]:
        """Word alignment of the segment with the target, where the engine gave one."""
        return self.draft.link(self.target) if self.draft else ()


@dataclass(frozen=True, slots=True)
class Climb:
    """What the ladder made of a segment: the attempt to serve, and other proposals of the engine, best first."""

    best: Attempt
    others: tuple[Attempt, ...] = ()
