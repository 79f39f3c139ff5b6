"""Commands on the glossaries."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

import click

from translator.cli.context import CommandContext
from translator.cli.streams import write_text
from translator.languages import SERVED_LANGUAGES, LanguagePair

_LANGUAGE = click.Choice(SERVED_LANGUAGES)
_FORMAT = click.Choice(["csv", "tbx"])

#: Who changed an entry, where it came from a file that was imported on the machine itself.
EDITOR = "command line"


@click.group()
def glossary() -> None:
    """Exchange glossaries with other tools, as CSV or TBX."""


@glossary.command("import")
@click.argument("file", type=click.File("rb"), default="-")
@click.option("--from", "source", type=_LANGUAGE, required=True, help="Source language of the entries.")
@click.option("--format", "format_", type=_FORMAT, help="Unless told, by the file's name, and CSV without one.")
@click.option("--reason", default="", help="Why, for the entries' history.")
@click.pass_obj
def import_entries(context: CommandContext, file: BinaryIO, source: str, format_: str | None, reason: str) -> None:
    """Take in the entries of FILE, all or none; they rule over those that are there. Harmless to repeat."""
    from translator.workflows.exchange_glossary import GlossaryFormat, import_glossary
    from translator.workflows.glossary import Edit

    pair = _build_pair(source)
    name = format_ or _guess_format(file)
    taken = import_glossary(
        context.make_services(),
        content=file.read(),
        pair=pair,
        kind=GlossaryFormat(name),
        edit=Edit(editor=EDITOR, reason=reason),
    )
    write_text(f"{pair}: {taken.added} added, {taken.changed} changed, {taken.known} known\n")


@glossary.command("export")
@click.argument("file", type=click.File("wb", lazy=True, atomic=True), default="-")
@click.option("--from", "source", type=_LANGUAGE, required=True, help="Source language of the entries.")
@click.option("--format", "format_", type=_FORMAT, help="Unless told, by the file's name, and CSV without one.")
@click.pass_obj
def export_entries(context: CommandContext, file: BinaryIO, source: str, format_: str | None) -> None:
    """Write all entries of one direction to FILE, or standard output."""
    from translator.workflows.exchange_glossary import GlossaryFormat, export_glossary

    chosen = GlossaryFormat(format_ or _guess_format(file))
    file.write(export_glossary(context.make_services(), pair=_build_pair(source), kind=chosen))


def _build_pair(source: str) -> LanguagePair:
    return LanguagePair(source, next(code for code in SERVED_LANGUAGES if code != source))


def _guess_format(file: BinaryIO) -> str:
    return "tbx" if Path(str(getattr(file, "name", ""))).suffix.lower() == ".tbx" else "csv"
