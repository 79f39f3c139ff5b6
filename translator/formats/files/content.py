"""What a reader of files gives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from translator.document import NO_OPTIONS, MarkupOptions
from translator.errors import FieldError
from translator.languages import DEFAULT_LOCALES, Locale


@dataclass(frozen=True, slots=True)
class FileText:
    """A text in a file.

    Args:
        text: The text.
        format: Name of its format, one that `translator.formats.read_text` knows.
        markup: What is known of its tags.
    """

    text: str
    format: str
    markup: MarkupOptions = NO_OPTIONS


@dataclass(frozen=True, slots=True)
class FileContent:
    """A file that was read.

    Args:
        texts: Its texts.
        write: Returns the file's bytes with a target in the place of each text, in a locale.
    """

    texts: tuple[FileText, ...]
    write: Callable[[Sequence[str], Locale], bytes]


def name_target(locale: Locale) -> str:
    """Return what a file calls its target language: the language alone where its region is the usual one."""
    return locale.language if str(locale) == DEFAULT_LOCALES.get(locale.language) else str(locale)


def refuse_file(problem: str) -> FieldError:
    """Return the error for a file that cannot be read.

    Args:
        problem: What is wrong, as a clause: ``is no ZIP archive``.
    """
    return FieldError("file", problem)
