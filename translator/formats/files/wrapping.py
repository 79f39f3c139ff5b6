"""The lines of a cue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

#: Characters in a line of subtitles at most (EBU and broadcasters' style guides say 37 to 42).
LINE_LENGTH = 42

_SPACE = " \t\n"


def share_text(parts: Sequence[str], *, lengths: Sequence[int]) -> list[str]:
    """Return a text in as many parts as there are cues, none empty where the words suffice.

    Args:
        parts: The text, cut where the steps between cues came to stand.
        lengths: Length of each cue's source, by which the text is shared out where a part would be empty.
    """
    cut = [part.strip(_SPACE) for part in parts]
    if len(cut) == len(lengths) and all(cut):
        return cut
    words = " ".join(filter(None, cut)).split(" ")
    total = sum(lengths) or 1
    ends = [round(len(words) * reach / total) for reach in accumulate(lengths)]
    starts = [0, *ends[:-1]]
    return [" ".join(words[start:end]) for start, end in zip(starts, ends, strict=True)]


def wrap_cue(text: str, *, lines: int, tags: re.Pattern[str]) -> str:
    """Return the text of a cue in lines of about one length.

    Args:
        text: The text in one line.
        lines: How many lines its source has; more are made where they would be too long.
        tags: What is not seen and never cut.
    """
    words = _split_words(text, tags=tags)
    widths = [len(tags.sub("", word)) + 1 for word in words]
    total = sum(widths)
    wanted = max(min(lines, len(words)), -(-total // (LINE_LENGTH + 1)))
    made: list[list[str]] = [[] for _ in range(wanted)]
    reached = 0
    for word, width in zip(words, widths, strict=True):
        made[min(wanted - 1, (reached + width // 2) * wanted // max(total, 1))].append(word)
        reached += width
    return "\n".join(" ".join(line) for line in made if line)


def _split_words(text: str, *, tags: re.Pattern[str]) -> list[str]:
    """Return the words of a text with the tags that touch them; spaces within a tag do not part."""
    shielded = bytearray(len(text))
    for tag in tags.finditer(text):
        shielded[tag.start() : tag.end()] = b"\1" * (tag.end() - tag.start())
    words = []
    start = 0
    for space in re.finditer(r"[ \t\n]+", text):
        if shielded[space.start()]:
            continue
        words.append(text[start : space.start()])
        start = space.end()
    return [word for word in (*words, text[start:]) if word]
