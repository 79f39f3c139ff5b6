"""Commands on the memory of past translations."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

import click

from translator.cli.context import CommandContext
from translator.cli.reporting import warn
from translator.cli.streams import write_text
from translator.languages import SERVED_LANGUAGES, LanguagePair

if TYPE_CHECKING:
    from translator.workflows.exchange_memory import MemoryImport

#: Skipped units that are told one by one; a file in a wrong language would fill the screen.
TOLD_UNITS = 20

_LANGUAGE = click.Choice(SERVED_LANGUAGES)


@click.group()
def memory() -> None:
    """Exchange past translations with other tools, as TMX."""


@memory.command("import")
@click.argument("file", type=click.File("rb"), default="-")
@click.option("--from", "source", type=_LANGUAGE, help="Use its units in this direction only.")
@click.pass_obj
def import_entries(context: CommandContext, file: BinaryIO, source: str | None) -> None:
    """Add the units of the TMX FILE to the memory, in both directions unless told; harmless to repeat."""
    from translator.workflows.exchange_memory import import_memory

    services = context.make_services()
    content = file.read()
    for language in SERVED_LANGUAGES if source is None else (source,):
        pair = _build_pair(language)
        write_text(_describe_import(pair, import_memory(services, content=content, pair=pair)))


@memory.command("export")
@click.argument("file", type=click.File("wb", lazy=True, atomic=True), default="-")
@click.option("--from", "source", type=_LANGUAGE, required=True, help="Source language of the entries.")
@click.pass_obj
def export_entries(context: CommandContext, file: BinaryIO, source: str) -> None:
    """Write the memory of one direction to FILE, or standard output, as TMX."""
    from translator.workflows.exchange_memory import export_memory

    file.write(export_memory(context.make_services(), pair=_build_pair(source)))


def _build_pair(source: str) -> LanguagePair:
    return LanguagePair(source, next(code for code in SERVED_LANGUAGES if code != source))


def _describe_import(pair: LanguagePair, imported: MemoryImport) -> str:
    for unit in imported.skipped[:TOLD_UNITS]:
        warn(f"{pair}: the unit at line {unit.line} {unit.reason}")
    return f"{pair}: {imported.added} added, {imported.known} known, {len(imported.skipped)} skipped\n"
