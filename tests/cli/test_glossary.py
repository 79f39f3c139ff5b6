from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.conftest import Terminal
from translator.glossary import merge_entries, read_glossary
from translator.storage import GlossaryFiles, StoredGlossary

CSV = "source,target\nÉtat,State\nmaire,mayor\n"


@pytest.fixture
def desk(terminal: Terminal, tmp_path: Path) -> Terminal:
    """A terminal whose service has a database and no shipped glossary."""
    database = terminal.services.database
    database.upgrade()
    glossary = StoredGlossary(
        GlossaryFiles(tmp_path / "locales", read_glossary=read_glossary), database=database, merge=merge_entries
    )
    return Terminal(replace(terminal.services, glossary=glossary))


def test_import_counts_and_may_be_repeated(desk: Terminal) -> None:
    results = [desk.run("glossary", "import", "--from", "fr", text=CSV).stdout for _ in range(2)]
    assert results == ["fr-en: 2 added, 0 changed, 0 known\n", "fr-en: 0 added, 0 changed, 2 known\n"]


@pytest.mark.parametrize("name", ["out.csv", "out.tbx"])
def test_export_is_what_import_takes(desk: Terminal, tmp_path: Path, name: str) -> None:
    desk.run("glossary", "import", "--from", "fr", text=CSV)
    file = tmp_path / name
    assert desk.run("glossary", "export", "--from", "fr", str(file)).exit_code == 0
    assert (b"<martif" in file.read_bytes()) == name.endswith("tbx")
    result = desk.run("glossary", "import", "--from", "fr", str(file))
    assert result.stdout == "fr-en: 0 added, 0 changed, 2 known\n"


def test_wrong_row_is_one_line_and_nothing_is_taken_in(desk: Terminal) -> None:
    result = desk.run("glossary", "import", "--from", "fr", text=f"{CSV}juge\n")
    assert (result.exit_code, result.stderr) == (2, "translator: line 4 has 1 cells; line 1 names 2 columns\n")
    assert desk.run("glossary", "export", "--from", "fr").stdout.count("\n") == 1


def test_entry_that_contradicts_another_is_one_line(desk: Terminal) -> None:
    desk.run("glossary", "import", "--from", "fr", text=f"{CSV}maire,alderman\n".replace("maire,mayor\n", ""))
    result = desk.run("glossary", "import", "--from", "fr", text="source,target,status\nmaire,mayor,admitted\n")
    assert result.exit_code == 0
    result = desk.run("glossary", "import", "--from", "fr", text="source,target,status\nmaire,mayor,preferred\n")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
