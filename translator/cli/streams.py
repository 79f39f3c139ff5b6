"""Text in and out of commands, as UTF-8 whatever the terminal's locale."""

from __future__ import annotations

import sys
from typing import BinaryIO

import click

from translator.errors import InputError

#: The argument of commands that read a text: a file, or standard input for ``-`` and where it is absent.
text_argument = click.argument("file", type=click.File("rb"), default="-")


def read_text(file: BinaryIO) -> str:
    """Read a text to its end; a byte order mark is dropped, line ends are kept.

    Raises:
        InputError: It is not UTF-8, or holds a NUL, as no text does.
    """
    content = file.read()
    name = getattr(file, "name", "<stdin>")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: not UTF-8 at byte {error.start} (0x{content[error.start]:02x})") from None
    if "\0" in text:
        raise InputError(f"{name}: not a text; there is a NUL at byte {content.index(0)}")
    return text.removeprefix("\ufeff")


def write_bytes(content: bytes, *, output: BinaryIO | None = None) -> None:
    """Write bytes to a file, or to standard output where there is none."""
    (output or sys.stdout.buffer).write(content)


def write_text(text: str) -> None:
    """Write a text to standard output as it is; on a terminal, end its last line."""
    output = sys.stdout.buffer
    output.write(text.encode("utf-8"))
    if output.isatty() and not text.endswith("\n"):
        output.write(b"\n")
    # A pipe that was closed is noticed here, where the error can still be caught.
    output.flush()


def is_watched() -> bool:
    """Tell whether somebody sees standard error, so that progress is worth drawing."""
    return sys.stderr.isatty()
