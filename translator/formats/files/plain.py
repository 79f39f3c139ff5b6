"""Files that are one text: plain text, Markdown and HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence

from translator.formats.files.content import FileContent, FileText
from translator.formats.files.encoding import DecodedText, decode_text
from translator.languages import Locale

#: Where XHTML and HTML declare their encoding: the latter within its first bytes (HTML Living Standard, 4.2.5.4).
_DECLARATION = re.compile(
    rb"""(?:\A<\?xml\s[^>]{0,100}?encoding|<meta[^>]{0,200}?charset)\s{0,9}=\s{0,9}["']?([A-Za-z0-9_:.-]{1,40})""",
    re.IGNORECASE,
)
_DECLARATION_REACH = 1024

_ROOT = re.compile(r"<html\b[^<>]*>", re.IGNORECASE)
_LANGUAGE = re.compile(r"""(\s(?:xml:)?lang\s*=\s*)("[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE)


def read_text_file(content: bytes) -> FileContent:
    """Read plain text."""
    return _make_content(decode_text(content), format="text")


def read_markdown_file(content: bytes) -> FileContent:
    """Read Markdown."""
    return _make_content(decode_text(content), format="markdown")


def read_html_file(content: bytes) -> FileContent:
    """Read an HTML page; written back, it says that it is in the target's language."""
    decoded = decode_page(content)

    def write(targets: Sequence[str], locale: Locale) -> bytes:
        return decoded.encode(declare_language(targets[0], locale=locale))

    return FileContent((FileText(decoded.text, "html"),), write)


def decode_page(content: bytes) -> DecodedText:
    """Read a page's text in the encoding that it declares.

    Raises:
        FieldError: It is no text.
    """
    declared = _DECLARATION.search(content, 0, _DECLARATION_REACH)
    return decode_text(content, declared=declared[1].decode("ascii") if declared else "")


def declare_language(page: str, *, locale: Locale) -> str:
    """Return a page with the target's language where its root element names one."""
    root = _ROOT.search(page)
    if root is None:
        return page
    tag = _LANGUAGE.sub(rf'\1"{locale.language}"', root[0])
    return page[: root.start()] + tag + page[root.end() :]


def _make_content(decoded: DecodedText, *, format: str) -> FileContent:  # noqa: A002  the word every contract uses
    return FileContent((FileText(decoded.text, format),), lambda targets, _: decoded.encode(targets[0]))
