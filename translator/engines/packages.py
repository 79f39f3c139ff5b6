"""Find model packages and choose which one serves a pair.

Packages lie as ``.argosmodel`` archives in the project's models folder and unpacked in Argos Translate's own folders.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from translator.engines.archives import hash_file, open_archive, read_archive_metadata
from translator.engines.metadata import (
    FILE_NAME,
    MAX_METADATA_BYTES,
    PackageMetadata,
    order_version,
    parse_metadata,
)
from translator.errors import PackageError
from translator.languages import LanguagePair

SUFFIX = ".argosmodel"
MANIFEST_NAME = "manifest.toml"
#: Beside an archive: who installed it and with which digest, one line as ``sha256sum`` writes it.
RECORD_SUFFIX = ".sha256"
WEIGHTS = Path("model") / "model.bin"

_DIGEST = re.compile(r"[0-9a-f]{64}")


class PackageOrigin(StrEnum):
    """Where a package comes from, and so what its digest is compared with."""

    SHIPPED = "shipped"
    INSTALLED = "installed"
    UNLISTED = "unlisted"
    ARGOS = "argos"


@dataclass(frozen=True, slots=True)
class Package:
    """A package found on disk.

    Args:
        path: The archive, or the folder of an unpacked package.
        metadata: What it says about itself.
        origin: Listed in the manifest, installed by this project, neither, or in Argos Translate's folder.
        stamp: Device, inode, size and time of change of the file with the weights: equal as long as it is the same.
        expected_sha256: Digest that the manifest or the record of its installation states; None without either.
    """

    path: Path
    metadata: PackageMetadata
    origin: PackageOrigin
    stamp: tuple[int, ...]
    expected_sha256: str | None = None

    @property
    def identifier(self) -> str:
        """Name and version, such as ``translate-fr_en 1.0``."""
        return f"{self.metadata.name} {self.metadata.version}"

    @property
    def is_archive(self) -> bool:
        """Whether it is an archive rather than an unpacked folder."""
        return self.origin is not PackageOrigin.ARGOS

    @property
    def size(self) -> int:
        """Bytes of the archive, or of the weights of an unpacked package."""
        return self.stamp[2]

    @property
    def hashed_path(self) -> Path:
        """The file whose digest identifies the weights: the archive, or ``model.bin`` of an unpacked package."""
        return self.path if self.is_archive else self.path / WEIGHTS


@dataclass(frozen=True, slots=True)
class PackageProblem:
    """A file or folder that should be a package and cannot be used."""

    path: Path
    message: str


@dataclass(frozen=True, slots=True)
class FoundPackages:
    """All packages of the searched folders, usable or not, in the order of their paths."""

    packages: tuple[Package, ...]
    problems: tuple[PackageProblem, ...]


def find_packages(models_dir: Path, *, argos_folders: Sequence[Path] = ()) -> FoundPackages:
    """Find all packages, reading metadata only.

    Args:
        models_dir: Folder of archives, with an optional ``manifest.toml``.
        argos_folders: Folders of unpacked packages.

    Raises:
        PackageError: The models folder cannot be read, or its manifest is malformed.
    """
    packages: list[Package] = []
    problems: list[PackageProblem] = []
    manifest = read_manifest(models_dir)
    for path in list_archives(models_dir):
        try:
            packages.append(read_package_archive(path, listed_sha256=manifest.pop(path.name, None)))
        except PackageError as error:
            problems.append(PackageProblem(path, str(error)))
    for name in manifest:
        path = models_dir / name
        problems.append(PackageProblem(path, f"{path}: listed in {MANIFEST_NAME} but missing"))
    for path in list_unpacked(argos_folders):
        try:
            packages.append(read_unpacked_package(path))
        except PackageError as error:
            problems.append(PackageProblem(path, str(error)))
    return FoundPackages(tuple(packages), tuple(problems))


def choose_packages(packages: Iterable[Package]) -> dict[LanguagePair, Package]:
    """Choose for each pair the newest version, and the project's own over Argos Translate's where they are equal."""
    ranked = sorted(
        packages, key=lambda package: (order_version(package.metadata.version), package.is_archive, package.path)
    )
    return {package.metadata.pair: package for package in ranked}


def check_digest(package: Package) -> str:
    """Hash a package's weights and compare the digest with the one expected, where there is one.

    Returns:
        The SHA-256 digest in hexadecimal.

    Raises:
        PackageError: The digests differ, or the file cannot be read.
    """
    sha256 = hash_file(package.hashed_path)
    compare_digests(package, sha256=sha256)
    return sha256


def compare_digests(package: Package, *, sha256: str) -> None:
    """Refuse a package whose digest is not the one expected.

    Raises:
        PackageError: They differ; the message holds the file and both digests.
    """
    expected = package.expected_sha256
    if expected is not None and sha256 != expected:
        source = MANIFEST_NAME if package.origin is PackageOrigin.SHIPPED else package.path.name + RECORD_SUFFIX
        raise PackageError(f"{package.path}: its SHA-256 is {sha256}, but {source} states {expected}")


def read_manifest(models_dir: Path) -> dict[str, str]:
    """Read which digests the shipped packages must have.

    The manifest holds a ``[[package]]`` table for each, with at least ``file`` and ``sha256``.

    Returns:
        Digests by file name; none where there is no manifest.

    Raises:
        PackageError: It cannot be read, or an entry is malformed.
    """
    path = models_dir / MANIFEST_NAME
    try:
        manifest = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise PackageError(f"{path}: {error.strerror}") from error
    except ValueError as error:
        raise PackageError(f"{path}: not valid TOML") from error
    entries = manifest.get("package", [])
    if not isinstance(entries, list):
        raise PackageError(f"{path}: package must be an array of tables")
    digests: dict[str, str] = {}
    for number, entry in enumerate(entries, start=1):
        name, sha256 = (str(entry.get(field, "")) if isinstance(entry, dict) else "" for field in ("file", "sha256"))
        if not name.endswith(SUFFIX) or Path(name).name != name:
            raise PackageError(f"{path}: package {number}: file must be the name of a {SUFFIX} file")
        if _DIGEST.fullmatch(sha256) is None:
            raise PackageError(f"{path}: package {number}: sha256 must be 64 hexadecimal digits in lower case")
        digests[name] = sha256
    return digests


def get_record_path(path: Path) -> Path:
    """Return where the record of an archive's installation lies."""
    return path.with_name(path.name + RECORD_SUFFIX)


def read_record(path: Path) -> str | None:
    """Return the digest that an archive had when it was installed, or None if nothing here installed it."""
    try:
        recorded = get_record_path(path).read_text(encoding="utf-8").split()
    except (OSError, ValueError):
        return None
    return recorded[0] if recorded and _DIGEST.fullmatch(recorded[0]) else None


def list_archives(models_dir: Path) -> list[Path]:
    """List the archives of a folder by name; hidden files are drafts and left out.

    Raises:
        PackageError: The folder cannot be read.
    """
    try:
        return sorted(path for path in models_dir.iterdir() if path.suffix == SUFFIX and not path.name.startswith("."))
    except OSError as error:
        raise PackageError(f"{models_dir}: {error.strerror}") from error


def list_unpacked(folders: Iterable[Path]) -> list[Path]:
    """List the unpacked packages in some folders, in order; a folder that cannot be read holds none."""
    found: list[Path] = []
    for folder in folders:
        try:
            found.extend(sorted(path for path in folder.iterdir() if path.is_dir()))
        except OSError:
            continue
    return found


def read_package_archive(path: Path, *, listed_sha256: str | None = None) -> Package:
    """Read an archive's metadata without unpacking it.

    Args:
        path: The archive.
        listed_sha256: Its digest in the manifest, where it is listed there.

    Raises:
        PackageError: It cannot be read or is not safe.
    """
    with open_archive(path) as archive:
        metadata = read_archive_metadata(archive)
    recorded = read_record(path)
    origin = PackageOrigin.UNLISTED if recorded is None else PackageOrigin.INSTALLED
    if listed_sha256 is not None:
        origin = PackageOrigin.SHIPPED
    return Package(path, metadata, origin, read_stamp(path), listed_sha256 or recorded)


def read_unpacked_package(path: Path) -> Package:
    """Read the metadata of an unpacked package.

    Raises:
        PackageError: A file is missing or malformed.
    """
    try:
        with (path / FILE_NAME).open("rb") as file:
            content = file.read(MAX_METADATA_BYTES + 1)
    except OSError as error:
        raise PackageError(f"{path}: {FILE_NAME}: {error.strerror}") from error
    if len(content) > MAX_METADATA_BYTES:
        raise PackageError(f"{path}: {FILE_NAME} is over {MAX_METADATA_BYTES} bytes")
    return Package(path, parse_metadata(content, where=str(path)), PackageOrigin.ARGOS, read_stamp(path / WEIGHTS))


def read_stamp(path: Path) -> tuple[int, ...]:
    """Return numbers that change whenever a file is changed or replaced.

    Raises:
        PackageError: There is no such file.
    """
    try:
        status = path.stat()
    except OSError as error:
        raise PackageError(f"{path}: {error.strerror}") from error
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns
