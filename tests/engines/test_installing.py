from __future__ import annotations

import stat
from pathlib import Path

import pytest

from tests.engines import tiny_packages
from translator.engines import find_packages, installing
from translator.engines.archives import hash_file
from translator.engines.installing import install_archive, remove_archive, verify_package
from translator.engines.packages import PackageOrigin
from translator.errors import PackageError


@pytest.fixture
def download(tmp_path: Path) -> Path:
    """A package that lies somewhere else, under a name of its own."""
    return tiny_packages.write_package(tmp_path, "fr", "en", name="download.argosmodel")


def list_names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_installing_copies_the_archive_and_records_its_digest(
    models_dir: Path, cache_dir: Path, download: Path
) -> None:
    package = install_archive(download, models_dir=models_dir, cache_dir=cache_dir)

    assert (package.origin, package.expected_sha256) == (PackageOrigin.INSTALLED, hash_file(download))
    assert list_names(models_dir) == ["translate-fr_en-1_0.argosmodel", "translate-fr_en-1_0.argosmodel.sha256"]
    assert package.path.read_bytes() == download.read_bytes()
    assert stat.S_IMODE(package.path.stat().st_mode) == 0o644


def test_installing_the_same_archive_again_changes_nothing(models_dir: Path, cache_dir: Path, download: Path) -> None:
    first = install_archive(download, models_dir=models_dir, cache_dir=cache_dir)

    assert install_archive(download, models_dir=models_dir, cache_dir=cache_dir) == first


def test_installing_replaces_what_was_installed_before(models_dir: Path, cache_dir: Path, download: Path) -> None:
    install_archive(download, models_dir=models_dir, cache_dir=cache_dir)
    tiny_packages.write_package(download.parent, "fr", "en", name=download.name, writes={".": "!"})

    package = install_archive(download, models_dir=models_dir, cache_dir=cache_dir)

    assert package.expected_sha256 == hash_file(package.path) == hash_file(download)


def test_installing_does_not_replace_what_was_put_there_by_hand(
    models_dir: Path, cache_dir: Path, french_english: Path, tmp_path: Path
) -> None:
    other = tiny_packages.write_package(tmp_path, "fr", "en", writes={".": "!"})

    with pytest.raises(PackageError) as caught:
        install_archive(other, models_dir=models_dir, cache_dir=cache_dir)

    assert str(caught.value) == (
        f"{french_english}: another package of this name is there and was not installed by this command"
    )
    assert list_names(models_dir) == [french_english.name]


def test_installing_a_listed_package_needs_its_digest(models_dir: Path, cache_dir: Path, download: Path) -> None:
    tiny_packages.write_manifest(models_dir, Path("translate-fr_en-1_0.argosmodel"), sha256="0" * 64)

    with pytest.raises(PackageError) as caught:
        install_archive(download, models_dir=models_dir, cache_dir=cache_dir)

    assert str(caught.value) == f"{download}: its SHA-256 is {hash_file(download)}, but manifest.toml states {'0' * 64}"
    assert list_names(models_dir) == ["manifest.toml"]


@pytest.mark.parametrize("member", ["model/model.bin", "sentencepiece.model", "metadata.json"])
def test_installing_a_package_that_does_not_work_leaves_nothing(
    models_dir: Path, cache_dir: Path, tmp_path: Path, member: str
) -> None:
    members = {**tiny_packages.build_members("fr", "en"), member: b"?"}
    bad = tiny_packages.write_archive(tmp_path / "bad.argosmodel", members)

    with pytest.raises(PackageError):
        install_archive(bad, models_dir=models_dir, cache_dir=cache_dir)

    assert list_names(models_dir) == []
    assert not cache_dir.exists() or list_names(cache_dir) == []


def test_installing_a_missing_file_is_an_error(models_dir: Path, cache_dir: Path) -> None:
    with pytest.raises(PackageError) as caught:
        install_archive(models_dir / "none.argosmodel", models_dir=models_dir, cache_dir=cache_dir)

    assert str(caught.value) == f"{models_dir / 'none.argosmodel'}: No such file or directory"


def test_installing_interrupted_before_the_end_serves_nothing(
    models_dir: Path, cache_dir: Path, download: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(installing, "verify_package", stop)
    with pytest.raises(KeyboardInterrupt):
        install_archive(download, models_dir=models_dir, cache_dir=cache_dir)

    assert list_names(models_dir) == []


def test_removing_deletes_the_archive_its_record_and_its_unpacked_copy(
    models_dir: Path, cache_dir: Path, download: Path
) -> None:
    package = install_archive(download, models_dir=models_dir, cache_dir=cache_dir)
    assert list_names(cache_dir) == [hash_file(download)]

    remove_archive(package.path, cache_dir=cache_dir)

    assert (list_names(models_dir), list_names(cache_dir)) == ([], [])
    assert download.exists()


def test_removing_spares_what_was_not_installed(cache_dir: Path, french_english: Path) -> None:
    with pytest.raises(PackageError) as caught:
        remove_archive(french_english, cache_dir=cache_dir)

    assert str(caught.value) == f"{french_english}: was not installed by this command, so it is not removed"
    assert french_english.exists()


def test_verifying_translates_a_word_of_the_source_language(
    models_dir: Path, argos_dir: Path, cache_dir: Path, french_english: Path
) -> None:
    tiny_packages.write_package(models_dir, "en", "fr")
    tiny_packages.write_unpacked(argos_dir, "es", "pt")
    packages = find_packages(models_dir, argos_folders=[argos_dir]).packages

    seen = [verify_package(package, cache_dir=cache_dir) for package in packages]

    assert [(each.sample, each.target) for each in seen] == [
        ("Hello", "Hello"),
        ("Bonjour", "Bonjour"),
        ("2024", "2024"),
    ]
    assert seen[1].sha256 == hash_file(french_english)


@pytest.mark.usefixtures("french_english")
def test_verifying_repairs_a_damaged_unpacked_copy(models_dir: Path, cache_dir: Path) -> None:
    (package,) = find_packages(models_dir).packages
    sha256 = verify_package(package, cache_dir=cache_dir).sha256
    weights = cache_dir / sha256 / "model" / "model.bin"
    content = weights.read_bytes()
    weights.write_bytes(b"?")

    assert verify_package(package, cache_dir=cache_dir).target == "Bonjour"
    assert weights.read_bytes() == content


def test_verifying_notices_an_installed_archive_that_changed(models_dir: Path, cache_dir: Path, download: Path) -> None:
    path = install_archive(download, models_dir=models_dir, cache_dir=cache_dir).path
    tiny_packages.write_package(models_dir, "fr", "en", name=path.name, writes={".": "!"})
    (package,) = find_packages(models_dir).packages

    with pytest.raises(PackageError) as caught:
        verify_package(package, cache_dir=cache_dir)

    assert str(caught.value) == (
        f"{path}: its SHA-256 is {hash_file(path)}, but {path.name}.sha256 states {hash_file(download)}"
    )


def test_verifying_notices_damage_in_a_file_that_is_not_unpacked(models_dir: Path, cache_dir: Path) -> None:
    members = {**tiny_packages.build_members("fr", "en"), "stanza/fr.pt": b"uncommon " * 3}
    path = tiny_packages.write_archive(models_dir / "a.argosmodel", members)
    (package,) = find_packages(models_dir).packages
    content = path.read_bytes()
    where = content.index(b"stanza/fr.pt") + len(b"stanza/fr.pt")
    path.write_bytes(content[:where] + b"\xff" + content[where + 1 :])

    with pytest.raises(PackageError):
        verify_package(package, cache_dir=cache_dir)


def test_verifying_refuses_weights_that_write_nothing(models_dir: Path, cache_dir: Path) -> None:
    # The pieces of "2024" are ▁20, 2 and 4: these weights write white space and end.
    tiny_packages.write_package(models_dir, "es", "pt", writes={"▁20": "▁", "2": "</s>"})
    (package,) = find_packages(models_dir).packages

    with pytest.raises(PackageError) as caught:
        verify_package(package, cache_dir=cache_dir)

    assert str(caught.value) == f"{package.path}: it makes nothing of the word 2024"
