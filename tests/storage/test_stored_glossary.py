from __future__ import annotations

import multiprocessing
from multiprocessing.connection import Connection
from pathlib import Path

from tests.fakes import FRENCH_ENGLISH, NOON
from tests.glossary.samples import make_entry
from translator.glossary import merge_entries, read_glossary
from translator.storage import Database, GlossaryFiles, StoredGlossary, add_changes, advance_glossary
from translator.translation import GlossaryChange, GlossaryEntry


def open_glossary(database: Database, folder: Path) -> StoredGlossary:
    return StoredGlossary(GlossaryFiles(folder, read_glossary=read_glossary), database=database, merge=merge_entries)


def ship(folder: Path, *rows: str) -> None:
    (folder / "en").mkdir(parents=True, exist_ok=True)
    (folder / "en" / "glossary.csv").write_text("\n".join(("source,target", *rows)), encoding="utf-8")


def keep(database: Database, *changes: GlossaryChange) -> int:
    with database.session(writing=True) as session:
        revision = advance_glossary(session)
        add_changes(session, changes, revision=revision)
        session.commit()
    return revision


def make_change(entry: GlossaryEntry, *, after: GlossaryEntry | None, version: int = 1) -> GlossaryChange:
    return GlossaryChange(entry.id, FRENCH_ENGLISH, version, entry, after, "admin", "", NOON)


def list_targets(glossary: StoredGlossary) -> list[str]:
    return [entry.target for entry in glossary.list_entries(pair=FRENCH_ENGLISH)]


def answer_in_process(url: str, folder: Path, connection: Connection) -> None:
    """Tell the targets in force each time something is received."""
    glossary = open_glossary(Database(url), folder)
    while connection.recv():
        connection.send((list_targets(glossary), glossary.get_revision()))


def test_edit_is_in_force_in_another_process_at_once(database: Database, tmp_path: Path) -> None:
    ship(tmp_path, "État,State", "maire,mayor")
    state = make_entry("État", "State")
    ours, theirs = multiprocessing.Pipe()
    url = str(database.engine.url)
    worker = multiprocessing.get_context("spawn").Process(target=answer_in_process, args=(url, tmp_path, theirs))
    worker.start()
    try:
        answers = []
        for change in (
            None,
            make_change(state, after=make_entry("État", "Nation")),
            make_change(state, after=None, version=2),
        ):
            if change is not None:
                keep(database, change)
            ours.send(True)
            answers.append(ours.recv())
        ours.send(False)
        worker.join()
    finally:
        worker.kill()
    assert [targets for targets, _ in answers] == [["mayor", "State"], ["mayor", "Nation"], ["mayor"]]
    assert len({revision for _, revision in answers}) == 3


def test_entries_are_the_same_objects_until_one_changes(database: Database, tmp_path: Path) -> None:
    ship(tmp_path, "État,State")
    glossary = open_glossary(database, tmp_path)
    first = glossary.freeze()
    assert glossary.freeze() is first
    keep(database, make_change(make_entry("maire", "mayor"), after=make_entry("maire", "mayor")))
    assert list_targets(glossary) == ["mayor", "State"]
    assert [entry.target for entry in first.list_entries(pair=FRENCH_ENGLISH)] == ["State"]


def test_edits_survive_a_new_base(database: Database, tmp_path: Path) -> None:
    ship(tmp_path, "État,State", "maire,mayor")
    glossary = open_glossary(database, tmp_path)
    deleted, edited = make_entry("État", "State"), make_entry("maire", "mayor")
    keep(database, make_change(deleted, after=None), make_change(edited, after=make_entry("maire", "lord mayor")))
    ship(tmp_path, "État,State", "juge,judge", "Maire,alderman")
    assert list_targets(glossary) == ["judge", "lord mayor"]
