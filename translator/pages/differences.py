"""What has changed from one wording to another, word by word, and from one version of an article to the next."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise

from translator.revision import ArticleVersion, VersionSegment
from translator.translation.foreign import ForeignStretch

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")

#: Two wordings with fewer words in common, as a share, are told one after the other: a mixture of both reads badly.
LEAST_ALIKE = 0.5

#: What an added sentence is compared with, and a removed one.
_NOTHING = VersionSegment("", "", "")


class Change(StrEnum):
    """What became of words, or of a sentence."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words and what became of it: the same, added or removed.

    Args:
        change: What became of it.
        text: The words.
        language: Language tag where it is not that of the side; empty otherwise.
    """

    change: Change
    text: str
    language: str = ""


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


def _tell_language(
    pieces: Iterable[Piece], before: Sequence[ForeignStretch], after: Sequence[ForeignStretch]
) -> tuple[Piece, ...]:
    """Cut pieces where the language changes, and say of each in which it is."""
    told: list[Piece] = []
    old = new = 0
    for piece in pieces:
        # What stays is shown as it stands in the later wording.
        place, stretches = (old, before) if piece.change is Change.REMOVED else (new, after)
        end = place + len(piece.text)
        edges = {edge for each in stretches for edge in (each.start, each.end) if place < edge < end}
        for start, stop in pairwise(sorted({place, end, *edges})):
            # Of stretches that hold each other the innermost comes last.
            languages = [each.language for each in stretches if each.start <= start and stop <= each.end]
            told.append(
                Piece(piece.change, piece.text[start - place : stop - place], languages[-1] if languages else "")
            )
        old += 0 if piece.change is Change.ADDED else len(piece.text)
        new += 0 if piece.change is Change.REMOVED else len(piece.text)
    return tuple(told)


def _compare_sides(before: VersionSegment, after: VersionSegment) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Compare what two segments say on either side."""
    source, target = compare_words(before.source, after.source), compare_words(before.target, after.target)
    return (
        _tell_language(source, before.source_foreign, after.source_foreign),
        _tell_language(target, before.target_foreign, after.target_foreign),
    )


def _compare_segments(before: VersionSegment | None, after: VersionSegment, *, is_moved: bool) -> SentenceDifference:
    if before is None:
        return SentenceDifference(Change.ADDED, *_compare_sides(_NOTHING, after), after.is_by_person)
    is_same = (before.source, before.target) == (after.source, after.target)
    change = Change.CHANGED if not is_same else Change.MOVED if is_moved else Change.SAME
    return SentenceDifference(change, *_compare_sides(before, after), after.is_by_person)


def _tell_removed(segment: VersionSegment) -> SentenceDifference:
    return SentenceDifference(Change.REMOVED, *_compare_sides(segment, _NOTHING))


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
