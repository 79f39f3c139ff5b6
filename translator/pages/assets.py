"""Style sheets and scripts: an address that changes with the content, so that browsers may keep them for good."""

from __future__ import annotations

import hashlib
import posixpath
from functools import cache
from pathlib import Path

from flask import Response, request, url_for

FOLDER = Path(__file__).parent / "static"

_LIFETIME = 365 * 24 * 3600


def build_asset_url(name: str) -> str:
    """Return the address of a file under ``static/``, with a mark of its content."""
    return url_for("pages.static", filename=name, v=_mark_content(name))


def read_asset(name: str) -> str:
    """Return the text of a file under ``static/``."""
    return (FOLDER / name).read_text(encoding="utf-8")


def keep_marked_assets(response: Response) -> Response:
    """Let browsers keep an asset whose address carries the mark of its present content."""
    if request.endpoint == "pages.static" and response.status_code in (200, 304):
        filename = (request.view_args or {}).get("filename", "")
        # A detour such as "x/../site.css" is served too; it has no mark, nor a place among those remembered.
        if filename == posixpath.normpath(filename) and request.args.get("v") == _mark_content(filename):
            response.cache_control.no_cache = None
            response.cache_control.public = True
            response.cache_control.max_age = _LIFETIME
            response.cache_control.immutable = True
    return response


@cache
def _mark_content(name: str) -> str:
    return hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()[:12]
