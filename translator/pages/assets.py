"""Style sheets and scripts: an address that changes with the content, so that browsers may keep them for good."""

from __future__ import annotations

import gzip
import hashlib
import posixpath
from functools import cache
from pathlib import Path

from flask import Response, request, url_for

FOLDER = Path(__file__).parent / "static"

_LIFETIME = 365 * 24 * 3600

#: Endings of assets that shrink when they are packed.
_PACKED = (".css", ".js", ".svg")


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
            _pack(response, filename)
    return response


def _pack(response: Response, name: str) -> None:
    """Send a text packed to whom can unpack it; pages are not, for they hold what nobody may guess by their length."""
    if not name.endswith(_PACKED):
        return
    response.vary.add("Accept-Encoding")
    if response.status_code == 200 and request.accept_encodings["gzip"]:
        response.close()  # the file, which is not read
        response.direct_passthrough = False
        response.set_data(_compress(name))
        response.headers["Content-Encoding"] = "gzip"
        # The same text in another form: the mark is no longer that of its bytes.
        response.set_etag(response.get_etag()[0] or name, weak=True)


@cache
def _compress(name: str) -> bytes:
    return gzip.compress((FOLDER / name).read_bytes(), mtime=0)


@cache
def _mark_content(name: str) -> str:
    return hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()[:12]
