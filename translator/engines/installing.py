"""Install, remove and verify packages in the models folder."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from translator.engines.archives import (
    hash_file,
    is_unpacked_intact,
    open_archive,
    read_archive_metadata,
    unpack_archive,
)
from translator.engines.loaded import EngineOptions, LoadedPackage
from translator.engines.packages import (
    MANIFEST_NAME,
    SUFFIX,
    Package,
    check_digest,
    compare_digests,
    get_record_path,
    read_manifest,
    read_package_archive,
    read_record,
)
from translator.errors import EngineError, PackageError

#: A word to try a package with, by its source language; digits for the others.
SAMPLES = {"en": "Hello", "fr": "Bonjour"}
_SAMPLE_ELSEWHERE = "2024"

_DRAFT_PREFIX = ".installing-"


@dataclass(frozen=True, slots=True)
class Verification:
    """What was seen when a package was verified.

    Args:
        package: The package.
        sha256: Its digest now.
        sample: The word that it was given.
        target: What it made of the word.
    """

    package: Package
    sha256: str
    sample: str
    target: str


def install_archive(path: Path, *, models_dir: Path, cache_dir: Path) -> Package:
    """Copy an archive into the models folder once it has been checked completely: safe, undamaged, and translating.

    The archive appears under its final name in one step, with a record of its digest beside it. Installing what is
    there already changes nothing.

    Args:
        path: An ``.argosmodel`` file anywhere.
        models_dir: Where it goes, under the name that its metadata give.
        cache_dir: Where it is unpacked to.

    Raises:
        PackageError: It fails a check, or would replace a package that was not installed by this function.
    """
    with _copy_to_draft(path, folder=models_dir) as draft:
        sha256 = hash_file(draft)
        with open_archive(draft) as archive:
            target = models_dir / read_archive_metadata(archive).file_name
        listed = read_manifest(models_dir).get(target.name)
        if listed not in {None, sha256}:
            raise PackageError(f"{path}: its SHA-256 is {sha256}, but {MANIFEST_NAME} states {listed}")
        if not _is_installed(target, sha256=sha256, listed=listed):
            _try_draft(draft, unpacked=cache_dir / sha256)
            # In this order, a crash in between leaves a record without an archive, which nothing heeds.
            get_record_path(target).write_text(f"{sha256}  {target.name}\n", encoding="utf-8")
            draft.replace(target)
    return read_package_archive(target, listed_sha256=listed)


def remove_archive(path: Path, *, cache_dir: Path) -> None:
    """Delete an archive that `install_archive` installed, its record, and its unpacked copy.

    Raises:
        PackageError: Something else put it there.
    """
    sha256 = read_record(path)
    if sha256 is None:
        raise PackageError(f"{path}: was not installed by this command, so it is not removed")
    try:
        path.unlink(missing_ok=True)
        get_record_path(path).unlink(missing_ok=True)
    except OSError as error:
        raise PackageError(f"{path}: {error.strerror}") from error
    shutil.rmtree(cache_dir / sha256, ignore_errors=True)


def verify_package(package: Package, *, cache_dir: Path) -> Verification:
    """Hash a package again, compare every file of it with its checksum, load it, and translate a word.

    An unpacked copy that no longer equals its archive is unpacked anew.

    Raises:
        PackageError: The digest is not the one expected, a file is damaged, or it does not translate.
    """
    if package.is_archive:
        sha256, folder = _unpack_afresh(package, cache_dir=cache_dir)
    else:
        sha256, folder = check_digest(package), package.path
    sample = SAMPLES.get(package.metadata.pair.source, _SAMPLE_ELSEWHERE)
    try:
        loaded = LoadedPackage(package, folder=folder, options=EngineOptions())
        target = loaded.translate([sample])[0][0].text
    except EngineError as error:
        raise PackageError(f"{package.path}: it can be loaded but does not translate") from error
    if not target:
        raise PackageError(f"{package.path}: it makes nothing of the word {sample}")
    return Verification(package, sha256, sample, target)


def _try_draft(draft: Path, *, unpacked: Path) -> None:
    try:
        verify_package(read_package_archive(draft), cache_dir=unpacked.parent)
    except PackageError:
        shutil.rmtree(unpacked, ignore_errors=True)
        raise


def _unpack_afresh(package: Package, *, cache_dir: Path) -> tuple[str, Path]:
    with open_archive(package.path, with_digest=True) as archive:
        compare_digests(package, sha256=archive.sha256)
        damaged = archive.zip_file.testzip()
        if damaged is not None:
            raise PackageError(f"{package.path}: {damaged!r} is damaged")
        folder = unpack_archive(archive, cache_dir=cache_dir)
        if not is_unpacked_intact(archive, folder=folder):
            shutil.rmtree(folder)
            folder = unpack_archive(archive, cache_dir=cache_dir)
        return archive.sha256, folder


def _is_installed(target: Path, *, sha256: str, listed: str | None) -> bool:
    """Tell whether exactly this archive is there already; refuse to replace one that is not ours."""
    if not target.exists():
        return False
    if hash_file(target) == sha256:
        return True
    if listed is None and not get_record_path(target).exists():
        raise PackageError(f"{target}: another package of this name is there and was not installed by this command")
    return False


@contextlib.contextmanager
def _copy_to_draft(path: Path, *, folder: Path) -> Iterator[Path]:
    """Copy a file to a hidden one in a folder; what is left of it in the end is deleted."""
    try:
        with (
            path.open("rb") as source,
            tempfile.NamedTemporaryFile(dir=folder, prefix=_DRAFT_PREFIX, suffix=SUFFIX, delete=False) as target,
        ):
            draft = Path(target.name)
            shutil.copyfileobj(source, target)
        # Temporary files are private; the service may run as another user than the one who installs.
        draft.chmod(0o644)
    except OSError as error:
        raise PackageError(f"{error.filename or path}: {error.strerror}") from error
    try:
        yield draft
    finally:
        draft.unlink(missing_ok=True)
