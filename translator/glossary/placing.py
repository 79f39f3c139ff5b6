"""See which terms arrived in a target, and what must not stand there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from translator.document import Segment, Span, SpanKind
from translator.glossary.index import GlossaryIndex, get_index
from translator.glossary.matching import choose_longest
from translator.glossary.phrases import Find
from translator.translation import GlossaryEntry

#: How many sources' terms are kept ready: each attempt at a segment asks again.
_TEXTS = 64


@dataclass(frozen=True, slots=True)
class UnwantedTerm:
    """A rendering that the glossary deprecates or forbids.

    Args:
        entry: The entry that says so.
        span: Where it stands in the target.
    """

    entry: GlossaryEntry
    span: Span


def link_terms(segment: Segment, *, target: str, entries: Mapping[str, GlossaryEntry]) -> tuple[Span, ...]:
    """Link each term of a source to the place in the target where it arrived.

    Each occurrence in the source needs one of its own in the target; any admitted rendering counts, and so does a
    plural. Longer renderings are placed first.

    Args:
        segment: The source, its terms marked.
        target: What became of it.
        entries: The entries of the pair by id, those that a term's ``ref`` names among them.

    Returns:
        Spans of the target in its order, each of kind ``TERM`` with the index of the source span as ``ref``; a term
        without one did not arrive.
    """
    terms = [
        (index, entries[span.ref])
        for index, span in enumerate(segment.spans)
        if span.kind is SpanKind.TERM and span.ref in entries
    ]
    if not terms:
        return ()
    glossary = get_index(entries)
    finds = list(glossary.targets.iterate_finds(target, language=terms[0][1].pair.target))
    taken: set[int] = set()
    spans = []
    for index, entry in sorted(terms, key=lambda term: -len(term[1].target)):
        allowed = glossary.list_rivals(entry)
        find = _choose_free([find for find in finds if find.entry.id in allowed], taken=taken)
        if find is not None:
            taken.update(range(find.start, find.end))
            spans.append(Span(start=find.start, end=find.end, kind=SpanKind.TERM, ref=str(index)))
    return tuple(sorted(spans, key=lambda span: span.start))


def find_unwanted(
    source: str, *, target: str, target_spans: tuple[Span, ...], entries: Mapping[str, GlossaryEntry]
) -> tuple[UnwantedTerm, ...]:
    """Find renderings in a target that the glossary deprecates or forbids for a term of the source.

    A rendering inside a term that arrived as wanted is no fault: where ``ministre`` is forbidden for ``pastor``, the
    word is still allowed in ``Premier ministre``.

    Args:
        source: The source text.
        target: What became of it.
        target_spans: Spans of the target, the terms that arrived among them.
        entries: The entries of the pair by id.

    Returns:
        The unwanted renderings in the order of the target.
    """
    if not entries:
        return ()
    glossary = get_index(entries)
    pair = next(iter(glossary.values())).pair
    forbidden = _list_forbidden(glossary, source, pair.source)
    if not forbidden:
        return ()
    wanted = [span for span in target_spans if span.kind is SpanKind.TERM]
    finds = [
        find
        for find in glossary.unwanted.iterate_finds(target, language=pair.target)
        if find.entry.id in forbidden and not any(span.start <= find.start and find.end <= span.end for span in wanted)
    ]
    return tuple(
        UnwantedTerm(find.entry, Span(start=find.start, end=find.end, kind=SpanKind.TERM, ref=find.entry.id))
        for find in choose_longest(finds)
    )


@lru_cache(maxsize=_TEXTS)
def _list_forbidden(glossary: GlossaryIndex, source: str, language: str) -> frozenset[str]:
    """Return the ids of the entries that say what must not be written for a term of a source."""
    return frozenset(find.entry.id for find in glossary.unwanted_sources.iterate_finds(source, language=language))


def _choose_free(finds: list[Find], *, taken: set[int]) -> Find | None:
    free = [find for find in finds if taken.isdisjoint(range(find.start, find.end))]
    return max(free, key=lambda find: (find.end - find.start, -find.start), default=None)
