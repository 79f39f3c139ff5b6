"""The entries of a pair, ready to be found in any text."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import overload

from translator.glossary.inflection import list_forms
from translator.glossary.phrases import PhraseLayers, Phrases, PhraseTrees
from translator.translation import GlossaryEntry, TermStatus

#: Statuses of entries that say how a term is to be rendered; of several entries for one source, the first rules.
WANTED_STATUSES = (TermStatus.PREFERRED, TermStatus.DO_NOT_TRANSLATE, TermStatus.ADMITTED)

#: Indices kept: each pair in the revisions that requests under way still use.
_KEPT_INDICES = 8


class LayeredEntries(Sequence[GlossaryEntry]):
    """Entries above others, which count for all other sources.

    Args:
        above: What comes first.
        below: What comes after.
    """

    def __init__(self, above: tuple[GlossaryEntry, ...], below: Sequence[GlossaryEntry]) -> None:
        self.above = above
        self.below = below
        self.hidden = frozenset(entry.source.casefold() for entry in above)
        self._all = (*above, *(entry for entry in below if entry.source.casefold() not in self.hidden))

    @overload
    def __getitem__(self, index: int) -> GlossaryEntry: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[GlossaryEntry]: ...

    def __getitem__(self, index: int | slice) -> GlossaryEntry | Sequence[GlossaryEntry]:
        return self._all[index]

    def __len__(self) -> int:
        return len(self._all)


@dataclass(frozen=True, slots=True, eq=False)
class GlossaryIndex(Mapping[str, GlossaryEntry]):
    """The entries of a pair by id, ready to be found.

    Args:
        entries: The entries by id.
        sources: Source terms of entries that say how to render them.
        targets: Their targets.
        unwanted: Targets of entries that say what must not be written.
        unwanted_sources: Source terms of those.
    """

    entries: Mapping[str, GlossaryEntry]
    sources: Phrases
    targets: Phrases
    unwanted: Phrases
    unwanted_sources: Phrases

    def __getitem__(self, identifier: str) -> GlossaryEntry:
        return self.entries[identifier]

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def __hash__(self) -> int:
        """Tell one index from another, so that what was found with one can be kept."""
        return id(self)

    def list_rivals(self, entry: GlossaryEntry) -> frozenset[str]:
        """Return the ids of the entries that render the same source term in an allowed way, its own among them."""
        return frozenset((entry.id, *(rival.id for rival in self.sources.list_by_source(entry.source))))


_lock = threading.Lock()
_indices: OrderedDict[int, tuple[Sequence[GlossaryEntry], GlossaryIndex]] = OrderedDict()


def get_index(entries: Sequence[GlossaryEntry] | Mapping[str, GlossaryEntry]) -> GlossaryIndex:
    """Return the index of entries: themselves where they are one, the same one for the same tuple of entries."""
    if isinstance(entries, GlossaryIndex):
        return entries
    if isinstance(entries, LayeredEntries):
        return _lay_over(entries)
    if isinstance(entries, tuple):
        return _get_kept(entries)
    return _build_index(tuple(entries.values() if isinstance(entries, Mapping) else entries))


def _get_kept(entries: tuple[GlossaryEntry, ...]) -> GlossaryIndex:
    # An identity is never used for another tuple while this one is kept beside its index.
    key = id(entries)
    with _lock:
        if key in _indices:
            _indices.move_to_end(key)
            return _indices[key][1]
    index = _build_index(entries)
    with _lock:
        _indices[key] = (entries, index)
        while len(_indices) > _KEPT_INDICES:
            _indices.popitem(last=False)
    return index


def _build_index(entries: tuple[GlossaryEntry, ...]) -> GlossaryIndex:
    wanted = [entry for status in WANTED_STATUSES for entry in entries if entry.status is status]
    unwanted = [entry for entry in entries if entry.status not in WANTED_STATUSES]
    return GlossaryIndex(
        entries={entry.id: entry for entry in entries},
        sources=PhraseTrees(wanted, list_forms=_list_source_forms),
        targets=PhraseTrees(wanted, list_forms=_list_target_forms),
        unwanted=PhraseTrees(unwanted, list_forms=lambda entry: (entry.target,)),
        unwanted_sources=PhraseTrees(unwanted, list_forms=lambda entry: (entry.source,)),
    )


def _list_source_forms(entry: GlossaryEntry) -> tuple[str, ...]:
    return (entry.source,) if entry.case_sensitive else list_forms(entry.source, language=entry.pair.source)


def _list_target_forms(entry: GlossaryEntry) -> tuple[str, ...]:
    return (entry.target,) if entry.case_sensitive else list_forms(entry.target, language=entry.pair.target)


def _lay_over(entries: LayeredEntries) -> GlossaryIndex:
    above, below = _build_index(entries.above), get_index(entries.below)

    def lay(one: Phrases, other: Phrases) -> PhraseLayers:
        return PhraseLayers(one, other, hidden=entries.hidden)

    return GlossaryIndex(
        entries={entry.id: entry for entry in entries},
        sources=lay(above.sources, below.sources),
        targets=lay(above.targets, below.targets),
        unwanted=lay(above.unwanted, below.unwanted),
        unwanted_sources=lay(above.unwanted_sources, below.unwanted_sources),
    )
