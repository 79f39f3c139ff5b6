"""Folders and engines for the tests of this package."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.engines import tiny_packages
from translator.engines import ArgosEngine, EngineOptions

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
