"""The workflows from a terminal: text in by file or standard input, text out by standard output.

Nothing heavy is imported before a command that needs it runs, so that help and completion are instant. Errors are one
line on standard error; the exit code is 0, 1 where the service is at fault, 2 where its use is, 130 after Ctrl-C.
"""

from translator.cli.context import CommandContext
from translator.cli.main import cli

__all__ = ["CommandContext", "cli"]
