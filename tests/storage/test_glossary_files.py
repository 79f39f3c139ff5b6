from __future__ import annotations

import logging
import os
from pathlib import Path

import pytest

from tests.fakes import ENGLISH_FRENCH, FRENCH_ENGLISH
from translator.errors import SettingsError
from translator.glossary import read_glossary
from translator.languages import LanguagePair
from translator.storage import GlossaryFiles

LONG_AGO = 1_000_000_000


@pytest.fixture
def locales_dir(tmp_path: Path) -> Path:
    for language in ("en", "fr"):
        (tmp_path / language).mkdir()
    return tmp_path


@pytest.fixture
def glossary(locales_dir: Path) -> GlossaryFiles:
    return GlossaryFiles(locales_dir, read_glossary=read_glossary)


def write(folder: Path, *rows: str, language: str = "en", modified: int | None = None) -> Path:
    path = folder / language / "glossary.csv"
    path.write_text("source,target\n" + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    if modified is not None:
        os.utime(path, (modified, modified))
    return path


def list_targets(glossary: GlossaryFiles, *, pair: LanguagePair = FRENCH_ENGLISH) -> list[str]:
    return [entry.target for entry in glossary.list_entries(pair=pair)]


def test_file_serves_the_pair_whose_target_is_its_folder(locales_dir: Path, glossary: GlossaryFiles) -> None:
    write(locales_dir, "Sénat,Senate")
    write(locales_dir, "Senate,Sénat", language="fr")
    assert list_targets(glossary) == ["Senate"]
    assert list_targets(glossary, pair=ENGLISH_FRENCH) == ["Sénat"]
    assert list_targets(glossary, pair=LanguagePair("de", "en")) == []


def test_missing_file_has_no_entries(glossary: GlossaryFiles) -> None:
    assert list_targets(glossary) == []


def test_edit_is_in_force_at_once(locales_dir: Path, glossary: GlossaryFiles) -> None:
    write(locales_dir, "Sénat,Senate")
    first = (list_targets(glossary), glossary.get_revision())
    write(locales_dir, "Sénat,Senate", "État,State")
    second = (list_targets(glossary), glossary.get_revision())
    write(locales_dir, "Sénat,Senate", "État,Stadt")
    third = (list_targets(glossary), glossary.get_revision())
    write(locales_dir, "Sénat,Senate")
    assert [first[0], second[0], third[0]] == [["Senate"], ["Senate", "State"], ["Senate", "Stadt"]]
    assert len({first[1], second[1], third[1]}) == 3
    assert (list_targets(glossary), glossary.get_revision()) == first


def test_edit_of_the_same_length_within_one_tick_of_the_clock_is_seen(
    locales_dir: Path, glossary: GlossaryFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("translator.storage.glossary_files.time.time", lambda: LONG_AGO + 1.0)
    write(locales_dir, "Sénat,Senate", modified=LONG_AGO)
    before = list_targets(glossary)
    write(locales_dir, "Sénat,Sénats", modified=LONG_AGO)
    assert (before, list_targets(glossary)) == (["Senate"], ["Sénats"])


def test_file_at_rest_is_read_once(locales_dir: Path) -> None:
    readings: list[str] = []

    def count(text: str, *, pair: LanguagePair) -> tuple[()]:
        readings.append(f"{pair}: {text}")
        return ()

    write(locales_dir, "Sénat,Senate", modified=LONG_AGO)
    glossary = GlossaryFiles(locales_dir, read_glossary=count)
    for _ in range(3):
        glossary.list_entries(pair=FRENCH_ENGLISH)
    assert readings == ["fr-en: source,target\nSénat,Senate\n"]


def test_entries_are_the_same_objects_until_the_file_changes(locales_dir: Path, glossary: GlossaryFiles) -> None:
    write(locales_dir, "Sénat,Senate")
    assert glossary.list_entries(pair=FRENCH_ENGLISH) is glossary.list_entries(pair=FRENCH_ENGLISH)


def test_removed_file_takes_its_entries_along(locales_dir: Path, glossary: GlossaryFiles) -> None:
    path = write(locales_dir, "Sénat,Senate")
    before = glossary.get_revision()
    path.unlink()
    assert (list_targets(glossary), glossary.get_revision() == before) == ([], False)


def test_spoilt_file_is_reported_once_and_leaves_the_former_entries_in_force(
    locales_dir: Path, glossary: GlossaryFiles, caplog: pytest.LogCaptureFixture
) -> None:
    write(locales_dir, "Sénat,Senate")
    before = (list_targets(glossary), glossary.get_revision())
    path = write(locales_dir, "Sénat,Senate", "only one cell")
    with caplog.at_level(logging.WARNING):
        after = [(list_targets(glossary), glossary.get_revision()) for _ in range(3)]
    assert after == [before] * 3
    assert caplog.messages == [f"{path}: line 3 has 1 cells; line 1 names 2 columns; its former entries stay in force"]
    write(locales_dir, "Sénat,Upper House")
    assert list_targets(glossary) == ["Upper House"]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"source\nS\n", "line 1 lacks the column target"),
        ("source,target\na,b\nSénat,Senate\n".encode("latin-1"), "line 3: is not UTF-8"),
    ],
)
def test_file_that_was_never_right_stops_the_start(
    locales_dir: Path, glossary: GlossaryFiles, content: bytes, problem: str
) -> None:
    path = locales_dir / "en" / "glossary.csv"
    path.write_bytes(content)
    with pytest.raises(SettingsError) as caught:
        glossary.get_revision()
    assert str(caught.value) == f"{path}: {problem}"


def test_file_that_vanishes_while_it_is_read_leaves_the_former_entries_in_force(
    locales_dir: Path, glossary: GlossaryFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    def vanish(path: Path) -> bytes:
        raise FileNotFoundError(2, "No such file or directory", str(path))

    write(locales_dir, "Sénat,Senate")
    before = (list_targets(glossary), glossary.get_revision())
    write(locales_dir, "Sénat,Upper House")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", vanish)
        during = (list_targets(glossary), glossary.get_revision())
    assert (during, list_targets(glossary)) == (before, ["Upper House"])


def test_byte_order_mark_of_a_spreadsheet_is_passed_over(locales_dir: Path, glossary: GlossaryFiles) -> None:
    (locales_dir / "en" / "glossary.csv").write_bytes("\ufeffsource,target\nSénat,Senate\n".encode())
    assert list_targets(glossary) == ["Senate"]
