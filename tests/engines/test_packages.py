from __future__ import annotations

from pathlib import Path

import pytest

from tests.engines import tiny_packages
from translator.engines import PackageOrigin, choose_packages, find_packages
from translator.engines.archives import hash_file
from translator.engines.packages import check_digest, read_manifest
from translator.errors import PackageError
from translator.languages import LanguagePair

FRENCH_ENGLISH = LanguagePair("fr", "en")


def test_packages_are_found_in_both_kinds_of_folder(models_dir: Path, argos_dir: Path, french_english: Path) -> None:
    unpacked = tiny_packages.write_unpacked(argos_dir, "en", "de", package_version="1.9")

    found = find_packages(models_dir, argos_folders=[argos_dir, argos_dir / "none"])

    assert [(package.path, package.identifier, package.origin) for package in found.packages] == [
        (french_english, "translate-fr_en 1.0", PackageOrigin.UNLISTED),
        (unpacked, "translate-en_de 1.9", PackageOrigin.ARGOS),
    ]
    assert found.problems == ()


def test_packages_listed_in_the_manifest_are_shipped(models_dir: Path, french_english: Path) -> None:
    tiny_packages.write_manifest(models_dir, french_english)

    (package,) = find_packages(models_dir).packages

    assert (package.origin, package.expected_sha256) == (PackageOrigin.SHIPPED, hash_file(french_english))


def test_packages_missing_or_damaged_are_problems_and_hide_no_other(models_dir: Path, argos_dir: Path) -> None:
    good = tiny_packages.write_package(models_dir, "fr", "en")
    gone = tiny_packages.write_package(models_dir, "en", "fr")
    tiny_packages.write_manifest(models_dir, good, gone)
    gone.unlink()
    bad = models_dir / "bad.argosmodel"
    bad.write_bytes(b"?")
    empty = argos_dir / "empty"
    empty.mkdir()

    found = find_packages(models_dir, argos_folders=[argos_dir])

    assert [package.path for package in found.packages] == [good]
    assert {problem.path: problem.message for problem in found.problems} == {
        bad: f"{bad}: damaged archive: File is not a zip file",
        gone: f"{gone}: listed in manifest.toml but missing",
        empty: f"{empty}: metadata.json: No such file or directory",
    }


def test_packages_without_weights_are_problems(argos_dir: Path, models_dir: Path) -> None:
    folder = tiny_packages.write_unpacked(argos_dir, "en", "de")
    weights = folder / "model" / "model.bin"
    weights.unlink()

    (problem,) = find_packages(models_dir, argos_folders=[argos_dir]).problems

    assert problem.message == f"{weights}: No such file or directory"


def test_packages_unpacked_with_huge_metadata_are_problems(argos_dir: Path, models_dir: Path) -> None:
    folder = tiny_packages.write_unpacked(argos_dir, "en", "de")
    (folder / "metadata.json").write_bytes(b" " * 70_000)

    (problem,) = find_packages(models_dir, argos_folders=[argos_dir]).problems

    assert problem.message == f"{folder}: metadata.json is over 65536 bytes"


def test_packages_in_hidden_files_are_ignored(models_dir: Path) -> None:
    tiny_packages.write_package(models_dir, "fr", "en", name=".draft.argosmodel")

    assert find_packages(models_dir).packages == ()


def test_newest_package_of_a_pair_is_chosen_wherever_it_lies(models_dir: Path, argos_dir: Path) -> None:
    for version in ("1.9", "1.2"):
        tiny_packages.write_package(models_dir, "fr", "en", package_version=version)
    newest = tiny_packages.write_unpacked(argos_dir, "fr", "en", package_version="1.10")

    found = find_packages(models_dir, argos_folders=[argos_dir])

    assert choose_packages(found.packages)[FRENCH_ENGLISH].path == newest


def test_own_package_is_chosen_over_one_of_argos_with_equal_version(
    models_dir: Path, argos_dir: Path, french_english: Path
) -> None:
    tiny_packages.write_unpacked(argos_dir, "fr", "en", package_version="1.0.0")

    found = find_packages(models_dir, argos_folders=[argos_dir])

    assert choose_packages(found.packages)[FRENCH_ENGLISH].path == french_english


def test_digest_of_an_archive_is_that_of_the_whole_file(models_dir: Path, french_english: Path) -> None:
    (package,) = find_packages(models_dir).packages

    assert check_digest(package) == hash_file(french_english)


def test_digest_of_an_unpacked_package_is_that_of_its_weights(models_dir: Path, argos_dir: Path) -> None:
    folder = tiny_packages.write_unpacked(argos_dir, "en", "de")

    (package,) = find_packages(models_dir, argos_folders=[argos_dir]).packages

    assert check_digest(package) == hash_file(folder / "model" / "model.bin")


def test_digest_unlike_the_manifest_names_file_and_both_digests(models_dir: Path, french_english: Path) -> None:
    tiny_packages.write_manifest(models_dir, french_english, sha256="0" * 64)
    (package,) = find_packages(models_dir).packages

    with pytest.raises(PackageError) as caught:
        check_digest(package)

    assert str(caught.value) == (
        f"{french_english}: its SHA-256 is {hash_file(french_english)}, but manifest.toml states {'0' * 64}"
    )


def test_manifest_that_is_missing_lists_nothing(models_dir: Path) -> None:
    assert read_manifest(models_dir) == {}


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("[[", "not valid TOML"),
        ('package = "x"', "package must be an array of tables"),
        ("[[package]]", "package 1: file must be the name of a .argosmodel file"),
        ("package = [3]", "package 1: file must be the name of a .argosmodel file"),
        ('[[package]]\nfile = "../a.argosmodel"', "package 1: file must be the name of a .argosmodel file"),
        (
            '[[package]]\nfile = "a.argosmodel"\nsha256 = "ABC"',
            "package 1: sha256 must be 64 hexadecimal digits in lower case",
        ),
    ],
)
def test_manifest_with_a_malformed_entry_is_refused(models_dir: Path, content: str, problem: str) -> None:
    (models_dir / "manifest.toml").write_text(content)

    with pytest.raises(PackageError) as caught:
        find_packages(models_dir)

    assert str(caught.value) == f"{models_dir / 'manifest.toml'}: {problem}"


def test_models_folder_that_is_missing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(PackageError) as caught:
        find_packages(tmp_path / "none")

    assert str(caught.value) == f"{tmp_path / 'none'}: No such file or directory"
