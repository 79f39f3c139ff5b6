"""See to it that placeholders come out of the weights as often as they went in.

Weights this small write now and then what they have written already. Where none of the proposals for a masked segment
has every placeholder once, the best one is decoded again from the first placeholder too many on, with those that are
used up forbidden: a constraint on the search (after Post and Vilar 2018), put on only where it is needed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

_TOKEN = re.compile(r"⟦\d+⟧")
#: What SentencePiece writes for the space before a token.
_SPACE = "▁"
#: How many placeholders too many are taken out of one segment at most.
_ROUNDS = 4


def count_token_errors(source: Sequence[str], target: Sequence[str]) -> int:
    """Return how many placeholders are lost, doubled or invented; both texts are given in pieces."""
    given, written = _count_tokens(source), _count_tokens(target)
    return (given - written).total() + (written - given).total()


def run_without_surplus(source: Sequence[str], result: Any, *, run: Callable[..., list[Any]]) -> Any:
    """Decode a segment again while each of its proposals has errors and the best one a placeholder too many.

    Args:
        source: Pieces of the segment.
        result: What CTranslate2 made of it.
        run: Decodes the segment again, under further options of CTranslate2, and returns one result.

    Returns:
        The result with the fewest errors.
    """
    if not _has_tokens(source):
        return result
    best, latest = result, result
    for _ in range(_ROUNDS):
        written = latest.hypotheses[0]
        surplus = _find_surplus(source, written)
        if surplus is None or not _count_least_errors(source, best):
            break
        start = surplus - 1 if surplus and written[surplus - 1] == _SPACE else surplus
        kept = written[:start]
        forbidden = _list_used_up(source, kept, surplus=written[surplus])
        beginning = {"target_prefix": [list(kept)]} if kept else {}
        (latest,) = run(suppress_sequences=[[token] for token in forbidden], **beginning)
        best = min(best, latest, key=lambda each: _count_least_errors(source, each))
    return best


def rank_proposals(source: Sequence[str], proposals: Sequence[Sequence[str]]) -> list[int]:
    """Return the places of proposals in the order of their errors; those with equally many keep theirs."""
    if not _has_tokens(source):
        return list(range(len(proposals)))
    return sorted(range(len(proposals)), key=lambda rank: count_token_errors(source, proposals[rank]))


def _has_tokens(pieces: Sequence[str]) -> bool:
    return any(_TOKEN.fullmatch(piece) for piece in pieces)


def _count_tokens(pieces: Sequence[str]) -> Counter[str]:
    return Counter(piece for piece in pieces if _TOKEN.fullmatch(piece))


def _count_least_errors(source: Sequence[str], result: Any) -> int:
    return min(count_token_errors(source, target) for target in result.hypotheses)


def _find_surplus(source: Sequence[str], target: Sequence[str]) -> int | None:
    """Return the place of the first placeholder in a target that the source has not, or not as often."""
    left = _count_tokens(source)
    for place, piece in enumerate(target):
        if _TOKEN.fullmatch(piece):
            if not left[piece]:
                return place
            left[piece] -= 1
    return None


def _list_used_up(source: Sequence[str], written: Sequence[str], *, surplus: str) -> list[str]:
    """List what the rest of a target must not have: placeholders written as often as they were given, or invented."""
    left = _count_tokens(source) - _count_tokens(written)
    return sorted({surplus, *_count_tokens(written)} - set(left))
