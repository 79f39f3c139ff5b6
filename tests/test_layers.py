from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
HEAVY = ("ctranslate2", "sentencepiece", "sqlalchemy", "flask", "langdetect", "argostranslate", "translate.storage")


def test_layers_are_kept() -> None:
    # In a process of its own: the linter turns off all loggers that exist.
    program = "from importlinter.cli import lint_imports\nraise SystemExit(lint_imports())"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, timeout=120)
    assert done.returncode == 0, done.stdout


def test_command_help_imports_nothing_heavy() -> None:
    program = (
        "import sys\n"
        "sys.argv = ['translator', '--help']\n"
        "from translator.app import main\n"
        "try:\n"
        "    main()\n"
        "except SystemExit as end:\n"
        "    assert end.code in (0, None), end.code\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True, timeout=60
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_import_of_the_application_leaves_argos_translate_and_torch_alone() -> None:
    program = (
        "import sys\n"
        "import translator.api, translator.pages, translator.app, translator.cli, translator.engines\n"
        "print([n for n in ('argostranslate.translate', 'argostranslate.sbd', 'torch', 'stanza', 'spacy', "
        "'ctranslate2') if n in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"
