from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.fakes import ENGLISH_FRENCH, FRENCH_ENGLISH
from translator.errors import InputError
from translator.formats.tmx import SkippedUnit, read_tmx, write_tmx
from translator.memory import make_entry_id
from translator.storage import Database, list_entries
from translator.translation import MemoryEntry
from translator.workflows.exchange_memory import MemoryImport, export_memory, import_memory
from translator.workflows.services import Services


def make_entry(source: str, target: str, *, origin: str = "person", editor: str = "", used: int = 0) -> MemoryEntry:
    entry = MemoryEntry("", FRENCH_ENGLISH, source, target, origin=origin, editor=editor, used=used)
    return replace(entry, id=make_entry_id(entry))


ENTRIES = (
    make_entry("Il a dit « oui ».", "He said “yes”.", editor="anne", used=3),
    make_entry("Il a dit « non ».", "He said “no”."),
    make_entry("Fin & suite < 3", "End & rest < 3"),
)


def put_in(services: Services, *entries: MemoryEntry) -> MemoryImport:
    return import_memory(services, content=write_tmx(entries, pair=FRENCH_ENGLISH), pair=FRENCH_ENGLISH)


def list_kept(services: Services) -> set[MemoryEntry]:
    with services.database.session() as session:
        return set(list_entries(session, pair=FRENCH_ENGLISH))


def test_imported_entries_are_kept_and_found(services: Services) -> None:
    assert put_in(services, *ENTRIES) == MemoryImport(added=3, known=0, skipped=())
    assert list_kept(services) == set(ENTRIES)
    found = services.memory.find_exact(['Il a dit "oui".'], pair=FRENCH_ENGLISH)
    assert {source: match.target for source, match in found.items()} == {'Il a dit "oui".': "He said “yes”."}


def test_exported_memory_makes_the_same_memory_elsewhere(services: Services, tmp_path: Path) -> None:
    put_in(services, *ENTRIES)
    exported = export_memory(services, pair=FRENCH_ENGLISH)
    elsewhere = replace(services, database=Database(f"sqlite:///{tmp_path / 'elsewhere.sqlite3'}"))
    elsewhere.database.upgrade()
    import_memory(elsewhere, content=exported, pair=FRENCH_ENGLISH)
    assert list_kept(elsewhere) == list_kept(services)
    assert export_memory(elsewhere, pair=FRENCH_ENGLISH) == exported


def test_importing_again_adds_nothing(services: Services) -> None:
    put_in(services, ENTRIES[0])
    typed_otherwise = replace(ENTRIES[0], id="other", source='Il a dit "oui".')
    assert put_in(services, *ENTRIES, typed_otherwise) == MemoryImport(added=2, known=2, skipped=())
    assert list_kept(services) == set(ENTRIES)


def test_entry_of_another_tool_gets_an_id_of_its_content_and_an_origin(services: Services) -> None:
    put_in(services, MemoryEntry("tool-7", FRENCH_ENGLISH, "Oui", "Yes"))
    assert list_kept(services) == {make_entry("Oui", "Yes", origin="import")}


def test_unit_that_cannot_be_used_is_reported_and_the_others_are_kept(services: Services) -> None:
    content = (
        b'<tmx version="1.4"><header/><body>\n'
        b'<tu><tuv xml:lang="fr"><seg>Oui</seg></tuv></tu>\n'
        b'<tu><tuv xml:lang="fr"><seg>Non</seg></tuv><tuv xml:lang="en"><seg>No</seg></tuv></tu>\n'
        b"</body></tmx>"
    )
    assert import_memory(services, content=content, pair=FRENCH_ENGLISH) == MemoryImport(
        added=1, known=0, skipped=(SkippedUnit(2, "has no en text"),)
    )


def test_file_that_is_not_tmx_adds_nothing(services: Services) -> None:
    with pytest.raises(InputError, match=r"^TMX: line 1: "):
        import_memory(services, content=b"Oui;Yes", pair=FRENCH_ENGLISH)
    assert list_kept(services) == set()


def test_export_holds_the_entries_of_its_pair_alone(services: Services) -> None:
    put_in(services, *ENTRIES)
    content = export_memory(services, pair=ENGLISH_FRENCH)
    assert read_tmx(content, pair=ENGLISH_FRENCH).entries == ()
