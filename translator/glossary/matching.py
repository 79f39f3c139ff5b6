"""Find the terms of a source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from translator.document import Span, SpanKind
from translator.glossary.index import get_index
from translator.glossary.phrases import Find
from translator.translation import GlossaryEntry


def find_terms(
    text: str, *, entries: Sequence[GlossaryEntry] | Mapping[str, GlossaryEntry], language: str
) -> tuple[Span, ...]:
    """Find the terms of a glossary in a source.

    Longer terms win over shorter ones that they meet, then the one further left. Case is free, plurals in ``s`` or
    ``x`` are admitted, and a capital may lack its accent, unless the entry is case-sensitive or not to be translated.
    Entries that are deprecated or forbidden mark nothing.

    Args:
        text: The source.
        entries: Entries of its pair, or an index of them; the index of a tuple serves again for the same tuple.
        language: ISO 639 code of the text.

    Returns:
        Spans of kind ``TERM`` that do not overlap, in the order of the text; ``ref`` is the id of the entry that
        rules: the preferred one, else the one not to be translated, else the admitted one.
    """
    finds = get_index(entries).sources.iterate_finds(text, language=language)
    return tuple(
        Span(start=find.start, end=find.end, kind=SpanKind.TERM, ref=find.entry.id) for find in choose_longest(finds)
    )


def choose_longest(finds: Iterable[Find]) -> list[Find]:
    """Choose finds that do not overlap, longer ones first, and return them in the order of the text."""
    chosen: list[Find] = []
    taken: set[int] = set()
    for find in sorted(finds, key=lambda find: (find.start - find.end, find.start)):
        stretch = range(find.start, find.end)
        if taken.isdisjoint(stretch):
            taken.update(stretch)
            chosen.append(find)
    return sorted(chosen, key=lambda find: find.start)
