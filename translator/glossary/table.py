"""Glossaries as CSV files that a translator edits in a spreadsheet."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from translator.errors import FieldError
from translator.languages import LanguagePair
from translator.translation import GlossaryEntry, TermStatus

#: Columns in the order in which they are written.
COLUMNS = ("source", "target", "part_of_speech", "note", "status", "case_sensitive", "domain")

#: Columns that a file may not leave out.
REQUIRED_COLUMNS = ("source", "target")

#: Most characters in a cell. A term longer than a long title is a sentence, which belongs in the memory.
CELL_LIMITS: Mapping[str, int] = {
    "source": 200,
    "target": 200,
    "part_of_speech": 50,
    "note": 1_000,
    "status": 50,
    "case_sensitive": 50,
    "domain": 100,
}

#: Most entries in one file: ten times the largest glossary of a newsroom that we know of.
ENTRY_LIMIT = 50_000

_TRUE = frozenset({"true", "yes", "1"})
_FALSE = frozenset({"false", "no", "0", ""})

# A spreadsheet runs a cell that begins so as a formula; an apostrophe in front makes it text.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_ESCAPED_FORMULA = re.compile(r"'+[=+\-@\t\r]")
_UNFIT = re.compile(r"[\x00-\x1f\x7f\u2028\u2029\ud800-\udfff⟦⟧]")


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
    entries: list[GlossaryEntry] = []
    lines: dict[str, int] = {}
    preferred: dict[tuple[str, str, bool], int] = {}
    try:
        columns = _read_header(next(rows, []))
        for cells in rows:
            line = rows.line_num
            if not any(cell.strip() for cell in cells):
                continue
            entry = _read_entry(cells, columns=columns, line=line, pair=pair)
            _refuse_repeated(entry, line=line, lines=lines, preferred=preferred)
            entries.append(entry)
            if len(entries) > ENTRY_LIMIT:
                raise FieldError("glossary", f"has more than {ENTRY_LIMIT} entries")
    except csv.Error as error:
        raise FieldError(f"line {rows.line_num}", f"is not CSV: {error}") from error
    return tuple(entries)


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


def make_entry_id(*, pair: LanguagePair, source: str, target: str) -> str:
    """Make the id of an entry, the same in every reading: 16 hexadecimal digits of its pair and terms."""
    return hashlib.sha256(json.dumps([str(pair), source, target]).encode()).hexdigest()[:16]


def _read_header(cells: Sequence[str]) -> list[str]:
    names = [cell.strip() for cell in cells]
    for name in names:
        if name not in COLUMNS:
            raise FieldError("line 1", f"has the unknown column {name!r}; the columns are {', '.join(COLUMNS)}")
        if names.count(name) > 1:
            raise FieldError("line 1", f"has the column {name} twice")
    for name in REQUIRED_COLUMNS:
        if name not in names:
            raise FieldError("line 1", f"lacks the column {name}")
    return names


def _read_entry(cells: Sequence[str], *, columns: Sequence[str], line: int, pair: LanguagePair) -> GlossaryEntry:
    if len(cells) != len(columns):
        raise FieldError(f"line {line}", f"has {len(cells)} cells; line 1 names {len(columns)} columns")
    row = dict.fromkeys(COLUMNS, "")
    for name, cell in zip(columns, cells, strict=True):
        row[name] = _read_cell(cell, name=name, line=line)
    status = _read_status(row["status"], line=line)
    if status is TermStatus.DO_NOT_TRANSLATE:
        row["target"] = row["target"] or row["source"]
    for name in REQUIRED_COLUMNS:
        if not any(sign.isalnum() for sign in row[name]):
            raise FieldError(f"{name} on line {line}", "must have a letter or digit")
    return GlossaryEntry(
        id=make_entry_id(pair=pair, source=row["source"], target=row["target"]),
        pair=pair,
        source=row["source"],
        target=row["target"],
        part_of_speech=row["part_of_speech"],
        note=row["note"],
        status=status,
        case_sensitive=_read_flag(row["case_sensitive"], line=line),
        domain=row["domain"],
    )


def _read_cell(cell: str, *, name: str, line: int) -> str:
    text = unicodedata.normalize("NFC", cell.strip())
    text = text[1:] if _ESCAPED_FORMULA.match(text) else text
    if len(text) > CELL_LIMITS[name]:
        raise FieldError(f"{name} on line {line}", f"has {len(text)} characters; at most {CELL_LIMITS[name]} allowed")
    unfit = _UNFIT.search(text)
    if unfit is not None:
        raise FieldError(f"{name} on line {line}", f"holds the character U+{ord(unfit[0]):04X}, which no term can have")
    return text


def _read_status(text: str, *, line: int) -> TermStatus:
    try:
        return TermStatus(text or TermStatus.PREFERRED)
    except ValueError:
        raise FieldError(f"status on line {line}", f"must be one of {', '.join(TermStatus)}") from None


def _read_flag(text: str, *, line: int) -> bool:
    if text.lower() in _TRUE:
        return True
    if text.lower() in _FALSE:
        return False
    raise FieldError(f"case_sensitive on line {line}", "must be true or false")


def _refuse_repeated(
    entry: GlossaryEntry, *, line: int, lines: dict[str, int], preferred: dict[tuple[str, str, bool], int]
) -> None:
    if entry.id in lines:
        raise FieldError(f"line {line}", f"repeats source and target of line {lines[entry.id]}")
    lines[entry.id] = line
    if entry.status is not TermStatus.PREFERRED:
        return
    source = entry.source if entry.case_sensitive else entry.source.casefold()
    key = (source, entry.domain, entry.case_sensitive)
    if key in preferred:
        raise FieldError(f"line {line}", f"prefers another target than line {preferred[key]} for the same source")
    preferred[key] = line


def _escape_cell(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) else text
