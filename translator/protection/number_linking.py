"""Find the stretch of a target that answers a number of the source."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

import regex

from translator.protection.number_words import NAMED_PARTS
from translator.protection.numbers import are_same, find_all_quantities
from translator.protection.quantities import Quantity, QuantityKind

#: How many characters may stand between the two values of a range that the target writes in words: ``from 3 to 5``.
_MAX_BETWEEN = 12
#: How many places of an equal value are looked at on either side of where the number is expected.
_MAX_PLACES = 16
#: What follows an hour: its word, or the end of a range of hours.
_HOURS = regex.compile(r"\s?(?:h\b|heures?\b|hours?\b|o['’]clock|[ap]\.?\s?m\b|(?:to|and|or|à|et|ou|[-–])\s?\d)")
#: What tells the half of the day in French, where a time counts from midnight without it.
_HALF_OF_DAY = regex.compile(r"\s(?:heures\s)?(?:de l['’]après-midi|du soir|du matin)")
_FIGURE = regex.compile(r"\p{Nd}")
#: Fractions that French calls otherwise than by the ordinal.
_PARTS = frozenset({"demi", *NAMED_PARTS["fr"].values()})
#: What stands between the values of a range: one with a third value answers no range of two.
_RANGE = regex.compile(r"\s?(?:à|to|[-–])\s?")
#: Kinds that can be equal to a quantity of another value.
_ELASTIC = frozenset({QuantityKind.TIME, QuantityKind.DECADE, QuantityKind.DATE, QuantityKind.CODE})


class NumberLinker:
    """Links the numbers of one source to its target; no quantity of the target answers twice."""

    def __init__(self, target: str, *, source_language: str, target_language: str) -> None:
        self._source_language = source_language
        self._target_language = target_language
        self._target = target
        self._theirs = find_all_quantities(target, language=target_language)
        self._used: set[int] = set()
        self._units = frozenset(quantity.unit for quantity in self._theirs)
        self._elastic = [at for at, quantity in enumerate(self._theirs) if quantity.kind in _ELASTIC]
        self._places: dict[Decimal, list[int]] = {}
        for at, quantity in enumerate(self._theirs):
            self._places.setdefault(quantity.value, []).append(at)

    def link(self, number: str, *, wanted: float, is_part: bool = False) -> tuple[int, int] | None:
        """Return where the target answers a number, None where it does not.

        A range may be answered by its values with a few words between them, a date in figures by its day and year.
        Of several answers the one in figures, then the nearest to the expected place is taken.

        Args:
            number: As it stands in the source.
            wanted: Where in the target it is expected.
            is_part: Whether the source speaks of a part, ``a third of``, which is no ``troisième``.
        """
        ours = find_all_quantities(number, language=self._source_language)
        if not ours:
            return None
        runs = [
            run
            for run in self._list_runs(ours, wanted)
            if self._is_answer(number, ours, run) and not (is_part and self._is_rank(run))
        ]
        best = min(runs, key=lambda run: self._judge(run, wanted, is_spelled=ours[0].is_spelled), default=None)
        if best is None:
            return None
        self._used.update(best)
        return self._theirs[best[0]].start, self._theirs[best[-1]].end

    def _list_runs(self, ours: Sequence[Quantity], wanted: float) -> Iterator[range]:
        """Yield the runs of quantities that may answer, those near the expected place."""
        lengths = {len(ours), 2} if ours[0].kind is QuantityKind.DATE else {len(ours)}
        starts = self._list_starts(ours[0], wanted)
        for first in starts:
            for length in lengths:
                run = range(first, first + length)
                if run.stop <= len(self._theirs) and self._used.isdisjoint(run):
                    yield run

    def _list_starts(self, our: Quantity, wanted: float) -> Iterable[int]:
        if our.kind in _ELASTIC:
            return self._list_near(range(len(self._theirs)), wanted)
        places = self._places.get(our.value, [])
        return {*self._list_near(places, wanted), *self._list_near(self._elastic, wanted)}

    def _list_near(self, places: Sequence[int], wanted: float) -> list[int]:
        middle = bisect_left(places, wanted, key=lambda at: self._theirs[at].start)
        before = [at for at in places[max(0, middle - 4 * _MAX_PLACES) : middle] if at not in self._used]
        after = [at for at in places[middle : middle + 4 * _MAX_PLACES] if at not in self._used]
        return before[-_MAX_PLACES:] + after[:_MAX_PLACES]

    def _judge(self, run: range, wanted: float, *, is_spelled: bool) -> tuple[bool, float]:
        first = self._theirs[run[0]]
        is_in_words = first.is_spelled and not first.unit and not is_spelled
        return is_in_words, abs(first.start - wanted)

    def _is_rank(self, run: range) -> bool:
        """Say whether a French ordinal in words stands for a part that has a word of its own."""
        their = self._theirs[run[0]]
        is_named = self._target_language == "fr" and their.value in NAMED_PARTS["fr"]
        return is_named and self._target[their.start : their.end].lower() not in _PARTS and their.is_spelled

    def _keeps_order(self, number: str, ours: Sequence[Quantity], theirs: Sequence[Quantity]) -> bool:
        """Say whether an ordinal in words stays one where the target has words too: ``fourth`` is not ``quatre``."""
        if ours[0].kind is not QuantityKind.ORDINAL or _FIGURE.search(number) or len(ours) > 1:
            return True
        answer = self._target[theirs[0].start : theirs[0].end]
        is_part = answer.lower() in _PARTS
        return is_part or theirs[0].kind is QuantityKind.ORDINAL or _FIGURE.search(answer) is not None

    def _keeps_age(self, number: str, ours: Sequence[Quantity], theirs: Sequence[Quantity]) -> bool:
        """Say whether French has a word for ten years of a life: ``his 40s`` is not ``ses 40 ans``."""
        is_age = ours[0].kind is QuantityKind.DECADE and number[0].isalpha()
        return not is_age or self._target_language != "fr" or theirs[0].is_spelled

    def _is_answer(self, number: str, ours: Sequence[Quantity], run: range) -> bool:
        theirs = [self._theirs[at] for at in run]
        if any(other.start - one.end > _MAX_BETWEEN for one, other in pairwise(theirs)):
            return False
        if len(ours) > 1 and self._runs_on(run):
            return False
        is_same = are_same(ours, theirs) and self._keeps_currency(ours) and self._keeps_hours(ours, theirs)
        is_same = is_same and self._keeps_order(number, ours, theirs) and self._keeps_age(number, ours, theirs)
        return is_same or _is_date_in_words(ours, theirs)

    def _runs_on(self, run: range) -> bool:
        """Say whether a range goes on to a third value: ``0 à 0 à 10``."""
        if run.stop >= len(self._theirs):
            return False
        return _RANGE.fullmatch(self._target, self._theirs[run[-1]].end, self._theirs[run.stop].start) is not None

    def _keeps_hours(self, ours: Sequence[Quantity], theirs: Sequence[Quantity]) -> bool:
        """Say whether a bare number that answers a time is told to be one, and in French is of 24 hours."""
        bare = [
            (our, their)
            for our, their in zip(ours, theirs, strict=False)
            if our.kind is QuantityKind.TIME and their.kind is not QuantityKind.TIME
        ]
        times = [
            (our, their)
            for our, their in zip(ours, theirs, strict=False)
            if our.kind is their.kind is QuantityKind.TIME and our.unit == "24"
        ]
        if self._target_language == "fr" and any(
            our.amount != their.amount and _HALF_OF_DAY.match(self._target, their.end) is None for our, their in times
        ):
            return False
        if self._target_language == "fr" and any(our.amount != their.value * 60 for our, their in bare):
            return False
        return all(_HOURS.match(self._target, their.end) is not None for _, their in bare)

    def _keeps_currency(self, ours: Sequence[Quantity]) -> bool:
        """Say whether the target names the currency of a sum, with this number or with another."""
        currencies = {our.unit for our in ours if our.kind is QuantityKind.MONEY}
        return currencies <= self._units


def _is_date_in_words(ours: Sequence[Quantity], theirs: Sequence[Quantity]) -> bool:
    """Tell whether ``14/07/1789`` became ``July 14, 1789``: its day and year are there, its month is a word."""
    if len(ours) != 1 or ours[0].kind is not QuantityKind.DATE or len(theirs) != 2:
        return False
    parts = sorted(int(part) for part in ours[0].unit.split("-"))
    return sorted(int(their.value) for their in theirs) in (parts[1:], [parts[0], parts[2]])
