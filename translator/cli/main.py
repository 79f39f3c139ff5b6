"""The ``translator`` command."""

from __future__ import annotations

import sys
from functools import partial
from typing import Any

import click

from translator import __version__
from translator.cli import articles, glossary, jobs, keys, memory, models, operations, people, suggestions, texts
from translator.cli.reporting import report_errors


class _CommandLine(click.Group):
    """A group whose errors are one line and whose exit codes are ours, not Click's."""

    def main(self, *args: Any, standalone_mode: bool = True, **extra: Any) -> Any:
        inherited: Any = super().main
        run = partial(inherited, *args, standalone_mode=False, **extra)
        return sys.exit(report_errors(run)) if standalone_mode else run()


@click.group(cls=_CommandLine, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="translator")
def cli() -> None:
    """Translate news offline between French and English, and serve it side by side."""


for command in (
    texts.translate,
    texts.detect,
    texts.article,
    articles.articles,
    models.models,
    memory.memory,
    suggestions.suggestions,
    glossary.glossary,
    keys.keys,
    people.people,
    operations.setup,
    jobs.jobs,
    operations.serve,
    operations.work,
    operations.database,
    operations.settings,
):
    cli.add_command(command)
