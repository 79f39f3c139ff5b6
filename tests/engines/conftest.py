"""Folders and engines for the tests of this package."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import ctranslate2
import pytest

from tests.engines import tiny_packages
from translator.engines import ArgosEngine, EngineOptions, loaded

BuildEngine = Callable[..., ArgosEngine]


@pytest.fixture
def models_dir(tmp_path: Path) -> Path:
    folder = tmp_path / "models"
    folder.mkdir()
    return folder


@pytest.fixture
def cache_dir(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "packages"


@pytest.fixture
def argos_dir(tmp_path: Path) -> Path:
    folder = tmp_path / "argos"
    folder.mkdir()
    return folder


@pytest.fixture
def build_engine(models_dir: Path, cache_dir: Path) -> BuildEngine:
    """Build engines on the test's folders; keyword arguments are options of the engine."""

    def build(*argos_folders: Path, **options: object) -> ArgosEngine:
        return ArgosEngine(
            models_dir,
            cache_dir=cache_dir,
            options=EngineOptions(**{"intra_threads": 1, **options}),  # type: ignore[arg-type]
            argos_folders=argos_folders,
        )

    return build


@pytest.fixture
def french_english(models_dir: Path) -> Path:
    """A package that copies its source."""
    return tiny_packages.write_package(models_dir, "fr", "en")


class SpyingWeights:
    """CTranslate2 weights that record each batch, and call `before_batch` first."""

    loads = 0
    batches: list[list[list[str]]]

    def __init__(self, *arguments: Any, **options: Any) -> None:
        type(self).loads += 1
        self._weights = ctranslate2.Translator(*arguments, **options)

    def translate_batch(self, sources: list[list[str]], **options: Any) -> Any:
        self.batches.append(sources)
        self.before_batch()
        return self._weights.translate_batch(sources, **options)

    @staticmethod
    def before_batch() -> None:
        """Do nothing."""


@pytest.fixture
def spy(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[SpyingWeights]]:
    class Spy(SpyingWeights):
        batches: list[list[list[str]]] = []  # noqa: RUF012 - a fresh list for each test

    def load(folder: Path, *, options: loaded.EngineOptions) -> Any:
        return Spy(str(folder), compute_type=options.compute_type, intra_threads=1)

    monkeypatch.setattr(loaded, "_load_weights", load)
    return Spy
