"""Read files into texts to translate, and write the translated texts back into the file.

A reader gives the texts of a file, each in a format of `translator.formats`, and writes the same file with other texts
in their place; what it does not understand comes back as it was.

| name ends in | read by |
|---|---|
| `.txt` `.md` `.html` `.htm` | `plain` |
| `.docx` | `docx` |
| `.odt` | `odt` |
| `.epub` | `epub` |
| `.srt` `.vtt` | `subtitles` |
| `.xliff` `.xlf` | `xliff` |
| `.po` | `po` |
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from translator.errors import FieldError
from translator.formats.files.content import FileContent, FileText, refuse_file
from translator.formats.files.docx import read_docx
from translator.formats.files.epub import read_epub
from translator.formats.files.odt import read_odt
from translator.formats.files.plain import read_html_file, read_markdown_file, read_text_file
from translator.formats.files.po import read_po
from translator.formats.files.subtitles import read_subtitles
from translator.formats.files.xliff import read_xliff

__all__ = ["FILE_SUFFIXES", "FileContent", "FileText", "read_file"]

_READERS: Mapping[str, Callable[[bytes], FileContent]] = {
    ".txt": read_text_file,
    ".md": read_markdown_file,
    ".html": read_html_file,
    ".htm": read_html_file,
    ".docx": read_docx,
    ".odt": read_odt,
    ".epub": read_epub,
    ".srt": read_subtitles,
    ".vtt": read_subtitles,
    ".xliff": read_xliff,
    ".xlf": read_xliff,
    ".po": read_po,
}

#: Endings of the names of files that can be read.
FILE_SUFFIXES: tuple[str, ...] = tuple(_READERS)


def read_file(name: str, *, content: bytes) -> FileContent:
    """Read a file.

    Args:
        name: Its name, whose ending tells what it is.
        content: Its bytes.

    Returns:
        Its texts and how to write it.

    Raises:
        FieldError: ``file``: its name has an ending that no reader knows, or it is damaged, unsafe or no such file.
    """
    suffix = PurePosixPath(name).suffix.lower()
    reader = _READERS.get(suffix)
    if reader is None:
        raise FieldError("file", "format not supported; its name must end in %(names)s", names=", ".join(FILE_SUFFIXES))
    try:
        return reader(content)
    except RecursionError:
        raise refuse_file("is nested too deeply") from None
