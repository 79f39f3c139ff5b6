"""Markdown: blocks as CommonMark has them, with tables and strikethrough; what is no running text is the skeleton.

markdown-it-py says which lines a block has and what its text is; `markdown_inline` finds the text's tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from translator.document import NO_OPTIONS, Article, ParagraphKind
from translator.formats.building import ArticleBuilder
from translator.formats.markdown_extensions import extend
from translator.formats.markdown_inline import cut_inline, record_ends
from translator.formats.markup import read_html

MARKDOWN = "markdown"

_FRONT_MATTER = re.compile(r"\A(---|\+\+\+)[ \t]*\r?\n(?s:.*?)^(?:\1|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n|\Z)")
_KINDS = {
    "heading_open": ParagraphKind.HEADING,
    "blockquote_open": ParagraphKind.QUOTE,
    "list_item_open": ParagraphKind.ITEM,
}


def read_markdown(text: str) -> Article:
    """Read a Markdown text.

    Args:
        text: Any text; front matter stays as it is.

    Returns:
        An article whose ``text`` equals the argument.
    """
    front = _FRONT_MATTER.match(text)
    start = front.end() if front else 0
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    record_ends(parser)
    extend(parser)
    reader = _Reader(text, start, ArticleBuilder(MARKDOWN))
    reader.read(parser.parse(text[start:]))
    reader.builder.add_skeleton(text[reader.position :])
    return reader.builder.build()


@dataclass(slots=True)
class _Reader:
    """Walks the blocks once.

    Args:
        text: The whole text.
        start: Where its first block may begin.
        builder: Takes what is found.
    """

    text: str
    start: int
    builder: ArticleBuilder
    position: int = 0
    _lines: list[int] = field(init=False)

    def __post_init__(self) -> None:
        lengths = (len(line) for line in _LINE.findall(self.text, self.start))
        self._lines = list(accumulate(lengths, initial=self.start))

    def read(self, tokens: Sequence[Token]) -> None:
        around: list[str] = []
        for token in tokens:
            if token.nesting > 0:
                around.append(token.type)
            elif token.nesting < 0:
                around.pop()
            elif token.type == "html_block" and token.map and not token.level:
                self._read_html(*token.map)
            elif token.type == "inline" and token.map:
                kind = next((_KINDS[name] for name in reversed(around) if name in _KINDS), ParagraphKind.BODY)
                self._read_block(token, first=token.map[0], kind=kind, is_suffix=around[-1:] == ["paragraph_open"])

    def _read_html(self, first: int, last: int) -> None:
        start, end = self._lines[first], self._lines[last]
        self.builder.add_skeleton(self.text[self.position : start])
        self.builder.add_article(read_html(self.text[start:end], NO_OPTIONS))
        self.position = end

    def _read_block(self, token: Token, *, first: int, kind: ParagraphKind, is_suffix: bool) -> None:
        """Read a block's text; one that does not stand in its lines as the parser gives it is left as it is."""
        places = list(self._locate(token.content.split("\n"), first=first, is_suffix=is_suffix))
        units = cut_inline(token)
        if units is None or None in places:
            return
        found = [place for place in places if place is not None]
        breaks = iter([self.text[one[1] : other[0]] for one, other in pairwise(found)])
        self.builder.add_skeleton(self.text[self.position : found[0][0]])
        for unit in units:
            raw = re.sub("\n", lambda _: next(breaks), unit.piece.raw)
            self.builder.units.append(unit.rewrite(raw))
        self.builder.end_paragraph(kind)
        self.position = found[-1][1]

    def _locate(self, contents: Sequence[str], *, first: int, is_suffix: bool) -> Iterator[tuple[int, int] | None]:
        """Yield where each line of a block's text stands in the whole text."""
        for number, content in enumerate(contents, start=first):
            start = max(self.position, self._lines[number])
            line = self.text[start : self._lines[number + 1]].rstrip("\r\n")
            if is_suffix:
                line = line if line.endswith(content) else line.rstrip()
                at = len(line) - len(content) if line.endswith(content) else -1
            else:
                at = line.find(content, len(line) - len(line.lstrip(" #>\t")) if content[:1].isalnum() else 0)
            yield (start + at, start + at + len(content)) if at >= 0 else None
