"""Commands on the translations that readers suggest."""

from __future__ import annotations

from typing import BinaryIO

import click

from translator.cli.context import CommandContext
from translator.languages import SERVED_LANGUAGES, LanguagePair


@click.group()
def suggestions() -> None:
    """Review the better translations that readers sent."""


@suggestions.command("export")
@click.argument("file", type=click.File("wb", lazy=True, atomic=True), default="-")
@click.option("--from", "source", type=click.Choice(SERVED_LANGUAGES), required=True, help="Source language.")
@click.pass_obj
def export(context: CommandContext, file: BinaryIO, source: str) -> None:
    """Write the suggestions of one direction to FILE, or standard output, as TMX.

    Once a person has looked at them, `translator memory import` takes them in.
    """
    from translator.workflows.suggestions import export_suggestions

    target = next(code for code in SERVED_LANGUAGES if code != source)
    file.write(export_suggestions(context.make_services(), pair=LanguagePair(source, target)))
