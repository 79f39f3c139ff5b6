"""Count the quotations of a text by its marks, and see whether they are as its language wants them."""

from __future__ import annotations

import re

#: Marks of the first, second and third level in en-US and fr-FR, which the references and the service's answers are in.
_LEVELS = {"en": ("“”", "‘’", "“”"), "fr": ("«»", "“”", "‘’")}
_MARK = re.compile(r"[«»“”„\"‹›‘]|’(?!\w)")
_CLOSING = re.compile(r"’(?!\w)")
_NEXT_WORD = re.compile(r" \w")
_DIALOGUE = re.compile(r"^[—–]\s", re.MULTILINE)
_BARE_GUILLEMET = re.compile(r"«(?![\u00a0\u202f])|(?<![\u00a0\u202f])»")


def read_marks(text: str, *, language: str, is_continued: bool = False, is_unclosed: bool = False) -> tuple[int, str]:
    """Return how many quotations a text has, and what is wrong with their marks, or nothing.

    A line of dialogue after a dash is a quotation too.

    Args:
        text: A text or a paragraph of one.
        language: ISO 639 code of the text.
        is_continued: Whether it begins within a quotation of the paragraph before, which is opened again, not counted.
        is_unclosed: Whether its last quotation goes on in the next paragraph.
    """
    levels = _LEVELS[language]
    count, open_marks, problem = len(_DIALOGUE.findall(text)), "", ""
    for match in _MARK.finditer(text):
        mark, before = match[0], text[: match.start()]
        expected = levels[len(open_marks)][0] if len(open_marks) < len(levels) else ""
        if mark == "’" and _is_apostrophe(before, text[match.end() :], is_open="‘" in open_marks):
            continue
        if open_marks and mark == levels[len(open_marks) - 1][1]:
            open_marks = open_marks[:-1]
        elif mark == expected:
            open_marks += mark
            count += 1
        else:
            problem = problem or f"{mark} at {match.start()}"
            count += mark in "«“„‹‘"
    if is_continued and text[:1] == levels[0][0]:
        count -= 1
    elif is_continued:
        problem = problem or "not opened again"
    if open_marks != (levels[0][0] if is_unclosed else ""):
        problem = problem or (f"{open_marks} not closed" if open_marks else "closed before its end")
    if language == "fr" and _BARE_GUILLEMET.search(text):
        problem = problem or "« or » without its space"
    return count, problem


def _is_apostrophe(before: str, after: str, *, is_open: bool) -> bool:
    """Say whether a mark at a word's end only shows a possessive: nothing is open, or something later closes it."""
    if not before[-1:].isalnum():
        return False
    is_closed_later = len(_CLOSING.findall(after)) > after.count("‘")
    return not is_open or (before.endswith("s") and bool(_NEXT_WORD.match(after)) and is_closed_later)
