"""How a command ends: its exit code, and one line on standard error where it failed."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from enum import IntEnum
from pathlib import Path

import click

from translator.errors import ConflictError, InputError, NotFoundError, TranslatorError


class ExitCode(IntEnum):
    """What a command's end means to its caller."""

    DONE = 0
    FAILED = 1
    MISUSED = 2
    INTERRUPTED = 130


def report_errors(run: Callable[[], object]) -> int:
    """Run a command and return its exit code; an error becomes one line on standard error.

    Args:
        run: The command; an integer that it returns is its exit code.
    """
    try:
        result = run()
    except click.Abort:
        return ExitCode.INTERRUPTED
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return ExitCode.MISUSED
    except click.UsageError as error:
        hint = f"; see '{error.ctx.command_path} --help'" if error.ctx else ""
        return _fail(error.format_message().rstrip(".") + hint, ExitCode.MISUSED)
    except click.ClickException as error:
        return _fail(error.format_message(), ExitCode.FAILED)
    except (ConflictError, InputError, NotFoundError) as error:
        return _fail(str(error), ExitCode.MISUSED)
    except TranslatorError as error:
        return _fail(str(error), ExitCode.FAILED)
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        return _fail(f"{place}{error.strerror or error}", ExitCode.FAILED)
    except Exception as error:  # noqa: BLE001 - a person at a terminal is owed a line, not a traceback
        return _fail(_locate_failure(error), ExitCode.FAILED)
    return result if isinstance(result, int) else ExitCode.DONE


def warn(text: str) -> None:
    """Write one line to standard error."""
    click.echo(f"translator: {' '.join(text.split())}", err=True)


def _fail(text: str, code: ExitCode) -> int:
    warn(text)
    return code


def _locate_failure(error: Exception) -> str:
    """Name the place of an unexpected error without its message, which may quote the text that was translated."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"internal error: {type(error).__name__}{place}"
