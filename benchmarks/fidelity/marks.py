"""Count the quotations of a text by its marks, and see whether they are as its language wants them."""

from __future__ import annotations

import re

#: Marks of the first, second and third level in en-US and fr-FR, which the references and the service's answers are in.
_LEVELS = {"en": ("“”", "‘’", "“”"), "fr": ("«»", "“”", "‘’")}
_MARK = re.compile(r"[«»“”„\"‹›‘]|’(?!\w)")
_APOSTROPHE_BEFORE = re.compile(r"\w$")
_BARE_GUILLEMET = re.compile(r"«(?![\u00a0\u202f])|(?<![\u00a0\u202f])»")


def read_marks(text: str, *, language: str) -> tuple[int, str]:
    """Return how many quotations a text has, and what is wrong with their marks, or nothing.

    A quotation that is opened again at the start of a line while it is still open goes on.
    """
    levels = _LEVELS[language]
    count, open_marks, problem = 0, "", ""
    for match in _MARK.finditer(text):
        mark = match[0]
        level = len(open_marks)
        if level and mark == levels[level - 1][1]:
            open_marks = open_marks[:-1]
        elif mark == "’" and _APOSTROPHE_BEFORE.search(text[: match.start()]):
            continue
        elif mark in open_marks and text[: match.start()].endswith("\n"):
            continue
        elif level < len(levels) and mark == levels[level][0]:
            open_marks += mark
            count += 1
        else:
            problem = problem or f"{mark} at {match.start()}"
            count += mark in "«“„‹‘"
    if open_marks:
        problem = problem or f"{open_marks} not closed"
    if language == "fr" and _BARE_GUILLEMET.search(text):
        problem = problem or "« or » without its space"
    return count, problem
