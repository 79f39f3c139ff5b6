"""Cut sentences that are too long for an engine where it hurts least."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from itertools import pairwise

#: From this length, in code points, a sentence is cut at semicolons and dashes: about eighty words, past which the
#: engines, trained on shorter ones, begin to drop words.
LONG = 400
#: From this length it is cut at commas, else at any space: engines stop reading at some length and say nothing of it.
TOO_LONG = 1000

_CLAUSE = re.compile(r"(?<![;；])[;；]++(?=\s)|(?<=\S)(?=\s[–—]\s)")
_PHRASE = re.compile(r"(?<![,:،，、])[,:،，、]++(?=\s)")
#: Any space but those inside numbers and those that French typography puts beside marks.
_SPACE = re.compile(r"(?<![«“„(\s\d])(?=\s+[^\s»”)!?;:%€$…–—.,])")


def cut_long_sentence(text: str, start: int, end: int, *, is_free: Callable[[int], bool]) -> list[int]:
    """Return where the parts of a sentence end, its own end last.

    Args:
        text: A paragraph.
        start: Where the sentence begins.
        end: Where it ends.
        is_free: Tells whether the paragraph may be cut at an offset.
    """
    ends = _cut(text, start, end, pattern=_CLAUSE, limit=LONG, is_free=is_free)
    for pattern in (_PHRASE, _SPACE):
        finer: list[int] = []
        for begin, stop in pairwise([start, *ends]):
            finer += _cut(text, begin, stop, pattern=pattern, limit=TOO_LONG, is_free=is_free)
        ends = finer
    return ends


def _cut(
    text: str, start: int, end: int, *, pattern: re.Pattern[str], limit: int, is_free: Callable[[int], bool]
) -> list[int]:
    """Cut as late as the limit allows, or at the first place after it."""
    if end - start <= limit:
        return [end]
    places = [place for found in pattern.finditer(text, start, end) if is_free(place := found.end()) and place > start]
    ends: list[int] = []
    while end - start > limit:
        last = bisect_right(places, start + limit) - 1
        first = bisect_right(places, start)
        if first == len(places):
            break
        start = places[max(last, first)]
        ends.append(start)
    return [*(place for place in ends if place < end), end]
