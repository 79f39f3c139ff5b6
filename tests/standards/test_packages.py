from __future__ import annotations

import json

from tests.standards.packages import FOLDER

LOCK = json.loads((FOLDER.parent / "package-lock.json").read_text(encoding="utf-8"))


def test_lock_hashes_every_package_and_names_no_address() -> None:
    packages = {name: package for name, package in LOCK["packages"].items() if name}
    assert sorted(packages) == ["node_modules/axe-core", "node_modules/vnu-jar"]
    assert [name for name, package in packages.items() if not package["integrity"].startswith("sha512-")] == []
    assert [name for name, package in packages.items() if "resolved" in package] == []
