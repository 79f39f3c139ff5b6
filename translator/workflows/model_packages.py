"""List, install, remove and verify model packages."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from translator import engines
from translator.errors import FieldError, NotFoundError, PackageError
from translator.languages import LanguagePair

#: Receives the bytes downloaded so far and how many there will be, 0 where the server does not say.
Progress = Callable[[int, int], None]

_PAIR = re.compile(r"(?P<source>[A-Za-z]{2,8})-(?P<target>[A-Za-z]{2,8})")


@dataclass(frozen=True, slots=True)
class ModelPackage:
    """A package as it is listed.

    Args:
        name: File or folder name, which the other functions accept.
        path: Where it lies.
        pair: Direction; None where it could not be read.
        version: Its version; empty where it could not be read.
        origin: ``shipped`` (its digest is in the manifest), ``installed`` (by `install_package`), ``unlisted`` (put
            there by hand: there is no digest to compare it with), or ``argos`` (in Argos Translate's own folder).
        size: Bytes of the archive, or of the weights of an unpacked one; 0 where it could not be read.
        is_served: Whether it is the one that translates its pair.
        problem: Why it cannot be used; empty where it can.
    """

    name: str
    path: Path
    pair: LanguagePair | None = None
    version: str = ""
    origin: str = ""
    size: int = 0
    is_served: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """A package just installed, with the digest of its archive."""

    package: ModelPackage
    sha256: str


@dataclass(frozen=True, slots=True)
class VerifiedModel:
    """A package found good.

    Args:
        package: The package.
        sha256: Its digest, computed now.
        has_expected_digest: Whether there was one to compare it with.
        sample: A word of the source language.
        target: What the package made of it.
    """

    package: ModelPackage
    sha256: str
    has_expected_digest: bool
    sample: str
    target: str


def list_packages(*, models_dir: Path, argos_folders: Sequence[Path] | None = None) -> list[ModelPackage]:
    """List all packages, and what should be one and cannot be used.

    Args:
        models_dir: The project's folder of archives.
        argos_folders: Folders of unpacked packages; by default Argos Translate's own, where it has been used.

    Raises:
        PackageError: The folder or its manifest cannot be read.
    """
    found = _find(models_dir, argos_folders)
    served = set(engines.choose_packages(found.packages).values())
    usable = [
        ModelPackage(
            name=package.path.name,
            path=package.path,
            pair=package.metadata.pair,
            version=package.metadata.version,
            origin=package.origin.value,
            size=package.size,
            is_served=package in served,
        )
        for package in found.packages
    ]
    unusable = [ModelPackage(problem.path.name, problem.path, problem=problem.message) for problem in found.problems]
    return usable + unusable


def install_package(
    source: str, *, models_dir: Path, cache_dir: Path, progress: Progress | None = None
) -> InstalledModel:
    """Install a package from a file, or the newest one of a pair from the Argos index.

    Args:
        source: Path of an ``.argosmodel`` file, or a pair such as ``fr-en``.
        models_dir: Where it goes.
        cache_dir: Where archives are unpacked to.
        progress: Called while a package is downloaded.

    Raises:
        FieldError: It is neither a file nor a pair.
        PackageError: The file fails a check; or the index cannot be reached or does not list the pair.
    """
    path, pair = Path(source), _PAIR.fullmatch(source)
    if path.suffix == engines.SUFFIX or path.is_file():
        package = engines.install_archive(path, models_dir=models_dir, cache_dir=cache_dir)
    elif pair is not None:
        wanted = LanguagePair(pair["source"].lower(), pair["target"].lower())
        with engines.download_package(wanted, folder=models_dir, progress=progress) as download:
            package = engines.install_archive(download, models_dir=models_dir, cache_dir=cache_dir)
    else:
        raise FieldError("package", "must be an %(suffix)s file or a pair such as fr-en", suffix=engines.SUFFIX)
    (row,) = (row for row in list_packages(models_dir=models_dir, argos_folders=()) if row.path == package.path)
    return InstalledModel(row, package.expected_sha256 or "")


def remove_package(name: str, *, models_dir: Path, cache_dir: Path) -> ModelPackage:
    """Remove a package that `install_package` installed, with its unpacked copy.

    Args:
        name: File name, or a pair such as ``fr-en`` for the package that serves it.
        models_dir: The project's folder of archives.
        cache_dir: Where archives are unpacked to.

    Raises:
        NotFoundError: There is no such package.
        PackageError: It was not installed by `install_package`.
    """
    row = _get_row(name, models_dir=models_dir, argos_folders=())
    engines.remove_archive(row.path, cache_dir=cache_dir)
    return row


def verify_package(
    name: str, *, models_dir: Path, cache_dir: Path, argos_folders: Sequence[Path] | None = None
) -> VerifiedModel:
    """Hash a package again, check every file of it, load it, and translate a word.

    Args:
        name: File or folder name, or a pair such as ``fr-en`` for the package that serves it.
        models_dir: The project's folder of archives.
        cache_dir: Where archives are unpacked to.
        argos_folders: As for `list_packages`.

    Raises:
        NotFoundError: There is no such package.
        PackageError: It is not good; the message says why.
    """
    row = _get_row(name, models_dir=models_dir, argos_folders=argos_folders)
    if row.problem:
        raise PackageError(row.problem)
    (package,) = (each for each in _find(models_dir, argos_folders).packages if each.path == row.path)
    seen = engines.verify_package(package, cache_dir=cache_dir)
    return VerifiedModel(
        package=row,
        sha256=seen.sha256,
        has_expected_digest=package.expected_sha256 is not None,
        sample=seen.sample,
        target=seen.target,
    )


def _find(models_dir: Path, argos_folders: Sequence[Path] | None) -> engines.FoundPackages:
    folders = engines.find_argos_folders() if argos_folders is None else argos_folders
    return engines.find_packages(models_dir, argos_folders=folders)


def _get_row(name: str, *, models_dir: Path, argos_folders: Sequence[Path] | None) -> ModelPackage:
    rows = list_packages(models_dir=models_dir, argos_folders=argos_folders)
    for row in rows:
        if row.name == name or (row.is_served and str(row.pair) == name):
            return row
    raise NotFoundError("package", name)
