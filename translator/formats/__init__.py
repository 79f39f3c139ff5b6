"""Read texts into articles and write them back.

A reader cuts a text into paragraphs and keeps everything between them as the skeleton; its writer puts translated
paragraphs into the same skeleton. `mark_boilerplate` then tells what part each paragraph plays on a news page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from translator.document import Article
from translator.errors import UnsupportedFormatError
from translator.formats.boilerplate import mark_boilerplate
from translator.formats.plain import FORMAT as PLAIN
from translator.formats.plain import read_plain, write_plain

__all__ = ["mark_boilerplate", "read_text", "write_text"]

_READERS: Mapping[str, Callable[[str], Article]] = {PLAIN: read_plain}


def read_text(text: str, *, format: str = PLAIN) -> Article:  # noqa: A002  the word every contract uses
    """Read a text into an article.

    Args:
        text: Any text.
        format: Name of its format; ``text`` is plain text.

    Returns:
        An article without segments and languages, whose ``text`` equals the argument.

    Raises:
        UnsupportedFormatError: No reader has that name.
    """
    reader = _READERS.get(format)
    if reader is None:
        raise UnsupportedFormatError(format)
    return reader(text)


def write_text(article: Article, *, paragraphs: Sequence[str]) -> tuple[str, tuple[int, ...]]:
    """Write an article back in its own format with other paragraphs.

    Args:
        article: Read by `read_text`.
        paragraphs: The new text of each paragraph, in order.

    Returns:
        The whole text, and the offset in it at which each paragraph begins.

    Raises:
        UnsupportedFormatError: The article's format has no writer.
        ValueError: There are more or fewer paragraphs than the article has.
    """
    if article.format != PLAIN:
        raise UnsupportedFormatError(article.format)
    return write_plain(article, paragraphs=paragraphs)
