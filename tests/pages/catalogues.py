"""Compiled catalogues, so that no test depends on what was compiled before it."""

from __future__ import annotations

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALES = Path(__file__).parent.parent.parent / "locales"


def list_catalogues() -> dict[str, Path]:
    """Return the interface's catalogues by language."""
    return {path.parent.parent.name: path for path in sorted(LOCALES.glob("*/LC_MESSAGES/messages.po"))}


def compile_catalogues(folder: Path) -> Path:
    """Compile every catalogue into a folder laid out like ``locales``."""
    for language, path in list_catalogues().items():
        target = folder / language / "LC_MESSAGES" / "messages.mo"
        target.parent.mkdir(parents=True)
        with path.open("rb") as source, target.open("wb") as compiled:
            write_mo(compiled, read_po(source, locale=language))
    return folder
