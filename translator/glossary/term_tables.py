"""Tables of terms as callers send them: two columns, separated by tabs or, as in RFC 4180, by commas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

import regex

from translator.errors import N_, TermTableError
from translator.terminology import Terms

#: Longest term, in bytes of UTF-8.
TERM_BYTES = 1_024

#: In DeepL's words, which its clients show.
_REPEATED = N_(
    "Key with the index %(index)s (starting at position %(position)s) duplicates key with the index %(former)s "
    "(starting at position %(former_position)s)"
)
_EMPTY = (
    N_("the entry with the index %(index)s has an empty source"),
    N_("the entry with the index %(index)s has an empty target"),
)
_TOO_LONG = (
    N_("the source of the entry with the index %(index)s is over %(limit)s bytes"),
    N_("the target of the entry with the index %(index)s is over %(limit)s bytes"),
)
_WITH_CONTROL = (
    N_("the source of the entry with the index %(index)s holds a control character"),
    N_("the target of the entry with the index %(index)s holds a control character"),
)

_LINE_END = regex.compile(r"\r\n|\r|\n")
_UNUSABLE = regex.compile(r"[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]")


def read_term_table(text: str, *, has_commas: bool) -> Terms:
    """Read a table of terms.

    Args:
        text: One row a line, source before target; further columns are left out.
        has_commas: Whether columns are separated by commas rather than tabs.

    Raises:
        TermTableError: There is no row; a row has one column; a term is empty, too long or holds a control character;
            or a source occurs twice.
    """
    rows = list(_split_commas(text) if has_commas else _split_tabs(text))
    if not rows:
        raise TermTableError(N_("there are no entries"))
    terms = tuple(_read_row(number, cells) for number, (_, cells) in enumerate(rows))
    _check_sources(terms, positions=[position for position, _ in rows])
    return terms


def write_term_table(terms: Terms) -> str:
    """Write terms as rows with a tab between."""
    return "".join(f"{source}\t{target}\n" for source, target in terms)


def _split_tabs(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the position of its first character."""
    position = 0
    for line in text.split("\n"):
        row = line.removesuffix("\r")
        if row.strip():
            yield position, row.split("\t")
        position += len(line) + 1


def _split_commas(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the position of its first character."""
    starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    lines_before = 0
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield starts[lines_before], cells
            lines_before = reader.line_num
    except csv.Error as error:
        raise TermTableError(N_("the table is not CSV: %(reason)s"), reason=error) from None


def _check_sources(terms: Terms, *, positions: Sequence[int]) -> None:
    first: dict[str, int] = {}
    for number, (source, _) in enumerate(terms):
        former = first.setdefault(source, number)
        if former != number:
            raise TermTableError(
                _REPEATED,
                index=number,
                position=positions[number],
                former=former,
                former_position=positions[former],
            )


def _read_row(number: int, cells: list[str]) -> tuple[str, str]:
    if len(cells) < 2:
        raise TermTableError(N_("the entry with the index %(index)s has no target"), index=number)
    source, target = (cell.strip() for cell in cells[:2])
    for side, term in enumerate((source, target)):
        if not term:
            raise TermTableError(_EMPTY[side], index=number)
        if len(term.encode("utf-8", "surrogatepass")) > TERM_BYTES:
            raise TermTableError(_TOO_LONG[side], index=number, limit=TERM_BYTES)
        if _UNUSABLE.search(term):
            raise TermTableError(_WITH_CONTROL[side], index=number)
    return source, target
