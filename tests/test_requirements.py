from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
LOCKS = {
    "runtime": ("build",),
    "dev": ("build", "dev"),
    "bench": ("bench",),
    "train": ("train",),
}
#: Argos Translate asks for these; its package installer, the only part used, does not import them.
NEVER_IN_THE_SERVICE = {"stanza", "spacy", "torch", "minisbd"}


def read_pins(lock: str) -> dict[str, set[str]]:
    """Versions pinned for each package, more than one where they depend on the Python version."""
    pins: dict[str, set[str]] = {}
    for line in (ROOT / "requirements" / f"{lock}.lock").read_text(encoding="utf-8").splitlines():
        match = re.match(r"([A-Za-z0-9._-]+)(?:\[.*\])?==([^\s;\\]+)", line)
        if match:
            pins.setdefault(canonicalize_name(match[1]), set()).add(match[2])
    return pins


def list_wanted(lock: str) -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [] if lock == "train" else list(project["project"]["dependencies"])
    for group in LOCKS[lock]:
        wanted += project["dependency-groups"][group]
    return [Requirement(line) for line in wanted]


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_pins_what_the_project_asks_for(lock: str) -> None:
    pins = read_pins(lock)
    unmet = [
        str(wanted)
        for wanted in list_wanted(lock)
        if not pins.get(canonicalize_name(wanted.name))
        or not all(wanted.specifier.contains(version) for version in pins[canonicalize_name(wanted.name)])
    ]
    assert unmet == []


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_hashes_every_pin_and_names_no_address(lock: str) -> None:
    text = (ROOT / "requirements" / f"{lock}.lock").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE).strip())
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert re.findall(r"https?://\S+|--(?:extra-)?index-url|--find-links", text) == []


def test_lock_of_the_service_leaves_out_what_argos_never_imports_here() -> None:
    assert NEVER_IN_THE_SERVICE & read_pins("runtime").keys() == set()


@pytest.mark.parametrize("lock", ["dev", "bench"])
def test_locks_agree_on_what_the_service_runs(lock: str) -> None:
    runtime, other = read_pins("runtime"), read_pins(lock)
    assert {name: versions for name, versions in runtime.items() if other.get(name, versions) != versions} == {}
