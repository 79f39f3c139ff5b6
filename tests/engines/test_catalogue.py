from __future__ import annotations

import logging
from pathlib import Path

import pytest

from tests.engines import tiny_packages
from translator.engines import catalogue as catalogue_module
from translator.engines.archives import hash_file
from translator.engines.catalogue import PackageCatalogue
from translator.engines.packages import Package
from translator.languages import LanguagePair


@pytest.fixture
def catalogue(models_dir: Path, argos_dir: Path) -> PackageCatalogue:
    return PackageCatalogue(models_dir, find_argos_folders=lambda: [argos_dir])


def list_served(catalogue: PackageCatalogue) -> dict[str, str]:
    return {str(pair): package.metadata.version for pair, package in catalogue.read_snapshot().served.items()}


@pytest.mark.usefixtures("french_english")
def test_catalogue_keeps_its_snapshot_while_nothing_changes(catalogue: PackageCatalogue) -> None:
    snapshot = catalogue.read_snapshot()

    assert list(snapshot.served) == [LanguagePair("fr", "en")]
    assert catalogue.read_snapshot() is snapshot


def test_catalogue_sees_packages_come_and_go(
    catalogue: PackageCatalogue, models_dir: Path, argos_dir: Path, french_english: Path
) -> None:
    seen = [list_served(catalogue)]
    tiny_packages.write_package(models_dir, "fr", "en", package_version="1.1")
    seen.append(list_served(catalogue))
    tiny_packages.write_unpacked(argos_dir, "en", "de")
    seen.append(list_served(catalogue))
    (models_dir / "translate-fr_en-1_1.argosmodel").unlink()
    french_english.unlink()
    seen.append(list_served(catalogue))

    assert seen == [{"fr-en": "1.0"}, {"fr-en": "1.1"}, {"fr-en": "1.1", "en-de": "1.0"}, {"en-de": "1.0"}]


def test_catalogue_sees_a_package_replaced_under_its_name(
    catalogue: PackageCatalogue, models_dir: Path, french_english: Path
) -> None:
    list_served(catalogue)

    tiny_packages.write_package(models_dir, "fr", "en", name=french_english.name, package_version="1.5")

    assert list_served(catalogue) == {"fr-en": "1.5"}


def test_catalogue_sees_a_manifest_appear(catalogue: PackageCatalogue, models_dir: Path, french_english: Path) -> None:
    before = catalogue.read_snapshot().found.packages[0].origin.value

    tiny_packages.write_manifest(models_dir, french_english)

    assert (before, catalogue.read_snapshot().found.packages[0].origin.value) == ("unlisted", "shipped")


def test_catalogue_logs_each_unusable_package_once(
    catalogue: PackageCatalogue, models_dir: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = models_dir / "bad.argosmodel"
    path.write_bytes(b"?")

    with caplog.at_level(logging.WARNING):
        catalogue.read_snapshot()
        catalogue.read_snapshot()

    assert caplog.messages == [f"package not used: {path}: damaged archive: File is not a zip file"]


def test_catalogue_hashes_a_package_once(
    catalogue: PackageCatalogue, french_english: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[Path] = []

    def check(package: Package) -> str:
        hashed.append(package.path)
        return hash_file(package.path)

    monkeypatch.setattr(catalogue_module, "check_digest", check)
    package = catalogue.read_snapshot().served[LanguagePair("fr", "en")]

    assert [catalogue.get_digest(package) for _ in range(3)] == [hash_file(french_english)] * 3
    assert hashed == [french_english]
