"""Phrases of many entries found in a text at once.

Phrases stand in trees of words, so that a text is read once however many entries there are. The trees hold words
without case and accents; what they find is then compared as it is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from typing import Protocol

from translator.glossary.words import Word, get_first_key, is_bounded, is_same_word, list_keys, split_words
from translator.translation import GlossaryEntry, TermStatus


@dataclass(frozen=True, slots=True)
class Find:
    """An entry's phrase found in a text."""

    start: int
    end: int
    entry: GlossaryEntry


class Phrases(Protocol):
    """Phrases of entries, ready to be found in any text."""

    def iterate_finds(self, text: str, *, language: str) -> Iterator[Find]:
        """Yield each phrase at each place where it stands by itself, those at one place in the order of adding.

        Args:
            text: Where to look.
            language: ISO 639 code of the text, for its elisions and compounds.
        """
        ...

    def list_by_source(self, text: str) -> Sequence[GlossaryEntry]:
        """Return the entries whose source term has the same words, case and accents aside."""
        ...


@dataclass(frozen=True, slots=True)
class _Phrase:
    """What an entry is looked for as: words, punctuation before and after them, and whether case and number count."""

    entry: GlossaryEntry
    text: str
    words: tuple[Word, ...]
    head: str
    tail: str
    is_exact: bool


@dataclass(slots=True)
class _Node:
    """A word in a tree: what may follow it, and the phrases that end with it."""

    following: dict[tuple[str, str], _Node] = field(default_factory=dict)
    phrases: list[_Phrase] = field(default_factory=list)


class PhraseTrees:
    """The phrases of entries, a tree for each first word, which grows when a text first has that word.

    Args:
        entries: The entries.
        list_forms: Returns what an entry is looked for as; a form without a letter or digit is never found.
    """

    def __init__(
        self, entries: Iterable[GlossaryEntry], *, list_forms: Callable[[GlossaryEntry], Iterable[str]]
    ) -> None:
        self._forms: dict[str, list[tuple[str, GlossaryEntry]]] = {}
        self._trees: dict[str, _Node] = {}
        for entry in entries:
            for form in list_forms(entry):
                self._forms.setdefault(get_first_key(form), []).append((form, entry))
        self._forms.pop("", None)

    def iterate_finds(self, text: str, *, language: str) -> Iterator[Find]:
        """Yield each phrase at each place where it stands by itself, those at one place in the order of adding."""
        words = split_words(text) if self._forms else ()
        for first, word in enumerate(words):
            if self._forms.keys().isdisjoint(list_keys(word, language=language)):
                continue
            for count, phrase in self._walk(words, first, language=language):
                find = _compare(phrase, text=text, shown=words[first : first + count], language=language)
                if find is not None and is_bounded(text, start=find.start, end=find.end, language=language):
                    yield find

    def list_by_source(self, text: str) -> Sequence[GlossaryEntry]:
        """Return the entries whose source term has the same words, case and accents aside."""
        words = split_words(text)
        node = self._get_tree(words[0].key) if words else None
        for word in words[1:]:
            node = node.following.get((word.separator, word.key)) if node else None
        phrases = node.phrases if node else []
        return [phrase.entry for phrase in phrases if phrase.text == phrase.entry.source]

    def _walk(self, words: Sequence[Word], first: int, *, language: str) -> Iterator[tuple[int, _Phrase]]:
        trees = (self._get_tree(key) for key in list_keys(words[first], language=language))
        nodes = [tree for tree in trees if tree is not None]
        for last in range(first + 1, len(words) + 1):
            for node in nodes:
                for phrase in node.phrases:
                    yield last - first, phrase
            if not nodes or last == len(words):
                return
            keys = [(words[last].separator, key) for key in list_keys(words[last], language=language)]
            nodes = [node.following[key] for node in nodes for key in keys if key in node.following]

    def _get_tree(self, key: str) -> _Node | None:
        tree = self._trees.get(key)
        if tree is None and key in self._forms:
            # Another thread may grow the same tree meanwhile; either will do.
            tree = self._trees[key] = _grow(self._forms[key])
        return tree


class PhraseLayers:
    """Phrases above others, of which some are hidden.

    Args:
        above: What comes first.
        below: What comes after.
        hidden: Case-folded source terms of the entries below that do not count.
    """

    def __init__(self, above: Phrases, below: Phrases, *, hidden: Set[str]) -> None:
        self._above = above
        self._below = below
        self._hidden = hidden

    def iterate_finds(self, text: str, *, language: str) -> Iterator[Find]:
        """Yield each phrase at each place where it stands by itself, those above first."""
        yield from self._above.iterate_finds(text, language=language)
        for find in self._below.iterate_finds(text, language=language):
            if find.entry.source.casefold() not in self._hidden:
                yield find

    def list_by_source(self, text: str) -> Sequence[GlossaryEntry]:
        """Return the entries whose source term has the same words, case and accents aside."""
        below = [entry for entry in self._below.list_by_source(text) if entry.source.casefold() not in self._hidden]
        return [*self._above.list_by_source(text), *below]


def _grow(forms: Iterable[tuple[str, GlossaryEntry]]) -> _Node:
    """Make the tree of phrases that begin with the same word."""
    root = _Node()
    for text, entry in forms:
        words = split_words(text)
        node = root
        for word in words[1:]:
            node = node.following.setdefault((word.separator, word.key), _Node())
        is_exact = entry.case_sensitive or entry.status is TermStatus.DO_NOT_TRANSLATE
        head, tail = text[: words[0].start], text[words[-1].end :]
        node.phrases.append(_Phrase(entry, text, words, head, tail, is_exact))
    return root


def _compare(phrase: _Phrase, *, text: str, shown: Sequence[Word], language: str) -> Find | None:
    start = shown[0].start - len(phrase.head)
    end = shown[-1].end + len(phrase.tail)
    if text[max(start, 0) : shown[0].start] != phrase.head or text[shown[-1].end : end] != phrase.tail:
        return None
    pairs = zip(shown, phrase.words, strict=True)
    # a caption's credit or a headline in capitals says nothing of case: ``METROPOLITAN POLICE``
    is_exact = phrase.is_exact and not (len(shown) > 1 and all(word.text.isupper() for word in shown))
    if all(is_same_word(one, other, is_exact=is_exact, language=language) for one, other in pairs):
        return Find(start=start, end=end, entry=phrase.entry)
    return None
