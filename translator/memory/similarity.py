"""How like two sources are, for suggestions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import regex
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from translator.memory.normalisation import normalise_source
from translator.translation import Match, MemoryEntry

#: Taken from the quality of a match whose numbers differ. Letter for letter « 3 morts » and « 8 morts » are almost the
#: same, yet a translator who accepts the wrong one publishes an error: such a match ranks below any with equal numbers
#: that is as good to a tenth of its letters.
NUMBER_PENALTY = 10

#: The best quality of a match whose source is not equal.
BEST_FUZZY = 99

_NUMBER = regex.compile(r"\d+(?:[.,\s]\d+)*")
_SEPARATOR = regex.compile(r"[.,\s]")


def find_fuzzy(source: str, candidates: Sequence[MemoryEntry], *, minimum: int) -> tuple[Match, ...]:
    """Rank past translations by how like their sources are to a source.

    Quality is 100 for equal sources; for others the share of letters that need no edit (one minus Levenshtein's
    distance over the longer length), in percent rounded down, at most 99, less a penalty where the numbers differ.

    Args:
        source: The text to translate.
        candidates: Past translations of its pair.
        minimum: The least quality wanted, 0 to 100.

    Returns:
        The matches of at least that quality, best first; equal ones in the order of the candidates.
    """
    wanted = normalise_source(source)
    known = [normalise_source(candidate.source) for candidate in candidates]
    found = process.extract(
        wanted,
        known,
        scorer=Levenshtein.normalized_similarity,
        processor=None,
        score_cutoff=minimum / 100,
        limit=None,
    )
    matches = [
        (_grade(wanted, known[index], likeness=likeness), index, candidates[index]) for _, likeness, index in found
    ]
    return tuple(
        Match(source=entry.source, target=entry.target, quality=quality, origin=entry.origin)
        for quality, _, entry in sorted(matches, key=lambda match: (-match[0], match[1]))
        if quality >= minimum
    )


def _grade(wanted: str, known: str, *, likeness: float) -> int:
    if wanted == known:
        return 100
    quality = min(int(likeness * 100), BEST_FUZZY)
    if _count_numbers(wanted) != _count_numbers(known):
        quality -= NUMBER_PENALTY
    return max(quality, 0)


def _count_numbers(text: str) -> Counter[str]:
    return Counter(_SEPARATOR.sub("", number) for number in _NUMBER.findall(text))
