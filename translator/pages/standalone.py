"""The bilingual page as one HTML file that needs nothing else."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

from flask import Flask, render_template
from flask_babel import force_locale  # type: ignore[import-untyped]  # it ships no py.typed
from markupsafe import Markup

from translator.pages.assets import read_asset
from translator.pages.bilingual import build_bilingual
from translator.pages.interface import INTERFACE_LANGUAGES, set_up_interface, translate_message
from translator.pages.preferences import Reading
from translator.settings import read_settings
from translator.translation import StoredArticle

_STYLES = ("site.css", "reading.css", "player.css")
_SCRIPTS = ("scheme.js", "reading.js", "preferences.js", "speech.js")


def render_standalone(stored: StoredArticle, *, locale: str | None = None, locales_dir: Path | None = None) -> str:
    """Write an article's page as one file, style and script included.

    Args:
        stored: The article.
        locale: Language of the page's own words; by default that of the translation, for whose readers it is made.
        locales_dir: Folder of the catalogues; by default the configured one.

    Returns:
        An HTML document.
    """
    app = Flask("translator.pages", root_path=str(Path(__file__).parent))
    set_up_interface(app, locales_dir=locales_dir or read_settings().locales_dir)
    style = "\n".join(read_asset(name) for name in _STYLES)
    script = "\n".join(read_asset(name) for name in _SCRIPTS)
    with app.app_context(), force_locale(locale or _choose_language(stored.translated.target_locale)):
        return render_template(
            "standalone.html",
            text=build_bilingual(stored, translate=translate_message),
            created_at=stored.created_at,
            reading=Reading(),
            # Our own files, not anybody's text.
            style=Markup(style),  # noqa: S704
            script=Markup(script),  # noqa: S704
            policy=f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'",
        )


def _choose_language(target_locale: str) -> str:
    language = target_locale.split("-", 1)[0]
    return language if language in INTERFACE_LANGUAGES else INTERFACE_LANGUAGES[0]


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
