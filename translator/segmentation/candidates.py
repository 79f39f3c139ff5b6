"""Places where a sentence may end: those that sentencex finds, and those that it passes over inside quotations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import sentencex  # type: ignore[import-untyped]  # it is compiled and carries no type hints

_EMOJI = "[\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d\U0001f000-\U0001faff\U000e0020-\U000e007f]"
_SMILEY = r"[:;=]-?[)(DPp](?!\w)"

#: A run of final marks with what belongs to the sentence after it: closing marks (behind a space too where their shape
#: tells them), note numbers, emoji. Runs are bounded so that a page of dots stays linear.
_SENTENCE_END = re.compile(
    r"(?P<marks>[.!?…]{1,50}(?:[ \u00a0\u202f]?[!?…]{1,50}){0,9})"
    rf"(?:[\"'’”)\]»›]|\s{{1,2}}[»›]|\[\d{{1,3}}\]|\s?{_EMOJI}|\s{_SMILEY}){{0,20}}(?=\s|$)"
)

#: Final marks of other scripts, which need no space after them.
_FOREIGN_MARKS = frozenset("。！？｡．؟۔।॥։።")
_GLUED = re.compile(r"[^\W\d_]{2}[.!?…]{1,3}[»”\"')]?$")
_GLUED_NEXT = re.compile(r"[^\W\d_a-zß-ÿ][^\W\d_]*[’'\s]|[^\W\d_a-zß-ÿ][^\W\d_]*[.!?,;:]?$")
_DOMAINS = frozenset({"com", "fr", "org", "net", "uk", "eu", "be", "ch", "ca", "io", "js", "tv", "info"})

_LONGEST_BREAK = 50

#: sentencex takes quadratic time over a quotation that is never closed, so it sees the text in windows of this size.
_WINDOW = 4000
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place where a segment may end.

    Args:
        end: One past the last code point of the sentence, closing marks and emoji included.
        marks: Its final marks; empty for a paragraph break.
        marks_end: One past the last of them.
    """

    end: int
    marks: str
    marks_end: int

    @property
    def is_certain(self) -> bool:
        """Whether the end needs no look at the words around it."""
        return not self.marks or self.marks[-1] in _FOREIGN_MARKS


def find_candidates(text: str, *, language: str) -> list[Candidate]:
    """Find all places where a sentence may end, in order.

    Args:
        text: A paragraph.
        language: ISO 639 code; for one that sentencex does not know it takes a similar one, or English.
    """
    found: dict[int, Candidate] = {}
    for match in _SENTENCE_END.finditer(text):
        marks = "" if _has_paragraph_break(text, match.end()) else match["marks"]
        found[match.end()] = Candidate(match.end(), marks, match.end("marks"))
    for end in _find_sentence_ends(text, language=language):
        if end not in found and (marks := _find_other_end(text, end)) is not None:
            found[end] = Candidate(end, marks, end)
    return [found[end] for end in sorted(found)]


def is_abbreviation(word: str, *, language: str) -> bool:
    """Return whether sentencex knows that a stop after the word ends no sentence.

    Args:
        word: Without its stop.
        language: ISO 639 code.
    """
    sample = _SURROGATE.sub("\ufffd", f"Xxx xx {word}. Xxx")
    return len(sentencex.get_sentence_boundaries(language, sample)) == 1


def _find_other_end(text: str, end: int) -> str | None:
    """Return the final mark of a sentence that only sentencex finds, or None where it is not to be trusted."""
    if text[end - 1] in _FOREIGN_MARKS:
        return text[end - 1]
    if _has_paragraph_break(text, end):
        return ""
    before = text[max(end - 80, 0) : end].split()[-1:]
    after = text[end : end + 40]
    if text[end : end + 1].isspace() or not before or any(sign in before[0] for sign in ("@", "//", "www.")):
        return None
    if _GLUED.search(before[0]) and _GLUED_NEXT.match(after) and after.split()[0].lower() not in _DOMAINS:
        return re.sub(r"[^.!?…]", "", before[0][-4:])[-3:]
    return None


def _has_paragraph_break(text: str, end: int) -> bool:
    """Return whether a blank line follows."""
    gap = text[end : end + _LONGEST_BREAK]
    gap = gap[: len(gap) - len(gap.lstrip())]
    return max(gap.count("\n"), gap.count("\r")) > 1 or "\u2029" in gap


def _find_sentence_ends(text: str, *, language: str) -> set[int]:
    """Return where sentencex ends sentences, without the white space after them."""
    ends = set()
    for start, end in _cut_windows(text):
        window = _SURROGATE.sub("\ufffd", text[start:end])
        for boundary in sentencex.get_sentence_boundaries(language, window):
            sentence = window[boundary["start_index"] : boundary["end_index"]].rstrip()
            if sentence and boundary["end_index"] < len(window):
                ends.add(start + boundary["start_index"] + len(sentence))
    return ends


def _cut_windows(text: str) -> Iterator[tuple[int, int]]:
    """Yield windows that end at white space inside a sentence where there is one."""
    start = 0
    while len(text) - start > _WINDOW:
        end = start + _WINDOW
        for position in range(end, end - _WINDOW // 4, -1):
            if text[position].isspace() and text[position - 1].isalnum():
                end = position
                break
        yield start, end
        start = end
    yield start, len(text)
