"""The shipped packages are not worse than the floors pinned in `floors.json`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from models.training.engine import open_package
from models.training.floors import COMPUTE_TYPE, LowerFloorError, measure_package, raise_floors

HERE = Path(__file__).parent
PACKAGES = sorted((HERE.parents[1] / "models").glob("translate-*.argosmodel"))
FLOORS = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))


@pytest.mark.packages
def test_both_directions_are_shipped_with_floors() -> None:
    assert [path.stem[:15] for path in PACKAGES] == ["translate-en_fr", "translate-fr_en"]
    assert {pair: sorted(floors) != [] for pair, floors in FLOORS.items()} == {"en-fr": True, "fr-en": True}


@pytest.mark.packages
@pytest.mark.parametrize("path", PACKAGES, ids=lambda path: path.stem)
def test_package_is_not_under_its_floors(path: Path) -> None:
    with open_package(path, threads=1, compute_type=COMPUTE_TYPE) as package:
        floors = FLOORS[f"{package.source}-{package.target}"]
        measured = measure_package(package, HERE / "sentences.tsv")
    assert {name: value for name, value in measured.items() if value < floors.get(name, 0)} == {}


def test_floors_are_raised_and_not_lowered_without_a_word(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    raise_floors(path, {"fr-en": {"chrf": 40.0}})
    raise_floors(path, {"fr-en": {"chrf": 50.0}})
    with pytest.raises(LowerFloorError):
        raise_floors(path, {"fr-en": {"chrf": 45.0}})
    raise_floors(path, {"fr-en": {"chrf": 49.0}})
    assert json.loads(path.read_text(encoding="utf-8")) == {"fr-en": {"chrf": 48.5}}
    raise_floors(path, {"fr-en": {"chrf": 45.0}}, lower=True)
    assert json.loads(path.read_text(encoding="utf-8")) == {"fr-en": {"chrf": 43.5}}
