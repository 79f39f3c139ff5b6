"""Take a memory in from other tools, and give it out."""

from __future__ import annotations

from dataclasses import dataclass, replace

from translator import storage
from translator.formats.tmx import SkippedUnit, read_tmx, write_tmx
from translator.languages import LanguagePair
from translator.memory import make_entry_id, make_source_key
from translator.translation import MemoryEntry
from translator.workflows.services import Services

#: Origin of entries from files that name none.
IMPORTED = "import"


@dataclass(frozen=True, slots=True)
class MemoryImport:
    """What became of the units of a file.

    Args:
        added: How many are new.
        known: How many were there already, or stood in the file before.
        skipped: Those that could not be taken in, each with its line and the reason.
    """

    added: int
    known: int
    skipped: tuple[SkippedUnit, ...]


def import_memory(services: Services, *, content: bytes, pair: LanguagePair) -> MemoryImport:
    """Add the entries of a TMX file to the memory; importing it again adds nothing.

    Args:
        services: Parts to work with.
        content: The file.
        pair: Which of its languages are source and target.

    Raises:
        InputError: The file is not TMX.
    """
    found = read_tmx(content, pair=pair)
    entries = [_adopt(entry) for entry in found.entries]
    with services.database.session(writing=True) as session:
        added = storage.add_entries(session, entries, created_at=services.get_time(), make_key=make_source_key)
        session.commit()
    return MemoryImport(added=len(added), known=len(entries) - len(added), skipped=found.skipped)


def export_memory(services: Services, *, pair: LanguagePair) -> bytes:
    """Return the memory of a pair as a TMX file, oldest entries first."""
    with services.database.session() as session:
        return write_tmx(storage.list_entries(session, pair=pair), pair=pair)


def _adopt(entry: MemoryEntry) -> MemoryEntry:
    # The id of another tool says nothing about the content; ours is made of it.
    entry = replace(entry, origin=entry.origin or IMPORTED)
    return replace(entry, id=make_entry_id(entry))
