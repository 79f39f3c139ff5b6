"""Words in square brackets that an editor put into a text: ``[Le projet]``, ``[sic]``, ``[...]``.

What the brackets hold is translated, but for ``sic`` and what has no words. A bracket without partner in its segment
is one of an insertion over several segments.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from translator.document import Span, SpanKind

_INSERTION = regex.compile(r"\[[^\[\]]*\]|[\[\]]")
_WORD = regex.compile(r"\p{L}")


def find_insertions(text: str) -> tuple[Span, ...]:
    """Find the insertions of a text, and brackets without partner, each a span of its own; ordered by start.

    Of nested brackets the inner ones are an insertion.
    """
    return tuple(Span(*match.span(), SpanKind.INSERTION) for match in _INSERTION.finditer(text))


def is_verbatim(insertion: str) -> bool:
    """Say whether an insertion has nothing to translate."""
    return insertion[1:-1].strip().lower() == "sic" or not _WORD.search(insertion)


def count_halves(text: str) -> int:
    """Count the brackets of a text that have no partner in it."""
    return sum(len(match[0]) == 1 for match in _INSERTION.finditer(text))


def link_insertions(source: str, *, spans: Sequence[Span], target: str) -> Iterator[Span]:
    """Yield for insertions of the source, in order, the next of the target that can answer each.

    One to be translated is answered by any that has words, another by itself.

    Args:
        source: Text of the segment.
        spans: Its spans.
        target: Translation.
    """
    free = list(find_insertions(target))
    for index, span in enumerate(spans):
        if span.kind is not SpanKind.INSERTION:
            continue
        wanted = source[span.start : span.end]
        answer = next((each for each in free if _can_answer(target[each.start : each.end], wanted)), None)
        if answer is not None:
            free.remove(answer)
            yield replace(answer, ref=str(index))


def _can_answer(found: str, wanted: str) -> bool:
    if is_verbatim(wanted):
        return found.replace("…", "...") == wanted.replace("…", "...")
    return not is_verbatim(found)
