"""Keep the list of packages up to date at the cost of a few `stat` calls."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from translator.engines.metadata import FILE_NAME
from translator.engines.packages import (
    MANIFEST_NAME,
    WEIGHTS,
    FoundPackages,
    Package,
    check_digest,
    choose_packages,
    find_packages,
    get_record_path,
    list_archives,
    list_unpacked,
    read_stamp,
)
from translator.errors import PackageError
from translator.languages import LanguagePair

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The packages at one moment.

    Args:
        found: All packages, usable or not.
        served: The package chosen for each pair.
    """

    found: FoundPackages
    served: dict[LanguagePair, Package] = field(default_factory=dict)


class PackageCatalogue:
    """The packages of the searched folders, searched again when something in them has changed.

    Args:
        models_dir: Folder of archives.
        find_argos_folders: Returns the folders of unpacked packages; called at each look.
    """

    def __init__(self, models_dir: Path, *, find_argos_folders: Callable[[], Sequence[Path]]) -> None:
        self._models_dir = models_dir
        self._find_argos_folders = find_argos_folders
        self._lock = threading.Lock()
        self._seen: object = None
        self._snapshot = Snapshot(FoundPackages((), ()))
        self._digests: dict[Package, str] = {}

    def read_snapshot(self) -> Snapshot:
        """Return the packages as they are now; the same object as long as nothing changes.

        Raises:
            PackageError: The models folder or its manifest cannot be read.
        """
        folders = tuple(self._find_argos_folders())
        seen = _take_fingerprint(self._models_dir, folders)
        with self._lock:
            if seen != self._seen:
                self._snapshot = self._search(folders)
                self._seen = seen
            return self._snapshot

    def get_digest(self, package: Package) -> str:
        """Return the checked digest of a package, hashing it the first time only.

        Raises:
            PackageError: It is not the one expected, or the file is gone.
        """
        digest = self._digests.get(package)
        if digest is None:
            digest = self._digests[package] = check_digest(package)
        return digest

    def _search(self, folders: tuple[Path, ...]) -> Snapshot:
        found = find_packages(self._models_dir, argos_folders=folders)
        for problem in found.problems:
            _log.warning("package not used: %s", problem.message)
        self._digests = {package: digest for package, digest in self._digests.items() if package in found.packages}
        return Snapshot(found, choose_packages(found.packages))


def _take_fingerprint(models_dir: Path, argos_folders: Sequence[Path]) -> object:
    archives = list_archives(models_dir)
    watched = [models_dir / MANIFEST_NAME, *archives, *map(get_record_path, archives)]
    for path in list_unpacked(argos_folders):
        watched += [path / FILE_NAME, path / WEIGHTS]
    return [(path, _read_stamp_or_none(path)) for path in watched]


def _read_stamp_or_none(path: Path) -> tuple[int, ...] | None:
    try:
        return read_stamp(path)
    except PackageError:
        return None
