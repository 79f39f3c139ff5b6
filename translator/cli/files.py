"""Translate documents from the terminal."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import TYPE_CHECKING, BinaryIO, cast

import click

from translator.cli.context import CommandContext
from translator.cli.progress import watch_engine
from translator.cli.streams import read_text
from translator.languages import SERVED_LANGUAGES
from translator.translation import QuotationPolicy

if TYPE_CHECKING:
    from translator.workflows.add_article import Submission

#: Where a translation goes: opened at the first write and put in place when it is complete.
output_option = click.option(
    "-o", "--output", type=click.File("wb", lazy=True, atomic=True), help="File to write, in place of standard output."
)

_TEXT = ".txt"

#: Endings of files that are more than one text; others are read as text.
_DOCUMENTS = frozenset({".docx", ".odt", ".epub", ".srt", ".vtt", ".xliff", ".xlf", ".po"})


def read_submission(place: str, *, title: str) -> Submission:
    """Return what an article is to be made of: the page at a web address, a file, or standard input for ``-``.

    Raises:
        InputError: It is read as text and is none.
        OSError: The file cannot be read.
    """
    from translator.workflows.add_article import FILE_SUFFIXES, SourceFile, Submission

    if place.lower().startswith(("http://", "https://")):
        return Submission(title, url=place)
    if PurePath(place).suffix.lower() in FILE_SUFFIXES and PurePath(place).suffix.lower() != _TEXT:
        return Submission(title, file=SourceFile(PurePath(place).name, Path(place).read_bytes()))
    with click.open_file(place, "rb") as file:
        return Submission(title, read_text(cast("BinaryIO", file)))


def is_document(file: BinaryIO) -> bool:
    """Tell whether a file is more than one text, by its name."""
    return PurePath(getattr(file, "name", "")).suffix.lower() in _DOCUMENTS


def translate_document(
    context: CommandContext,
    file: BinaryIO,
    *,
    source: str | None,
    target: str | None,
    quotations: QuotationPolicy | None,
) -> bytes:
    """Return a document in another language: of the two served the other one, where none is named."""
    from translator.workflows.translate_file import translate_file

    if target is None and source is None:
        raise click.UsageError("a document needs --to, or --from")
    other = next(code for code in SERVED_LANGUAGES if code != source)
    return translate_file(
        watch_engine(context.make_unlimited_services()),
        name=PurePath(file.name).name,
        content=file.read(),
        source=source,
        target=target or other,
        quotations=quotations,
    )
