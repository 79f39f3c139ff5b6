"""Translate with Argos packages, driving their CTranslate2 weights directly."""

from __future__ import annotations

import functools
import hashlib
import logging
import threading
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from translator.alignment import compose_links
from translator.engines.archives import open_archive, unpack_archive
from translator.engines.argos_index import find_argos_folders
from translator.engines.catalogue import PackageCatalogue, Snapshot
from translator.engines.loaded import EngineOptions, LoadedPackage
from translator.engines.packages import Package, compare_digests
from translator.errors import UnsupportedPairError
from translator.languages import LANGUAGE_NAMES, LanguagePair
from translator.translation import EngineIdentity, Hypothesis

#: The language through which pairs without a package of their own are translated: most packages have it on one side.
PIVOT = "en"

_log = logging.getLogger(__name__)


class ArgosEngine:
    """The `Engine` that translates with all packages found, each loaded when it is first needed.

    Safe to use from several threads. CTranslate2's threads do not survive a fork: a server has to fork before the
    first translation.

    Args:
        models_dir: Folder of ``.argosmodel`` archives.
        cache_dir: Folder that they are unpacked to; made when needed.
        options: How the weights are run.
        argos_folders: Folders of unpacked packages; by default those of Argos Translate, where it has been used.
    """

    def __init__(
        self,
        models_dir: Path,
        *,
        cache_dir: Path,
        options: EngineOptions | None = None,
        argos_folders: Sequence[Path] | None = None,
    ) -> None:
        self._cache_dir = cache_dir
        self._options = options or EngineOptions()
        self._catalogue = PackageCatalogue(
            models_dir, find_argos_folders=find_argos_folders if argos_folders is None else lambda: argos_folders
        )
        self._snapshot: Snapshot | None = None
        self._loaded: dict[Package, LoadedPackage] = {}
        self._loading = threading.Lock()

    def list_pairs(self) -> tuple[LanguagePair, ...]:
        """Return the pairs that can be translated, directly or through English, in order."""
        direct = set(self._read_snapshot().served)
        into = {pair.source for pair in direct if pair.target == PIVOT}
        out_of = {pair.target for pair in direct if pair.source == PIVOT}
        through = {LanguagePair(source, target) for source in into for target in out_of if source != target}
        return tuple(sorted(direct | through))

    def get_language_name(self, code: str) -> str:
        """Return the English name of a language: the project's, else a package's, else the code."""
        if code in LANGUAGE_NAMES:
            return LANGUAGE_NAMES[code]
        for pair, package in sorted(self._read_snapshot().served.items()):
            if code == pair.source:
                return package.metadata.source_name
            if code == pair.target:
                return package.metadata.target_name
        return code

    def identify(self, pair: LanguagePair) -> EngineIdentity:
        """Return which weights serve a pair; for two packages in turn, both names and the digest of their digests.

        Raises:
            UnsupportedPairError: No package serves it.
            PackageError: A package is not the one that its manifest states.
        """
        packages = _find_route(self._read_snapshot(), pair=pair)
        digests = [self._catalogue.get_digest(package) for package in packages]
        return EngineIdentity(
            engine=_name_engine(),
            package=" + ".join(package.identifier for package in packages),
            package_sha256=digests[0] if len(digests) == 1 else hashlib.sha256("".join(digests).encode()).hexdigest(),
        )

    def translate(
        self, texts: Sequence[str], *, pair: LanguagePair, hypotheses: int = 1, links: bool = False
    ) -> list[tuple[Hypothesis, ...]]:
        """Translate all texts in one batch, equal texts once; through English where no package does it directly.

        The score of a text that went through English is the mean of both steps, and its alignment theirs in turn.

        Raises:
            UnsupportedPairError: No package serves the pair.
            PackageError: The package cannot be loaded.
            EngineError: CTranslate2 failed.
        """
        *before, last = (self._load(package) for package in _find_route(self._read_snapshot(), pair=pair))
        if not before:
            return last.translate(texts, hypotheses=hypotheses, links=links)
        pivots = [best for best, *_ in before[0].translate(texts, links=links)]
        targets = last.translate([pivot.text for pivot in pivots], hypotheses=hypotheses, links=links)
        return [
            tuple(_follow(pivot, target=each) for each in proposals)
            for pivot, proposals in zip(pivots, targets, strict=True)
        ]

    def _load(self, package: Package) -> LoadedPackage:
        """Return a package ready for use, loading it once even if several threads ask at the same moment."""
        loaded = self._loaded.get(package)
        if loaded is not None:
            return loaded
        with self._loading:
            if package not in self._loaded:
                self._loaded[package] = load_package(package, cache_dir=self._cache_dir, options=self._options)
                _log.info("loaded %s from %s", package.identifier, package.path)
            return self._loaded[package]

    def _read_snapshot(self) -> Snapshot:
        """Return the packages as they are now, forgetting loaded ones that are no longer served.

        A request at work on one of those keeps it until it is done.
        """
        snapshot = self._catalogue.read_snapshot()
        if snapshot is not self._snapshot:
            with self._loading:
                served = set(snapshot.served.values())
                self._loaded = {package: loaded for package, loaded in self._loaded.items() if package in served}
                self._snapshot = snapshot
        return snapshot


def load_package(package: Package, *, cache_dir: Path, options: EngineOptions) -> LoadedPackage:
    """Check a package's digest, unpack it where it is an archive, and load it.

    Raises:
        PackageError: It is not the package expected, damaged, or gone.
    """
    folder = package.path
    if package.is_archive:
        with open_archive(package.path, with_digest=True) as archive:
            compare_digests(package, sha256=archive.sha256)
            folder = unpack_archive(archive, cache_dir=cache_dir)
    return LoadedPackage(package, folder=folder, options=options)


def _find_route(snapshot: Snapshot, *, pair: LanguagePair) -> tuple[Package, ...]:
    served = snapshot.served
    if pair in served:
        return (served[pair],)
    legs = LanguagePair(pair.source, PIVOT), LanguagePair(PIVOT, pair.target)
    if pair.source != pair.target and all(leg in served for leg in legs):
        return tuple(served[leg] for leg in legs)
    raise UnsupportedPairError(pair.source, pair.target)


def _follow(pivot: Hypothesis, *, target: Hypothesis) -> Hypothesis:
    """Describe a translation of a translation."""
    links = compose_links(pivot.links, target.links)
    return Hypothesis(target.text, (pivot.score + target.score) / 2, links)


@functools.cache
def _name_engine() -> str:
    return f"ctranslate2 {version('ctranslate2')}"
