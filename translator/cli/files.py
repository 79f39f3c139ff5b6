"""Translate documents from the terminal."""

from __future__ import annotations

from pathlib import PurePath
from typing import BinaryIO

import click

from translator.cli.context import CommandContext
from translator.cli.progress import watch_engine
from translator.languages import SERVED_LANGUAGES
from translator.translation import QuotationPolicy

#: Where a translation goes: opened at the first write and put in place when it is complete.
output_option = click.option(
    "-o", "--output", type=click.File("wb", lazy=True, atomic=True), help="File to write, in place of standard output."
)

#: Endings of files that are more than one text; others are read as text.
_DOCUMENTS = frozenset({".docx", ".odt", ".epub", ".srt", ".vtt", ".xliff", ".xlf", ".po"})


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
