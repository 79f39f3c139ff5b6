"""Read texts into articles and write them back.

A reader cuts a text into paragraphs and keeps everything between them as the skeleton; a paragraph's text is what a
reader reads, its markup how the format writes it. `write_paragraph` puts targets into the markup, `write_text` puts
paragraphs back into the skeleton. `mark_boilerplate` tells what part each paragraph plays on a news page.

| format | read by | what a paragraph is |
|---|---|---|
| `text` | `plain` | a line, or the lines of a hard-wrapped paragraph |
| `html` | `markup` | the text of a block, whatever tags are in it; an attribute that is shown |
| `xml` | `markup` | the text between two tags of the structure |
| `markdown` | `markdown` | a block of CommonMark; a cell of a table |
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from translator.document import NO_OPTIONS, Article, MarkupOptions
from translator.errors import UnsupportedFormatError
from translator.formats.boilerplate import mark_boilerplate, set_kinds
from translator.formats.cutting import cut_text
from translator.formats.markdown import MARKDOWN, read_markdown
from translator.formats.markup import HTML, XML, read_html, read_xml
from translator.formats.plain import FORMAT as PLAIN
from translator.formats.plain import read_plain, write_plain
from translator.formats.writing import Target, list_source_places, write_paragraph

__all__ = [
    "Target",
    "cut_text",
    "list_source_places",
    "mark_boilerplate",
    "read_text",
    "set_kinds",
    "write_paragraph",
    "write_text",
]

_READERS: Mapping[str, Callable[[str, MarkupOptions], Article]] = {
    PLAIN: lambda text, options: read_plain(text, joins_lines=options.joins_lines),
    HTML: read_html,
    XML: read_xml,
    MARKDOWN: lambda text, _: read_markdown(text),
}


def read_text(text: str, *, format: str = PLAIN, options: MarkupOptions = NO_OPTIONS) -> Article:  # noqa: A002  the word of every contract
    """Read a text into an article.

    Args:
        text: Any text.
        format: Name of its format; ``text`` is plain text.
        options: What the caller knows of the tags of an HTML or XML text, or of the lines of a plain one.

    Returns:
        An article without segments and languages, whose ``text`` equals the argument.

    Raises:
        UnsupportedFormatError: No reader has that name.
    """
    reader = _READERS.get(format)
    if reader is None:
        raise UnsupportedFormatError(format)
    return reader(text, options)


def write_text(article: Article, *, paragraphs: Sequence[str]) -> tuple[str, tuple[int, ...]]:
    """Write an article back in its own format with other paragraphs.

    Args:
        article: Read by `read_text`.
        paragraphs: Each paragraph as the format writes it, in order.

    Returns:
        The whole text, and the offset in it at which each paragraph begins.

    Raises:
        UnsupportedFormatError: The article's format has no writer.
        ValueError: There are more or fewer paragraphs than the article has.
    """
    if article.format not in _READERS:
        raise UnsupportedFormatError(article.format)
    return write_plain(article, paragraphs=paragraphs)
