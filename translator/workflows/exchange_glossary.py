"""Take a glossary in from a file, and give it out."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from enum import StrEnum

from translator.errors import FieldError
from translator.formats.tbx import read_tbx, write_tbx
from translator.glossary import EntryRow, collect_entries, get_preference, read_glossary, write_glossary
from translator.languages import LanguagePair
from translator.translation import GlossaryEntry
from translator.workflows.glossary import Edit, list_all_entries, writing
from translator.workflows.services import Services


class GlossaryFormat(StrEnum):
    """Kinds of glossary files."""

    CSV = "csv"
    TBX = "tbx"


@dataclass(frozen=True, slots=True)
class GlossaryImport:
    """What became of the entries of a file.

    Args:
        added: How many are new.
        changed: How many replaced what an entry said before.
        known: How many were there as they are.
    """

    added: int
    changed: int
    known: int


def import_glossary(
    services: Services, *, content: bytes, pair: LanguagePair, kind: GlossaryFormat, edit: Edit
) -> GlossaryImport:
    """Take in the entries of a file: all, or none where one is wrong. Importing it again changes nothing.

    An entry replaces the one with the same terms, else the one that was preferred for its source; what the file does
    not mention stays.

    Raises:
        UnsupportedPairError: No package serves the pair.
        InputError: The file is not of the format, or an entry is wrong; it names the line.
        ConflictError: An entry contradicts one that the file does not mention.
    """
    entries = _read(content, pair=pair, kind=kind)
    added = changed = 0
    with writing(services, pair=pair) as writer:
        terms = {(entry.source, entry.target): entry for entry in writer.entries}
        preferred = {get_preference(entry): entry for entry in writer.entries}
        named = {terms[key].id for key in terms.keys() & {(entry.source, entry.target) for entry in entries}}
        for entry in entries:
            present = terms.get((entry.source, entry.target))
            rival = preferred.get(get_preference(entry)) if present is None else None
            if rival is not None and get_preference(rival) is not None and rival.id not in named:
                present = rival
            identifier = secrets.token_hex(8) if present is None else present.id
            version = 0 if present is None else present.revision
            imported = replace(entry, id=identifier, revision=version)
            if imported == present:
                continue
            writer.put(imported, before=present, version=version, edit=edit)
            added, changed = added + (present is None), changed + (present is not None)
    return GlossaryImport(added, changed, len(entries) - added - changed)


def export_glossary(services: Services, *, pair: LanguagePair, kind: GlossaryFormat) -> bytes:
    """Return all entries of a pair as a file, in the order of their sources.

    Raises:
        UnsupportedPairError: No package serves the pair.
    """
    entries = list_all_entries(services, pair=pair)
    return write_tbx(entries, pair=pair) if kind is GlossaryFormat.TBX else write_glossary(entries).encode()


def _read(content: bytes, *, pair: LanguagePair, kind: GlossaryFormat) -> tuple[GlossaryEntry, ...]:
    if kind is GlossaryFormat.TBX:
        rows = [EntryRow(term.line, term.texts, term.case_sensitive) for term in read_tbx(content, pair=pair)]
        return collect_entries(rows, pair=pair)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise FieldError(f"line {line}", "is not UTF-8") from None
    return read_glossary(text, pair=pair)
