"""Installs a package in Argos Translate itself and prints, as JSON, what it makes of some texts.

Run as a program of its own: it reads the folder for packages from ``ARGOS_PACKAGES_DIR``. Arguments: a package file,
then texts. Argos Translate's sentence splitters (stanza, minisbd) bring PyTorch or a download and have no part in how a
package loads: empty modules stand for them, and each text counts as one sentence. All else is Argos Translate's own.
"""

from __future__ import annotations

import json
import sys
from types import ModuleType


class OneSentence:
    """Takes a text for one sentence."""

    def split_sentences(self, text: str) -> list[str]:
        """Return the text alone."""
        return [text]


def stand_in_for_splitters() -> None:
    """Let Argos Translate's imports of sentence splitters succeed."""
    splitter = ModuleType("minisbd")
    splitter.SBDetect = OneSentence  # type: ignore[attr-defined]
    splitter.models = ModuleType("minisbd.models")  # type: ignore[attr-defined]
    splitter.models.list_models = lambda: ["en", "fr"]  # type: ignore[attr-defined]
    sys.modules |= {"stanza": ModuleType("stanza"), "minisbd": splitter}


def main() -> None:
    """Install, translate, print."""
    stand_in_for_splitters()
    from argostranslate import package, translate

    package.install_from_path(sys.argv[1])
    (installed,) = package.get_installed_packages()
    languages = {language.code: language for language in translate.get_installed_languages()}
    translation = languages[installed.from_code].get_translation(languages[installed.to_code])
    translation.underlying.sentencizer = OneSentence()
    print(json.dumps([translation.translate(text) for text in sys.argv[2:]]))  # noqa: T201 (it is a program)


if __name__ == "__main__":
    main()
