"""All phrases of a glossary in a text at once.

Phrases stand in a tree of words, so that a text is read once however many entries there are. The tree holds words
without case and accents; what it finds is then compared as it is written.
"""

from __future__ import annotations

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from translator.glossary.inflection import pluralise
from translator.glossary.words import Word, is_bounded, is_same_word, list_keys, split_words
from translator.translation import GlossaryEntry, TermStatus

#: Statuses of entries that say how a term is to be rendered; of several entries for one source, the first rules.
WANTED_STATUSES = (TermStatus.PREFERRED, TermStatus.DO_NOT_TRANSLATE, TermStatus.ADMITTED)

#: Indices kept: each pair in the revisions that requests under way still use.
_KEPT_INDICES = 8


@dataclass(frozen=True, slots=True)
class Find:
    """An entry's phrase found in a text."""

    start: int
    end: int
    entry: GlossaryEntry


@dataclass(frozen=True, slots=True)
class _Phrase:
    """What an entry is looked for as: words, punctuation before and after them, and whether case and number count."""

    entry: GlossaryEntry
    words: tuple[Word, ...]
    head: str
    tail: str
    is_exact: bool


@dataclass(slots=True)
class _Node:
    """A word in the tree: what may follow it, and the phrases that end with it."""

    following: dict[tuple[str, str], _Node] = field(default_factory=dict)
    phrases: list[_Phrase] = field(default_factory=list)


class PhraseTree:
    """Phrases of entries, ready to be found in any text."""

    def __init__(self) -> None:
        self._root = _Node()

    def add(self, text: str, *, entry: GlossaryEntry) -> None:
        """Add a phrase that stands for an entry; one without a letter or digit is never found."""
        words = split_words(text)
        if not words:
            return
        node = self._root
        for word in words:
            node = node.following.setdefault((word.separator, word.key), _Node())
        is_exact = entry.case_sensitive or entry.status is TermStatus.DO_NOT_TRANSLATE
        node.phrases.append(_Phrase(entry, words, text[: words[0].start], text[words[-1].end :], is_exact))

    def iterate_finds(self, text: str, *, language: str) -> Iterator[Find]:
        """Yield each phrase at each place where it stands by itself, those at one place in the order of adding.

        Args:
            text: Where to look.
            language: ISO 639 code of the text, for its elisions and compounds.
        """
        words = split_words(text) if self._root.following else []
        for first in range(len(words)):
            for count, phrase in self._walk(words, first):
                find = _compare(phrase, text=text, shown=words[first : first + count])
                if find is not None and is_bounded(text, start=find.start, end=find.end, language=language):
                    yield find

    def _walk(self, words: Sequence[Word], first: int) -> Iterator[tuple[int, _Phrase]]:
        nodes = [self._root]
        for last in range(first, len(words)):
            separator = words[last].separator if last > first else ""
            keys = [(separator, key) for key in list_keys(words[last])]
            nodes = [node.following[key] for node in nodes for key in keys if key in node.following]
            if not nodes:
                return
            for node in nodes:
                for phrase in node.phrases:
                    yield last - first + 1, phrase


def _compare(phrase: _Phrase, *, text: str, shown: Sequence[Word]) -> Find | None:
    start = shown[0].start - len(phrase.head)
    end = shown[-1].end + len(phrase.tail)
    if text[max(start, 0) : shown[0].start] != phrase.head or text[shown[-1].end : end] != phrase.tail:
        return None
    if all(is_same_word(one, other, is_exact=phrase.is_exact) for one, other in zip(shown, phrase.words, strict=True)):
        return Find(start=start, end=end, entry=phrase.entry)
    return None


@dataclass(frozen=True, slots=True)
class GlossaryIndex:
    """The entries of a pair, ready to be found.

    Args:
        sources: Source terms of entries that say how to render them.
        targets: Their targets.
        unwanted: Targets of entries that say what must not be written.
        unwanted_sources: Source terms of those.
        rivals: For each entry, the ids of the entries that render the same source term in an allowed way.
    """

    sources: PhraseTree
    targets: PhraseTree
    unwanted: PhraseTree
    unwanted_sources: PhraseTree
    rivals: Mapping[str, frozenset[str]]


_lock = threading.Lock()
_indices: OrderedDict[tuple[int, ...], tuple[Sequence[GlossaryEntry], GlossaryIndex]] = OrderedDict()


def get_index(entries: Iterable[GlossaryEntry]) -> GlossaryIndex:
    """Return the index of entries, built once for the same entry objects."""
    listed = tuple(entries)
    # An identity is never used for another entry while the listed ones are kept beside their index.
    key = tuple(map(id, listed))
    with _lock:
        if key in _indices:
            _indices.move_to_end(key)
            return _indices[key][1]
    index = _build_index(listed)
    with _lock:
        _indices[key] = (listed, index)
        while len(_indices) > _KEPT_INDICES:
            _indices.popitem(last=False)
    return index


def _build_index(entries: Sequence[GlossaryEntry]) -> GlossaryIndex:
    wanted = [entry for status in WANTED_STATUSES for entry in entries if entry.status is status]
    unwanted = [entry for entry in entries if entry.status not in WANTED_STATUSES]
    return GlossaryIndex(
        sources=_plant(_iterate_forms(wanted, is_source=True)),
        targets=_plant(_iterate_forms(wanted, is_source=False)),
        unwanted=_plant((entry.target, entry) for entry in unwanted),
        unwanted_sources=_plant((entry.source, entry) for entry in unwanted),
        rivals=_group_rivals(wanted),
    )


def _iterate_forms(entries: Iterable[GlossaryEntry], *, is_source: bool) -> Iterator[tuple[str, GlossaryEntry]]:
    """Yield each term, and its plural where comparing words would not know it for one."""
    for entry in entries:
        term, language = (entry.source, entry.pair.source) if is_source else (entry.target, entry.pair.target)
        yield term, entry
        plural = pluralise(term, language=language)
        pairs = zip(split_words(plural), split_words(term), strict=True)
        if not entry.case_sensitive and any(one.key not in (other.key, f"{other.key}s") for one, other in pairs):
            yield plural, entry


def _plant(phrases: Iterable[tuple[str, GlossaryEntry]]) -> PhraseTree:
    tree = PhraseTree()
    for text, entry in phrases:
        tree.add(text, entry=entry)
    return tree


def _group_rivals(entries: Iterable[GlossaryEntry]) -> dict[str, frozenset[str]]:
    groups: defaultdict[tuple[tuple[str, str], ...], set[str]] = defaultdict(set)
    keys = {entry.id: tuple((word.separator, word.key) for word in split_words(entry.source)) for entry in entries}
    for identifier, key in keys.items():
        groups[key].add(identifier)
    return {identifier: frozenset(groups[key]) for identifier, key in keys.items()}
