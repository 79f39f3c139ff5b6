"""Cut a segment that is too long for the weights, so that nothing of it is lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

# White space after a mark that ends a clause, with or without a closing mark between.
_CLAUSE_END = re.compile(r"(?<=[;:,.!?…—–])[”’)\]]*\s+|(?<=[”’)\]])\s+")
_WHITE_SPACE = re.compile(r"\s+")
_PLACEHOLDER = re.compile(r"⟦\d+⟧")

#: A clause end counts only in the middle part of a text, so that both halves come out about as long.
_MIDDLE = (0.25, 0.75)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a segment that is translated by itself.

    Args:
        text: Never empty, no white space at either end where white space was found to cut at.
        gap: What stands between it and the next part; empty after the last.
    """

    text: str
    gap: str = ""


def split_overlong(text: str, *, limit: int, count_tokens: Callable[[str], int]) -> tuple[Part, ...]:
    """Cut a text into parts of at most `limit` tokens: after a clause, else between words, else anywhere.

    Each part longer than the limit is halved at the best point near its middle.

    Args:
        text: A segment.
        limit: Tokens, at least as many as one character can take.
        count_tokens: Returns how many tokens a text takes.

    Returns:
        Parts whose texts and gaps, put together, are the text.
    """
    if len(text) < 2 or count_tokens(text) <= limit:
        return (Part(text),)
    start, end = find_cut(text)
    *before, last = split_overlong(text[:start], limit=limit, count_tokens=count_tokens)
    after = split_overlong(text[end:], limit=limit, count_tokens=count_tokens)
    return (*before, Part(last.text, text[start:end]), *after)


def find_cut(text: str) -> tuple[int, int]:
    """Return where the white space begins and ends at which a text is best halved; both equal if there is none."""
    low, high = (share * len(text) for share in _MIDDLE)
    clauses = [match.span() for match in _CLAUSE_END.finditer(text) if low <= match.end() <= high]
    spaces = [match.span() for match in _WHITE_SPACE.finditer(text) if match.start() > 0 and match.end() < len(text)]
    if not (clauses or spaces):
        return _find_cut_in_word(text)
    middle = len(text) / 2
    start, end = min(clauses or spaces, key=lambda span: abs(span[1] - middle))
    while not text[start].isspace():
        start += 1
    return start, end


def _find_cut_in_word(text: str) -> tuple[int, int]:
    middle = len(text) // 2
    for match in _PLACEHOLDER.finditer(text):
        if match.start() < middle < match.end():
            middle = match.end() if match.end() < len(text) else match.start()
    return (middle, middle) if middle else (len(text) // 2,) * 2


def join_parts(targets: Sequence[str], parts: Sequence[Part]) -> str:
    """Put the translations of a segment's parts together with the gaps of its source."""
    return "".join(target + part.gap for target, part in zip(targets, parts, strict=True))
