"""Read an article out of a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from translator.document import ArticleText
from translator.errors import FieldError, NoArticleError
from translator.formats.files.encoding import decode_text
from translator.formats.markdown import read_markdown
from translator.formats.sources.blocks import Block, clean_line, compose
from translator.formats.sources.books import read_book
from translator.formats.sources.pages import decode_page, read_html_source
from translator.formats.sources.word import read_word


def read_source_file(name: str, *, content: bytes) -> ArticleText:
    """Read a file.

    Args:
        name: Its name, whose ending tells what it is.
        content: Its bytes.

    Raises:
        FieldError: ``file``: its name has an ending that no reader knows, or it is damaged, unsafe or no such file.
        NoArticleError: It holds no article.
    """
    suffix = PurePosixPath(name).suffix.lower()
    reader = _READERS.get(suffix)
    if reader is None:
        raise FieldError(
            "file", "format not supported; its name must end in %(names)s", names=", ".join(SOURCE_SUFFIXES)
        )
    article = reader(content)
    if not (article.title or article.text).strip():
        raise NoArticleError(field="file")
    return article


def _read_text(content: bytes) -> ArticleText:
    # Read as a pasted text is: a copied news page is often kept so.
    return ArticleText(title="", text=decode_text(content).text.replace("\r\n", "\n").replace("\r", "\n"))


def _read_markdown(content: bytes) -> ArticleText:
    paragraphs = read_markdown(decode_text(content).text).paragraphs
    return compose(Block(clean_line(paragraph.text), paragraph.kind) for paragraph in paragraphs)


def _read_html(content: bytes) -> ArticleText:
    return read_html_source(decode_page(content), field="file")


_READERS: Mapping[str, Callable[[bytes], ArticleText]] = {
    ".txt": _read_text,
    ".md": _read_markdown,
    ".html": _read_html,
    ".htm": _read_html,
    ".docx": read_word,
    ".epub": read_book,
}

#: Endings of the names of files that an article can be read from.
SOURCE_SUFFIXES: tuple[str, ...] = tuple(_READERS)
