"""What has changed from one wording to another, word by word, and from one version of an article to the next."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from translator.revision import ArticleVersion, VersionSegment

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")

#: Two wordings with fewer words in common, as a share, are told one after the other: a mixture of both reads badly.
LEAST_ALIKE = 0.5


class Change(StrEnum):
    """What became of words, or of a sentence."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words and what became of it: the same, added or removed."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class SentenceDifference:
    """A sentence of two versions.

    Args:
        change: What became of it.
        source: Its source, run by run.
        target: Its translation, run by run.
        is_by_person: Whether a person answers for the translation that stands there since.
    """

    change: Change
    source: tuple[Piece, ...]
    target: tuple[Piece, ...]
    is_by_person: bool = False


def compare_words(before: str, after: str) -> tuple[Piece, ...]:
    """Compare two wordings; what was removed stands before what was added in its place."""
    if before == after:
        return (Piece(Change.SAME, after),) if after else ()
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if _measure_likeness(old, new) < LEAST_ALIKE:
        return tuple(_list_pieces(before, after))
    pieces: list[Piece] = []
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(Piece(Change.SAME, "".join(new[new_start:new_end])))
        else:
            pieces += _list_pieces("".join(old[start:end]), "".join(new[new_start:new_end]))
    return tuple(pieces)


def compare_versions(before: ArticleVersion, after: ArticleVersion) -> tuple[SentenceDifference, ...]:
    """Compare two versions sentence by sentence, in the order of the later one; what is gone stands where it was."""
    old, new = _list_segments(before), _list_segments(after)
    former = {segment.lineage: segment for segment in old}
    present = {segment.lineage for segment in new}
    matcher = SequenceMatcher(None, list(former), [segment.lineage for segment in new], autojunk=False)
    differences: list[SentenceDifference] = []
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag != "equal":
            differences += [_tell_removed(each) for each in old[start:end] if each.lineage not in present]
        for segment in new[new_start:new_end]:
            differences.append(_compare_segments(former.get(segment.lineage), segment, is_moved=tag != "equal"))
    return tuple(differences)


def _measure_likeness(old: Sequence[str], new: Sequence[str]) -> float:
    """Return how many of the words of both are in both, as a share; spaces and marks would make any two alike."""
    words, others = ([token for token in tokens if token.isalnum()] for tokens in (old, new))
    return SequenceMatcher(None, words, others, autojunk=False).ratio()


def _list_segments(version: ArticleVersion) -> list[VersionSegment]:
    return [segment for paragraph in version.paragraphs for segment in paragraph.segments]


def _compare_segments(before: VersionSegment | None, after: VersionSegment, *, is_moved: bool) -> SentenceDifference:
    if before is None:
        source, target = compare_words("", after.source), compare_words("", after.target)
        return SentenceDifference(Change.ADDED, source, target, after.is_by_person)
    is_same = (before.source, before.target) == (after.source, after.target)
    change = Change.CHANGED if not is_same else Change.MOVED if is_moved else Change.SAME
    source, target = compare_words(before.source, after.source), compare_words(before.target, after.target)
    return SentenceDifference(change, source, target, after.is_by_person)


def _tell_removed(segment: VersionSegment) -> SentenceDifference:
    source, target = compare_words(segment.source, ""), compare_words(segment.target, "")
    return SentenceDifference(Change.REMOVED, source, target)


def _list_pieces(removed: str, added: str) -> Iterator[Piece]:
    if removed:
        yield Piece(Change.REMOVED, removed)
    if added:
        yield Piece(Change.ADDED, added)


def fold_same(differences: Sequence[SentenceDifference]) -> list[tuple[bool, list[SentenceDifference]]]:
    """Group sentences that follow each other by whether they are the same; those groups can be folded away."""
    groups: list[tuple[bool, list[SentenceDifference]]] = []
    for each in differences:
        is_same = each.change is Change.SAME
        if not groups or groups[-1][0] is not is_same:
            groups.append((is_same, []))
        groups[-1][1].append(each)
    return groups
