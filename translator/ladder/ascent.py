"""The attempts made at one segment so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from translator.document import SpanKind
from translator.ladder.attempts import Attempt
from translator.ladder.task import Task
from translator.translation import Rung

_KINDS_TO_MASK = frozenset({SpanKind.NAME, SpanKind.NUMBER, SpanKind.ADDRESS, SpanKind.TERM, SpanKind.TAG})
_RUNGS = tuple(Rung)


@dataclass(slots=True)
class Ascent:
    """A task and its attempts, in the order in which they were made.

    Args:
        task: The task.
        attempts: What was made of it so far.
        tried_repairs: Those of them that were repaired, or could not be.
        is_settled: Whether its one attempt is served whatever is wrong with it.
    """

    task: Task
    attempts: list[Attempt] = field(default_factory=list)
    tried_repairs: list[Attempt] = field(default_factory=list)
    is_settled: bool = False

    @property
    def best(self) -> Attempt:
        """The attempt with the lightest issues, of equal ones that of the earliest rung."""
        return min(self.attempts, key=lambda attempt: (attempt.weight, _RUNGS.index(attempt.rung)))

    @property
    def is_done(self) -> bool:
        """Whether nothing more need be tried."""
        return bool(self.attempts) and (self.is_settled or not self.best.weight)

    def list_lost(self) -> set[int]:
        """Spans that can be masked and that the best attempt lost, or all of them where it is ruined otherwise."""
        spans = self.task.segment.spans
        maskable = {index for index, span in enumerate(spans) if span.kind in _KINDS_TO_MASK}
        arrived = {int(span.ref) for span in self.best.target_spans if span.ref.isdecimal()}
        return maskable - arrived or maskable
