"""Trees of HTML and the like as blocks: a text for each, and the part that it plays."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from translator.document import ArticleOrigin, ArticleText, ParagraphKind
from translator.formats.boilerplate import mark_clutter, set_kinds
from translator.formats.elements import load_elements
from translator.formats.plain import read_plain

#: White space that only lays out the source, and what would end a line; no-break spaces are text and stay.
_SPACE = re.compile(r"[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")

#: Marks that tell where a word may be broken, and others that nobody sees.
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")

#: NUL, which PostgreSQL cannot keep, and halves of surrogate pairs, which UTF-8 cannot.
_UNUSABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Block:
    """A block of text: one line, without white space around it."""

    text: str
    kind: ParagraphKind = ParagraphKind.BODY


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Which elements of a tree make blocks; names are without their namespace.

    Args:
        block: Elements that end a block, before and after.
        line: Elements that end a line.
        cell: Elements that stand beside others of their kind within a block.
        silent: Elements that are left out with all they hold.
        kinds: What part the text of an element plays; the innermost decides.
    """

    block: frozenset[str]
    line: frozenset[str]
    cell: frozenset[str]
    silent: frozenset[str]
    kinds: Mapping[str, ParagraphKind]


def make_html_vocabulary() -> Vocabulary:
    """Return the elements of HTML, as ``rules/elements.toml`` has them."""
    elements = load_elements()
    cells = frozenset({"td", "th"})
    return Vocabulary(
        block=elements.block - cells,
        line=frozenset({"br"}),
        cell=cells,
        silent=elements.silent | {"head", "nav", "button", "select", "textarea", "option"},
        kinds={name: kind for name, kind in elements.kinds.items() if name != "legend"},
    )


def list_blocks(root: Any, *, words: Vocabulary) -> list[Block]:
    """List the blocks of a tree, in order.

    Args:
        root: An element of lxml.
        words: What its elements mean.
    """
    return list(_Reader(words).read(root))


class _Reader:
    """Walks a tree once; its depth is that of the parser, which lets no tree be deeper than 256 elements."""

    def __init__(self, words: Vocabulary) -> None:
        self._words = words
        self._parts: list[str] = []

    def read(self, root: Any) -> Iterator[Block]:
        yield from self._walk(root, kind=ParagraphKind.BODY)
        yield from self._end_block(ParagraphKind.BODY)

    def _walk(self, element: Any, *, kind: ParagraphKind) -> Iterator[Block]:
        name = _get_name(element)
        if name in self._words.silent or element.get("hidden") is not None:
            return
        own = self._words.kinds.get(name, kind)
        is_block = name in self._words.block
        if is_block or name in self._words.line:
            yield from self._end_block(kind)
        if name in self._words.cell and "".join(self._parts).strip():
            self._parts.append(" · ")
        self._parts.append(element.text or "")
        for child in element.iterchildren(tag="*"):
            yield from self._walk(child, kind=own)
            self._parts.append(child.tail or "")
        if is_block:
            yield from self._end_block(own)

    def _end_block(self, kind: ParagraphKind) -> Iterator[Block]:
        text = clean_line("".join(self._parts))
        self._parts.clear()
        if text:
            yield Block(text, kind)


def clean_line(text: str) -> str:
    """Return a text as one line without what nobody sees."""
    return _SPACE.sub(" ", _UNUSABLE.sub("", _INVISIBLE.sub("", text))).strip()


def fold_line(text: str) -> str:
    """Return the letters and figures of a line, to tell whether two lines say the same."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def compose(
    blocks: Iterable[Block],
    *,
    asides: Sequence[Block] = (),
    title: str = "",
    language: str = "",
    origin: ArticleOrigin | None = None,
) -> ArticleText:
    """Put an article together of its blocks.

    Args:
        blocks: The article; clutter that is left among them is marked.
        asides: What stood around it on its page.
        title: Headline; a block that repeats it becomes boilerplate.
        language: Language code that the source names.
        origin: Where it was first published.
    """
    told = [block for block in blocks if read_plain(block.text).paragraphs]
    around = [block for block in asides if read_plain(block.text).paragraphs]
    head = [Block(title, ParagraphKind.HEADING)] if title else []
    article = read_plain("\n\n".join(block.text for block in (*head, *told)))
    marked = mark_clutter(set_kinds(article, kinds=[block.kind for block in (*head, *told)]))
    kinds = [paragraph.kind for paragraph in marked.paragraphs][len(head) :]
    return ArticleText(
        title=title,
        text="\n\n".join(block.text for block in (*told, *around)),
        kinds=(*kinds, *[ParagraphKind.BOILERPLATE] * len(around)),
        language=language,
        origin=origin,
    )


def _get_name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2].lower()
