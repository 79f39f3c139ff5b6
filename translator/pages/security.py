"""What keeps pages safe: headers, form tokens, and redirects that stay here."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flask import Flask, Response, request
from flask_wtf.csrf import CSRFProtect  # type: ignore[import-untyped]  # it ships no py.typed

from translator.pages.caching import finish_page, keep_for_one_visitor

#: Pages load nothing from elsewhere, hold no inline script or style, and are framed by nobody.
CONTENT_POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"

#: A path on this site: no scheme or host, nor the backslashes and control characters that browsers read as one.
_LOCAL_PATH = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")

_form_tokens = CSRFProtect()


def set_up_form_tokens(app: Flask) -> None:
    """Make form tokens available; which requests need one is for :func:`check_form_token`'s callers to say.

    A token lasts as long as its session, so that a form left open overnight can still be sent.
    """
    app.config.update(WTF_CSRF_CHECK_DEFAULT=False, WTF_CSRF_TIME_LIMIT=None)
    _form_tokens.init_app(app)


def check_form_token() -> None:
    """Refuse a form that did not come from one of our pages.

    Raises:
        CSRFError: A token is missing, wrong, or of another session.
    """
    if request.method not in ("GET", "HEAD", "OPTIONS"):
        _form_tokens.protect()


def protect_page(response: Response) -> Response:
    """Add the security headers of a page, say what may be kept of it, and pack it."""
    response.headers.setdefault("Content-Security-Policy", CONTENT_POLICY)
    response.headers["X-Content-Type-Options"] = "nosniff"
    # Not stricter: over HTTPS the form tokens' check wants the Referer of our own pages.
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    return finish_page(keep_for_one_visitor(response))


def let_frame(response: Response, *, origins: Sequence[str]) -> Response:
    """Let a page be framed by this site and those of some origins, and by no other."""
    framing = " ".join(("frame-ancestors 'self'", *origins))
    response.headers["Content-Security-Policy"] = CONTENT_POLICY.replace("frame-ancestors 'none'", framing)
    return response


def is_local_path(target: str) -> bool:
    """Tell whether an address stays on this site when a browser is sent to it."""
    return _LOCAL_PATH.fullmatch(target) is not None
