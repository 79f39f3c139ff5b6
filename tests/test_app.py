from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from translator.app import build_services, create_app
from translator.settings import read_settings

ROOT = Path(__file__).parent.parent


def test_services_are_made_without_touching_the_disk(tmp_path: Path) -> None:
    services = build_services(read_settings({}, data_dir=tmp_path / "data"))
    services.engine.list_pairs()
    assert not (tmp_path / "data").exists()


def test_application_keeps_a_secret_key_and_nothing_else(tmp_path: Path) -> None:
    app = create_app(read_settings({}, data_dir=tmp_path / "data"))
    assert app.config["SECRET_KEY"] == (tmp_path / "data" / "secret-key").read_text(encoding="ascii")
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["secret-key"]


def test_application_has_the_routes_of_both_doors(tmp_path: Path) -> None:
    app = create_app(read_settings({}, data_dir=tmp_path))
    rules = {rule.rule for rule in app.url_map.iter_rules()}
    assert {"/", "/translate", "/detect", "/languages", "/health", "/api/articles", "/articles/<article_id>"} <= rules


def test_a_wrong_setting_stops_the_start_with_one_line() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "translator", "serve"],
        env={**os.environ, "TRANSLATOR_BEAM_SIZE": "wide"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.stderr.splitlines() == [
        "translator: TRANSLATOR_BEAM_SIZE: input should be a valid integer, unable to parse string as an integer "
        "(it is 'wide')"
    ]
    assert done.returncode != 0
