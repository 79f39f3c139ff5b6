from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Terminal

TMX = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header srclang="fr" datatype="plaintext"/><body>
<tu><tuv xml:lang="fr"><seg>Le pont est ouvert.</seg></tuv><tuv xml:lang="en"><seg>The bridge is open.</seg></tuv></tu>
<tu><tuv xml:lang="fr"><seg>Il pleut.</seg></tuv><tuv xml:lang="en"><seg>It is raining.</seg></tuv></tu>
<tu><tuv xml:lang="fr"><seg>Seul.</seg></tuv></tu>
</body></tmx>
"""


@pytest.fixture(autouse=True)
def database(terminal: Terminal) -> None:
    terminal.services.database.upgrade()


def test_import_takes_both_directions_and_tells_what_it_skipped(terminal: Terminal) -> None:
    result = terminal.run("memory", "import", text=TMX)
    assert (result.exit_code, result.stdout) == (
        0,
        "en-fr: 2 added, 0 known, 1 skipped\nfr-en: 2 added, 0 known, 1 skipped\n",
    )
    assert [line.partition(" has ")[0] for line in result.stderr.splitlines()] == [
        "translator: en-fr: the unit at line 5",
        "translator: fr-en: the unit at line 5",
    ]


def test_import_again_adds_nothing(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "past.tmx"
    file.write_text(TMX, encoding="utf-8")
    results = [terminal.run("memory", "import", "--from", "fr", str(file)).stdout for _ in range(2)]
    assert results == ["fr-en: 2 added, 0 known, 1 skipped\n", "fr-en: 0 added, 2 known, 1 skipped\n"]


def test_export_is_what_import_takes(terminal: Terminal, tmp_path: Path) -> None:
    terminal.run("memory", "import", "--from", "fr", text=TMX)
    exported = terminal.run("memory", "export", "--from", "fr")
    assert (exported.exit_code, exported.stdout.count("<tu"), exported.stderr) == (0, 2 + 4, "")
    file = tmp_path / "out.tmx"
    assert terminal.run("memory", "export", "--from", "fr", str(file)).exit_code == 0
    assert file.read_bytes() == exported.stdout_bytes
    assert terminal.run("memory", "import", "--from", "fr", str(file)).stdout == "fr-en: 0 added, 2 known, 0 skipped\n"


def test_import_of_another_format_is_one_line(terminal: Terminal) -> None:
    result = terminal.run("memory", "import", text="not xml")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert result.stderr.startswith("translator: ")


def test_export_needs_a_direction(terminal: Terminal) -> None:
    result = terminal.run("memory", "export")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
