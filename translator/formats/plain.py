"""Plain text: lines, or hard-wrapped runs of lines, become paragraphs; everything between them is the skeleton."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from translator.document import Article, Paragraph, ParagraphKind

FORMAT = "text"

#: Invisible characters that are no white space to Python: byte order mark, zero-width space, word joiner.
_INVISIBLE = "\ufeff\u200b\u2060"

#: What marks a line as an item of a list: a bullet; a number, a letter or a Roman numeral with its stop or bracket.
#: A single letter with a full stop is an initial (``A. Martin``), so letters need the bracket, numerals two signs.
#: What follows must be text: ``* * *`` is no item.
_ITEM_PREFIX = re.compile(
    r"(?:[-*•‣◦▪■●○▶►→➜✓✔·]"
    r"|\d{1,3}(?:\.\d{1,2}){0,3}[.)]|\(\d{1,3}\)"
    r"|[A-Za-z]\)|\([A-Za-z]\)"
    r"|[IVX]{2,5}\.)"
    r"\s+(?=[^\W_]|[«“‘\"'(\[])"
)

#: A line that ends so is complete, and what follows begins a new paragraph unless the whole block is hard-wrapped.
_TERMINAL = re.compile(r"[.!?…:;][\s»”’\"')\]]*$")

#: No wrapping program makes lines shorter than this many code points; verse, subtitles, addresses and menus do.
_SHORTEST_WRAPPED = 50
#: Nor longer than this: mail wraps at 72 to 78, typescript at 60 to 80, some editors at 100 or 120.
_LONGEST_WRAPPED = 130
#: In a hard-wrapped block at least this share of the lines leaves no room for the next line's first word.
_FULL_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class _Line:
    """A line's text without the white space around it; both as offsets in the whole text."""

    start: int
    end: int
    text: str
    has_prefix: bool


def read_plain(text: str, *, joins_lines: bool = False) -> Article:
    """Read a plain text into an article.

    Each line is a paragraph, but for a hard-wrapped paragraph, whose lines are taken together. White space around
    paragraphs, blank lines and the marks of list items (``- ``, ``7. ``, ``a) ``) go to the skeleton.

    Args:
        text: Any text; line ends may be mixed.
        joins_lines: Whether lines without a blank one between them are all taken together, but for items of a list.

    Returns:
        An article whose ``text`` equals the argument.
    """
    paragraphs: list[Paragraph] = []
    skeleton: list[str] = []
    position = 0
    for group in _group_lines(_split_lines(text), joins_lines=joins_lines):
        start, end = group[0].start, group[-1].end
        kind = ParagraphKind.ITEM if group[0].has_prefix else ParagraphKind.BODY
        paragraphs.append(Paragraph(len(paragraphs), text[start:end], kind))
        skeleton.append(text[position:start])
        position = end
    skeleton.append(text[position:])
    return Article("", "", "", FORMAT, tuple(paragraphs), tuple(skeleton))


def write_plain(article: Article, *, paragraphs: Sequence[str]) -> tuple[str, tuple[int, ...]]:
    """Put new paragraphs into the article's skeleton.

    Args:
        article: Read by `read_plain`.
        paragraphs: The new text of each paragraph, in order.

    Returns:
        The whole text, and the offset in it at which each paragraph begins.

    Raises:
        ValueError: There are more or fewer paragraphs than the article has.
    """
    if len(paragraphs) != len(article.paragraphs):
        raise ValueError(f"paragraphs must be {len(article.paragraphs)} texts, not {len(paragraphs)}")
    parts = [article.skeleton[0]]
    offsets = []
    length = len(article.skeleton[0])
    for paragraph, after in zip(paragraphs, article.skeleton[1:], strict=True):
        offsets.append(length)
        parts += (paragraph, after)
        length += len(paragraph) + len(after)
    return "".join(parts), tuple(offsets)


def _split_lines(text: str) -> Iterator[_Line | None]:
    """Yield each line that has something on it, and None for each blank one."""
    position = 0
    for whole in text.splitlines(keepends=True):
        start, end = _trim(whole)
        if start == end:
            yield None
        else:
            prefix = _ITEM_PREFIX.match(whole, start, end)
            begin = prefix.end() if prefix else start
            yield _Line(position + begin, position + end, whole[begin:end], prefix is not None)
        position += len(whole)


def _trim(line: str) -> tuple[int, int]:
    """Return the offsets of the line without white space and invisible characters around it."""
    end = len(line)
    while end and (line[end - 1].isspace() or line[end - 1] in _INVISIBLE):
        end -= 1
    start = 0
    while start < end and (line[start].isspace() or line[start] in _INVISIBLE):
        start += 1
    return start, end


def _group_lines(lines: Iterator[_Line | None], *, joins_lines: bool) -> Iterator[list[_Line]]:
    """Yield the lines of each paragraph."""
    block: list[_Line] = []
    for line in lines:
        if line is not None:
            block.append(line)
        elif block:
            yield from _split_block(block, joins_lines=joins_lines)
            block = []
    if block:
        yield from _split_block(block, joins_lines=joins_lines)


def _split_block(block: Sequence[_Line], *, joins_lines: bool) -> Iterator[list[_Line]]:
    """Cut lines without a blank one between them into paragraphs."""
    width = _find_wrap_width(block)
    group = [block[0]]
    for line, following in pairwise(block):
        is_joined = joins_lines and not following.has_prefix
        if is_joined or _is_continued(line, following, first=group[0], width=width):
            group.append(following)
        else:
            yield group
            group = [following]
    yield group


def _is_continued(line: _Line, following: _Line, *, first: _Line, width: int | None) -> bool:
    if following.has_prefix or len(line.text) < _SHORTEST_WRAPPED:
        return False
    if width is not None:
        return _is_full(line, following, width=width)
    # Who begins without a capital, as in a chat, says nothing by beginning the next line so.
    is_lower_case_writing = first.text[0].islower()
    return following.text[0].islower() and not is_lower_case_writing and not _TERMINAL.search(line.text[-8:])


def _find_wrap_width(block: Sequence[_Line]) -> int | None:
    """Return the width at which a block of three lines or more was hard-wrapped; None where it was not.

    A wrapping program breaks a line where the next word has no more room, and one line at least breaks inside a
    sentence; lines that a person ended do so at any length.
    """
    width = max(len(line.text) for line in block)
    if len(block) < 3 or not _SHORTEST_WRAPPED <= width <= _LONGEST_WRAPPED:
        return None
    pairs = list(pairwise(block))
    full = [pair for pair in pairs if _is_full(*pair, width=width)]
    broken = [pair for pair in full if pair[1].text[0].islower() and not _TERMINAL.search(pair[0].text[-8:])]
    return width if broken and len(full) >= _FULL_SHARE * len(pairs) else None


def _is_full(line: _Line, following: _Line, *, width: int) -> bool:
    return len(line.text) + 1 + len(following.text.split(maxsplit=1)[0]) > width
