"""The shipped packages load, as they are, in Argos Translate itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.packages

ROOT = Path(__file__).parent.parent.parent
PROGRAM = Path(__file__).with_name("argos_program.py")


@pytest.mark.parametrize(
    ("pair", "source", "expected"),
    [
        ("fr_en", "Le président de la Commission européenne est à Paris.", {"European", "Commission", "Paris"}),
        ("en_fr", "The president of the European Commission is in Paris.", {"président", "Commission", "Paris"}),
    ],
)
def test_package_translates_in_argos_translate(pair: str, source: str, expected: set[str], tmp_path: Path) -> None:
    (package,) = (ROOT / "models").glob(f"translate-{pair}-*.argosmodel")
    environment = os.environ | {
        "ARGOS_PACKAGES_DIR": str(tmp_path / "packages"),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "HOME": str(tmp_path),
    }
    command = [sys.executable, str(PROGRAM), str(package), source, "Paris"]
    result = subprocess.run(command, capture_output=True, text=True, env=environment, check=True, timeout=300)
    sentence, name = json.loads(result.stdout)
    assert expected <= set(sentence.rstrip(".").split())
    assert name == "Paris"
