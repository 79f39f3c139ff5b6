"""The command as a process of its own: its start, its pipes, its interruption."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent

HEAVY = ("alembic", "ctranslate2", "flask", "langdetect", "pydantic", "regex", "sqlalchemy")

PROGRAM = """
import time
from translator.cli import CommandContext, cli

def wait():
    print("ready", flush=True)
    time.sleep(50)
    raise AssertionError("nobody interrupted")

cli(obj=CommandContext(
    make_services=wait, render_article=None, get_sample_path=None, describe_segments=None, run_jobs=None
), prog_name="translator")
"""


def run(*arguments: str, program: str = PROGRAM) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("arguments", [["--help"], ["translate", "--help"], ["models", "--help"], ["--version"]])
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    program = (
        "import sys, atexit\n"
        f"atexit.register(lambda: print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr))\n"
        f"{PROGRAM}"
    )
    out, err = run(*arguments, program=program).communicate(timeout=60)
    assert (err, bool(out)) == ("[]\n", True)


def test_interruption_is_quiet() -> None:
    process = run("database", "upgrade")
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err.strip()) == (130, "", "")


def test_closed_pipe_is_quiet() -> None:
    program = (
        "import click, sys\n"
        "from translator.cli import cli\n"
        "from translator.cli.streams import write_text\n"
        "@cli.command()\n"
        "def flood():\n"
        "    sys.stdin.readline()\n"
        "    write_text('a' * 1_000_000)\n"
        "cli(prog_name='translator')\n"
    )
    process = run("flood", program=program)
    assert process.stdout is not None
    assert process.stdin is not None
    assert process.stderr is not None
    process.stdout.close()
    process.stdin.write("go\n")
    process.stdin.flush()
    assert process.stderr.read() == ""
    assert process.wait(timeout=60) == 1
    process.stdin.close()
    process.stderr.close()


def test_text_is_utf_8_whatever_the_locale() -> None:
    program = "from translator.cli.streams import write_text; write_text('\\xab \\xe9t\\xe9 \\xbb')"
    done = subprocess.run(
        [sys.executable, "-X", "utf8=0", "-c", program],
        cwd=ROOT,
        env={**os.environ, "LC_ALL": "POSIX", "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert done.stdout.decode("utf-8") == "« été »"
