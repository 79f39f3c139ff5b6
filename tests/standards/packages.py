"""The npm packages that the tests measure with: found where ``npm ci`` put them, or missed aloud."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.missing import miss

FOLDER = Path(__file__).parent / "node_modules"
AXE = FOLDER / "axe-core" / "axe.min.js"
VNU = FOLDER / "vnu-jar" / "build" / "dist" / "vnu.jar"


def require(path: Path) -> Path:
    """Return a package's file; without it skip, or fail where nothing may be missing."""
    if not path.exists():
        miss(f"{path.relative_to(FOLDER)} is not installed; npm --prefix tests/standards ci --ignore-scripts")
    return path


def require_java() -> str:
    """Return the Java to run; without one skip, or fail where nothing may be missing."""
    java = shutil.which("java")
    if java is None:
        miss("java is not installed; a headless runtime, version 17 or later, is enough")
    return str(java)
