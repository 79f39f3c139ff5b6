from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Terminal
from tests.engines.tiny_packages import write_package
from translator.workflows import model_packages


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "downloads"
    folder.mkdir()
    return write_package(folder, "fr", "en")


def list_first(terminal: Terminal) -> list[str]:
    return [line.split()[0] for line in terminal.run("models", "list").stdout.splitlines()]


@pytest.fixture(autouse=True)
def no_argos_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever packages the machine has for Argos Translate are not listed."""
    monkeypatch.setattr(model_packages.engines, "find_argos_folders", lambda: ())


def test_no_package_lists_nothing(terminal: Terminal) -> None:
    result = terminal.run("models", "list")
    assert (result.exit_code, result.output) == (0, "")


def test_package_is_installed_listed_verified_and_removed(terminal: Terminal, archive: Path) -> None:
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    installed = terminal.run("models", "install", str(archive))
    assert (installed.exit_code, installed.stderr) == (0, "")
    assert installed.stdout.split(", sha256 ")[1] == f"{digest}\n"
    listed = terminal.run("models", "list").stdout.split()
    assert (listed[:2], listed[3]) == (["*", "fr-en"], "installed")
    verified = terminal.run("models", "verify")
    assert (verified.exit_code, verified.stdout.count(f"sha256 {digest} as listed")) == (0, 1)
    assert terminal.run("models", "verify", "fr-en").stdout == verified.stdout
    removed = terminal.run("models", "remove", "fr-en")
    assert (removed.exit_code, removed.stdout) == (0, f"removed {listed[-1]}\n")
    assert list_first(terminal) == []


def test_broken_package_is_listed_with_its_fault_and_fails_verification(terminal: Terminal) -> None:
    (terminal.services.settings.models_dir / "broken.argosmodel").write_bytes(b"not an archive")
    assert list_first(terminal) == ["!"]
    result = terminal.run("models", "verify")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("translator: broken.argosmodel: ")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "code", "line"),
    [
        (["install", "nonsense"], 2, "package must be an .argosmodel file or a pair such as fr-en"),
        (["remove", "fr-en"], 2, "no package has the id fr-en"),
        (["verify", "fr-en"], 2, "no package has the id fr-en"),
    ],
)
def test_wrong_names_are_told_in_one_line(terminal: Terminal, arguments: list[str], code: int, line: str) -> None:
    result = terminal.run("models", *arguments)
    assert (result.exit_code, result.stdout, result.stderr) == (code, "", f"translator: {line}\n")


def test_damaged_file_is_not_installed(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "damaged.argosmodel"
    file.write_bytes(b"not an archive")
    result = terminal.run("models", "install", str(file))
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)
    assert list_first(terminal) == []


Progress = Callable[[int, int], None]


@pytest.mark.parametrize(("is_watched", "expected"), [(True, True), (False, False)])
def test_download_is_drawn_only_where_somebody_watches(
    terminal: Terminal, archive: Path, monkeypatch: pytest.MonkeyPatch, is_watched: bool, expected: bool
) -> None:
    install = model_packages.install_package

    def download(
        source: str, *, models_dir: Path, cache_dir: Path, progress: Progress | None
    ) -> model_packages.InstalledModel:
        assert source == "fr-en"
        if progress is not None:
            for done in (0, 400, 1000):
                progress(done, 1000)
        return install(str(archive), models_dir=models_dir, cache_dir=cache_dir)

    monkeypatch.setattr(model_packages, "install_package", download)
    monkeypatch.setattr("translator.cli.models.is_watched", lambda: is_watched)
    result = terminal.run("models", "install", "fr-en")
    assert result.exit_code == 0
    assert ("Downloading fr-en" in result.stderr, "Downloading" in result.stdout) == (expected, False)
