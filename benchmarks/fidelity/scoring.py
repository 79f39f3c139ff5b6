"""Compare a translation with what the news expects of it; nothing here asks the service what it found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from benchmarks.fidelity.figures import has_number
from benchmarks.fidelity.marks import read_marks
from benchmarks.fidelity.news import Item, Passage
from models.training.fidelity import is_loop

#: A translation shorter than this share of its reference has lost a sentence.
SHORTEST_SHARE = 0.6
#: With so large a share of its words standing in the source and not in the reference, a text is not translated.
COPIED_SHARE = 0.5
COPIED_WORDS = 4


class Kind(StrEnum):
    """What is counted."""

    NAMES = "names"
    QUOTATIONS = "quotations"
    MARKS = "well-formed"
    NUMBERS = "numbers"
    TERMS = "terms"
    CONSISTENT = "consistent"
    KEPT = "addresses"
    LOOPS = "no loop"
    TRANSLATED = "translated"
    SENTENCES = "none lost"


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether one expectation of a passage was met.

    Args:
        kind: What kind of expectation.
        passage: The passage's id.
        expected: What should have arrived, for a reader.
        is_met: Whether it did.
    """

    kind: Kind
    passage: str
    expected: str
    is_met: bool


def make_plain(text: str) -> str:
    """Return a text with one form of space, apostrophe and hyphen, so that typography cannot hide what is there."""
    text = re.sub(r"[\s\u00a0\u202f\u2009]+", " ", text)
    return re.sub("[‐‑–—−]", "-", re.sub("[’‘ʼ]", "'", text))


def judge(passage: Passage, target: str, *, language: str) -> Iterator[Outcome]:
    """Yield an outcome for each expectation of a passage, in the order of the kinds."""

    def tell(kind: Kind, expected: str, is_met: bool) -> Outcome:
        return Outcome(kind, passage.id, expected, is_met)

    plain = make_plain(target)
    for item, times in _count_items(passage.names):
        yield tell(Kind.NAMES, item.source, _count_forms(item, plain) >= times)
    quotations, problem = read_marks(
        target,
        language=language,
        is_continued="continued" in passage.tags,
        is_unclosed="unclosed" in passage.tags,
    )
    for rank in range(max(passage.quotations, quotations)):
        is_met = rank < min(passage.quotations, quotations)
        yield tell(Kind.QUOTATIONS, f"{passage.quotations} quotations, not {quotations}", is_met)
    if passage.quotations or problem:
        yield tell(Kind.MARKS, problem, not problem)
    for item, times in _count_items(passage.numbers):
        is_met = any(has_number(make_plain(form), plain, language=language, times=times) for form in item.accepted)
        yield tell(Kind.NUMBERS, item.source, is_met)
    for item, times in _count_items(passage.terms):
        yield tell(Kind.TERMS, item.source, _count_forms(item, plain, flags=re.IGNORECASE) >= times)
    for item, times in _count_items(passage.kept):
        yield tell(Kind.KEPT, item.source, target.count(item.source) >= times)
    yield tell(Kind.LOOPS, "no loop", not is_loop(target))
    yield tell(Kind.TRANSLATED, "a translation", not _is_copied(passage, target))
    yield tell(Kind.SENTENCES, "every sentence", len(target) >= SHORTEST_SHARE * len(passage.reference))


def judge_consistency(name: str, passages: Iterable[Passage], targets: Iterable[str]) -> Iterator[Outcome]:
    """Yield for each name and term of several paragraphs whether it has one form throughout an article."""
    used: dict[str, list[set[str]]] = {}
    for passage, target in zip(passages, targets, strict=True):
        plain = make_plain(target)
        for item in {*passage.names, *passage.terms}:
            found = {form for form in item.accepted if _count_form(form, plain, flags=re.IGNORECASE)}
            if found:
                used.setdefault(item.source, []).append(found)
    for source, paragraphs in used.items():
        if len(paragraphs) > 1:
            yield Outcome(Kind.CONSISTENT, name, source, bool(set.intersection(*paragraphs)))


def _count_items(items: tuple[Item, ...]) -> Iterator[tuple[Item, int]]:
    """Yield each listing of an item with how many times it must stand there to be met."""
    seen: dict[str, int] = {}
    for item in items:
        seen[item.source] = seen.get(item.source, 0) + 1
        yield item, seen[item.source]


def _count_forms(item: Item, plain: str, *, flags: int = 0) -> int:
    return sum(_count_form(form, plain, flags=flags) for form in set(item.accepted))


def _count_form(form: str, plain: str, *, flags: int = 0) -> int:
    return len(re.findall(rf"(?<!\w){re.escape(make_plain(form))}(?!\w)", plain, flags))


def _is_copied(passage: Passage, target: str) -> bool:
    for item in passage.kept:
        target = target.replace(item.source, "")
    foreign = set(_list_common_words(passage.source)) - set(_list_common_words(passage.reference))
    words = _list_common_words(target)
    return len(words) >= COPIED_WORDS and sum(word in foreign for word in words) >= COPIED_SHARE * len(words)


def _list_common_words(text: str) -> list[str]:
    """Return the words of a text that begin with a small letter; names and numbers are the same in both languages."""
    return [word for word in re.findall(r"[^\W\d_]+", make_plain(text)) if word[0].islower()]
