"""What a reader of files gives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from translator.errors import FieldError
from translator.languages import Locale


@dataclass(frozen=True, slots=True)
class FileText:
    """A text in a file.

    Args:
        text: The text.
        format: Name of its format, one that `translator.formats.read_text` knows.
    """

    text: str
    format: str


@dataclass(frozen=True, slots=True)
class FileContent:
    """A file that was read.

    Args:
        texts: Its texts.
        write: Returns the file's bytes with a target in the place of each text, in a locale.
    """

    texts: tuple[FileText, ...]
    write: Callable[[Sequence[str], Locale], bytes]


def refuse_file(problem: str) -> FieldError:
    """Return the error for a file that cannot be read.

    Args:
        problem: What is wrong, as a clause: ``is no ZIP archive``.
    """
    return FieldError("file", problem)
