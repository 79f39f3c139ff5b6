"""Which segment of a text's new version is which of its former one."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import LCSseq, Levenshtein

from translator.memory.normalisation import normalise_source

#: The least quality at which a changed segment is taken for the same one. Below it people rather call it a new
#: sentence: three letters in five are another's.
LEAST_QUALITY = 60

#: The best quality of a segment that has changed.
_BEST_CHANGED = 99


@dataclass(frozen=True, slots=True)
class AlignedSource:
    """What a segment was in the former version.

    Args:
        former: Its position there.
        quality: 100 where the sources are equal after normalisation, else the share of letters that stayed.
        is_moved: Whether it stands at another place among the segments that stayed.
    """

    former: int
    quality: int
    is_moved: bool = False


def align_sources(sources: Sequence[str], *, former: Sequence[str]) -> tuple[AlignedSource | None, ...]:
    """Find for each segment of a new version the one of the former version that it was.

    Equal ones first, in their order (longest common subsequence), then equal ones that moved, then the most alike
    (Levenshtein's distance) of those that are left, nearest first. No segment is taken twice.

    Args:
        sources: Sources of the new version, in order.
        former: Sources of the former version, in order.

    Returns:
        One for each source; None where it is new.
    """
    wanted = [normalise_source(source) for source in sources]
    known = [normalise_source(source) for source in former]
    found: dict[int, AlignedSource] = {}
    for block in LCSseq.opcodes(wanted, known):
        if block.tag == "equal":
            for step in range(block.src_end - block.src_start):
                found[block.src_start + step] = AlignedSource(block.dest_start + step, 100)
    _find_moved(found, wanted=wanted, known=known)
    _find_changed(found, wanted=wanted, known=known)
    return tuple(found.get(index) for index in range(len(sources)))


def _find_moved(found: dict[int, AlignedSource], *, wanted: Sequence[str], known: Sequence[str]) -> None:
    waiting: defaultdict[str, deque[int]] = defaultdict(deque)
    for former in _list_free(found.values(), count=len(known)):
        waiting[known[former]].append(former)
    for index, source in enumerate(wanted):
        if index not in found and waiting[source]:
            found[index] = AlignedSource(waiting[source].popleft(), 100, is_moved=True)


def _find_changed(found: dict[int, AlignedSource], *, wanted: Sequence[str], known: Sequence[str]) -> None:
    free = _list_free(found.values(), count=len(known))
    expected = _list_expected(found, count=len(wanted))
    candidates = [
        (-likeness, abs(free[choice] - expected[index]), index, free[choice])
        for index, source in enumerate(wanted)
        if index not in found
        for _, likeness, choice in process.extract(
            source,
            [known[former] for former in free],
            scorer=Levenshtein.normalized_similarity,
            processor=None,
            score_cutoff=LEAST_QUALITY / 100,
            limit=None,
        )
    ]
    taken: set[int] = set()
    for likeness, distance, index, former in sorted(candidates):
        if index not in found and former not in taken:
            taken.add(former)
            found[index] = AlignedSource(former, min(int(-likeness * 100), _BEST_CHANGED), is_moved=distance > 1)


def _list_free(found: Iterable[AlignedSource], *, count: int) -> list[int]:
    taken = {each.former for each in found}
    return [former for former in range(count) if former not in taken]


def _list_expected(found: dict[int, AlignedSource], *, count: int) -> list[int]:
    """Return where in the former version each segment would stand if it had stayed behind the one before it."""
    expected = []
    last = -1
    for index in range(count):
        if index in found and not found[index].is_moved:
            last = found[index].former
            expected.append(last)
        else:
            last += 1
            expected.append(last)
    return expected
