"""The attempts made at one segment so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from translator.document import SpanKind
from translator.ladder.attempts import Attempt
from translator.ladder.task import Task
from translator.translation import Rung

_KINDS_TO_MASK = frozenset({SpanKind.NAME, SpanKind.NUMBER, SpanKind.ADDRESS, SpanKind.TERM, SpanKind.TAG})
_RUNGS = tuple(Rung)
#: Rungs on which the engine is given whole segments, and says where their words went.
_WHOLE_RUNGS = frozenset({Rung.FIRST, Rung.HYPOTHESIS, Rung.MASKED})


@dataclass(slots=True)
class Ascent:
    """A task and its attempts, in the order in which they were made.

    Args:
        task: The task.
        attempts: What was made of it so far.
        tried_repairs: Those of them that were repaired, or could not be.
        masked: The spans that were masked last.
        is_settled: Whether its one attempt is served whatever is wrong with it.
    """

    task: Task
    attempts: list[Attempt] = field(default_factory=list)
    tried_repairs: list[Attempt] = field(default_factory=list)
    masked: frozenset[int] = frozenset()
    is_settled: bool = False

    @property
    def best(self) -> Attempt:
        """The attempt with the lightest issues, of equal ones that of the earliest rung."""
        return min(self.attempts, key=lambda attempt: (attempt.weight, _RUNGS.index(attempt.rung)))

    @property
    def is_done(self) -> bool:
        """Whether nothing more need be tried."""
        return bool(self.attempts) and (self.is_settled or not self.best.weight)

    def list_unrepaired(self) -> list[Attempt]:
        """Return the engine's best attempt of each rung that translates whole segments, in the order of the rungs."""
        best: dict[Rung, Attempt] = {}
        for attempt in self.attempts:
            known = best.get(attempt.rung)
            if attempt.rung in _WHOLE_RUNGS and (known is None or attempt.weight < known.weight):
                best[attempt.rung] = attempt
        return list(best.values())

    def list_lost(self) -> frozenset[int]:
        """Spans that can be masked and that the best attempt lost, or all of them where it is ruined otherwise."""
        maskable = self._list_maskable()
        return maskable - _list_arrived(self.best) or maskable

    def list_ever_lost(self) -> frozenset[int]:
        """Spans that can be masked and that the best attempt lost, or the best of any rung.

        What the engine lost and a repair brought back, the engine will lose again.
        """
        maskable = self._list_maskable()
        lost = (maskable - _list_arrived(attempt) for attempt in self.list_unrepaired())
        return self.list_lost().union(*lost)

    def _list_maskable(self) -> frozenset[int]:
        return frozenset(index for index, span in enumerate(self.task.segment.spans) if span.kind in _KINDS_TO_MASK)


def _list_arrived(attempt: Attempt) -> set[int]:
    return {int(span.ref) for span in attempt.target_spans if span.ref.isdecimal()}
