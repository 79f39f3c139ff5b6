"""Glossaries as CSV files that a translator edits in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from translator.errors import FieldError
from translator.glossary.entries import REQUIRED_FIELDS, EntryRow, collect_entries
from translator.languages import LanguagePair
from translator.translation import GlossaryEntry

#: Columns in the order in which they are written.
COLUMNS = ("source", "target", "part_of_speech", "note", "status", "case_sensitive", "domain")

_TRUE = frozenset({"true", "yes", "1"})
_FALSE = frozenset({"false", "no", "0", ""})

# A spreadsheet runs a cell that begins so as a formula; an apostrophe in front makes it text.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_ESCAPED_FORMULA = re.compile(r"'+[=+\-@\t\r]")


def read_glossary(text: str, *, pair: LanguagePair) -> tuple[GlossaryEntry, ...]:
    """Read the entries of a glossary from CSV.

    The first line names the columns, in any order: ``source`` and ``target``, and any of ``part_of_speech``, ``note``,
    ``status`` (``preferred`` where empty), ``case_sensitive`` (``true`` or ``false``), ``domain``. A term that is not
    to be translated may leave its target empty. Empty lines are passed over.

    Args:
        text: The file's content.
        pair: The direction of all its entries.

    Raises:
        FieldError: The text is not such a table; it names the column and the line.
    """
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        return collect_entries(_iterate_rows(rows), pair=pair)
    except csv.Error as error:
        raise FieldError(f"line {rows.line_num}", "is not CSV: %(reason)s", reason=error) from error


def write_glossary(entries: Iterable[GlossaryEntry]) -> str:
    """Write entries as CSV that ``read_glossary`` reads back, and that no spreadsheet takes for formulas."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    for entry in entries:
        writer.writerow(
            _escape_cell(cell)
            for cell in (
                entry.source,
                entry.target,
                entry.part_of_speech,
                entry.note,
                entry.status.value,
                "true" if entry.case_sensitive else "false",
                entry.domain,
            )
        )
    return file.getvalue()


def _read_header(cells: Sequence[str]) -> list[str]:
    names = [cell.strip() for cell in cells]
    for name in names:
        if name not in COLUMNS:
            raise FieldError(
                "line 1",
                "has the unknown column %(name)s; the columns are %(names)s",
                name=repr(name),
                names=", ".join(COLUMNS),
            )
        if names.count(name) > 1:
            raise FieldError("line 1", "has the column %(name)s twice", name=name)
    for name in REQUIRED_FIELDS:
        if name not in names:
            raise FieldError("line 1", "lacks the column %(name)s", name=name)
    return names


def _iterate_rows(rows: Any) -> Iterator[EntryRow]:
    columns = _read_header(next(rows, []))
    for cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        line = rows.line_num
        if len(cells) != len(columns):
            raise FieldError(
                f"line {line}",
                "has %(size)s cells; line 1 names %(expected)s columns",
                size=len(cells),
                expected=len(columns),
            )
        texts = dict(zip(columns, map(_unescape_cell, cells), strict=True))
        yield EntryRow(line, texts, _read_flag(texts.pop("case_sensitive", ""), line=line))


def _unescape_cell(cell: str) -> str:
    text = cell.strip()
    return text[1:] if _ESCAPED_FORMULA.match(text) else text


def _read_flag(text: str, *, line: int) -> bool:
    if text.lower() in _TRUE:
        return True
    if text.lower() in _FALSE:
        return False
    raise FieldError(f"case_sensitive on line {line}", "must be true or false")


def _escape_cell(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) else text
