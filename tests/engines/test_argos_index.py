"""Each test runs in a process of its own: what importing Argos Translate does can be seen only once in each."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run_program(program: str, *, home: Path, **environment: str) -> list[str]:
    """Run a program with an empty home and return the lines it prints; warnings are errors there too."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
        timeout=60,
        env={"HOME": str(home), "PATH": os.environ["PATH"], **environment},
    )
    return done.stdout.splitlines()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


def test_argos_folders_are_none_and_nothing_is_made_where_it_was_never_used(home: Path) -> None:
    program = (
        "import sys\n"
        "from translator.engines import find_argos_folders\n"
        "print(find_argos_folders())\n"
        "print([name for name in sys.modules if name.partition('.')[0] in "
        "{'argostranslate', 'ctranslate2', 'sentencepiece', 'sacremoses', 'numpy'}])\n"
    )

    assert run_program(program, home=home) == ["()", "[]"]
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("used", [".local/share/argos-translate", ".config/argos-translate"])
def test_argos_folders_are_its_own_where_it_has_been_used(home: Path, used: str) -> None:
    (home / used).mkdir(parents=True)
    program = (
        "import os, sys\n"
        "before = dict(os.environ)\n"
        "from translator.engines import find_argos_folders\n"
        "print(*find_argos_folders())\n"
        "print(dict(os.environ) == before)\n"
        "print([name for name in sys.modules if name.startswith('argostranslate')])\n"
    )

    assert run_program(program, home=home) == [
        str(home / ".local/share/argos-translate/packages"),
        "True",
        "['argostranslate', 'argostranslate.settings']",
    ]


def test_argos_folders_follow_its_variable(home: Path) -> None:
    program = "from translator.engines import find_argos_folders\nprint(*find_argos_folders())\n"

    assert run_program(program, home=home, ARGOS_PACKAGES_DIR=str(home / "mine")) == [str(home / "mine")]


@pytest.mark.parametrize("variable", ["ARGOS_INTER_THREADS", "ARGOS_CHUNK_TYPE"])
def test_argos_folders_are_none_where_its_settings_are_wrong(home: Path, variable: str) -> None:
    (home / ".config" / "argos-translate").mkdir(parents=True)
    program = (
        "import logging, sys\n"
        "logging.basicConfig(stream=sys.stdout, format='%(levelname)s')\n"
        "from translator.engines import find_argos_folders\n"
        "print([find_argos_folders() for _ in range(2)])\n"
    )

    assert run_program(program, home=home, **{variable: "wrong"}) == ["WARNING", "[(), ()]"]
