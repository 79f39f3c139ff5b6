from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Terminal
from tests.formats.files.samples import make_docx, unpack
from translator.access import ANYBODY
from translator.languages import LanguagePair
from translator.workflows.suggestions import suggest_translation

DOCUMENT = make_docx("<w:p><w:r><w:t>cat dog</w:t></w:r></w:p>")


@pytest.mark.parametrize("options", [["--to", "fr"], ["--from", "en"], ["--from", "EN", "--to", "fr-CA"]])
def test_a_document_is_written_to_a_file(terminal: Terminal, tmp_path: Path, options: list[str]) -> None:
    source, target = tmp_path / "in.docx", tmp_path / "out.docx"
    source.write_bytes(make_docx("<w:p><w:r><w:t>the cat slept in the old house</w:t></w:r></w:p>"))
    result = terminal.run("translate", str(source), "-o", str(target), *options)
    assert (result.exit_code, result.stdout) == (0, ""), result.stderr
    assert ">eht tac tpels ni eht dlo esuoh<" in unpack(target.read_bytes())["word/document.xml"]


def test_a_text_is_written_to_a_file_too(terminal: Terminal, tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    result = terminal.run("translate", "--from", "en", "-o", str(target), text="cat dog\n")
    assert (result.exit_code, result.stdout, target.read_text()) == (0, "", "tac god\n")


def test_a_damaged_document_leaves_an_older_file_as_it_was(terminal: Terminal, tmp_path: Path) -> None:
    source, target = tmp_path / "in.docx", tmp_path / "out.docx"
    source.write_bytes(DOCUMENT[:-30])
    target.write_bytes(b"older")
    result = terminal.run("translate", "--to", "fr", str(source), "-o", str(target))
    assert (result.exit_code, target.read_bytes()) == (2, b"older")
    assert "file is no Word document, or it is damaged" in result.stderr


def test_a_document_needs_a_language(terminal: Terminal, tmp_path: Path) -> None:
    source = tmp_path / "in.docx"
    source.write_bytes(DOCUMENT)
    result = terminal.run("translate", str(source))
    assert (result.exit_code, "a document needs --to, or --from" in result.stderr) == (2, True)


def test_suggestions_are_written_as_tmx(terminal: Terminal, tmp_path: Path) -> None:
    terminal.services.database.upgrade()
    pair = LanguagePair("fr", "en")
    suggest_translation(terminal.services, text="chat", suggestion="cat", pair=pair, caller=ANYBODY)
    target = tmp_path / "suggestions.tmx"
    assert terminal.run("suggestions", "export", "--from", "fr", str(target)).exit_code == 0
    assert b"<seg>cat</seg>" in target.read_bytes()
    assert b"<seg>" not in terminal.run("suggestions", "export", "--from", "en").stdout_bytes
