"""Errors as pages that say what happened and where to go from there."""

from __future__ import annotations

import logging
import traceback

from flask import Flask, Response, current_app, make_response, render_template, request
from flask_babel import format_decimal, gettext  # type: ignore[import-untyped]  # it ships no py.typed
from flask_wtf.csrf import CSRFError  # type: ignore[import-untyped]  # it ships no py.typed
from werkzeug.exceptions import BadHost, HTTPException

from translator.errors import NotFoundError, PackageError, SettingsError
from translator.pages.security import protect_page

_log = logging.getLogger(__name__)


def register_error_pages(app: Flask) -> None:
    """Answer errors with pages, in the pages' own views and at addresses that no view owns."""
    app.register_error_handler(HTTPException, _show_http_error)
    app.register_error_handler(NotFoundError, _show_missing_record)
    app.register_error_handler(Exception, _show_failure)


def _show_http_error(error: HTTPException) -> Response:
    status = error.code or 500
    if status < 400:
        # Werkzeug's redirects are exceptions too.
        return current_app.make_response(error.get_response())
    if isinstance(error, BadHost):
        # No address can be built for such a request, and a page is full of them.
        return protect_page(Response("The Host header is malformed.\n", status, mimetype="text/plain"))
    title, advice = _describe(error, status=status)
    response = _show_error(status, title=title, advice=advice)
    for name, value in error.get_headers():
        if name.lower() not in ("content-type", "content-length"):
            response.headers[name] = value
    return response


def _show_missing_record(error: NotFoundError) -> Response:
    del error
    title, advice = _describe_status(404)
    return _show_error(404, title=title, advice=advice)


def _show_failure(error: Exception) -> Response:
    _log_failure(error)
    title, advice = _describe_status(500)
    return _show_error(500, title=title, advice=advice)


def _log_failure(error: BaseException) -> None:
    """Log where it failed, with no message that may quote a user's text; the installation's errors quote none."""
    frames = "".join(traceback.format_tb(error.__traceback__))
    rule = request.url_rule.rule if request.url_rule else "?"
    message = f": {error}" if isinstance(error, PackageError | SettingsError) else ""
    _log.error("%s %s failed: %s%s\n%s", request.method, rule, type(error).__qualname__, message, frames)


def _show_error(status: int, *, title: str, advice: str) -> Response:
    page = render_template("error.html", status=status, title=title, advice=advice)
    return protect_page(make_response(page, status))


def _describe(error: HTTPException, *, status: int) -> tuple[str, str]:
    if isinstance(error, CSRFError):
        return (
            gettext("This form can no longer be sent"),
            gettext("It was opened in another session, or cookies are refused. Go back, reload the page and send it."),
        )
    return _describe_status(status)


def _describe_status(status: int) -> tuple[str, str]:
    """Return what happened and what to do about it."""
    if status == 403:
        return (
            gettext("Your account does not allow this"),
            gettext("Ask whoever runs this site for the right to do it."),
        )
    if status in (404, 410):
        return gettext("Nothing at this address"), gettext("The article may have been removed, or the link mistyped.")
    if status == 405:
        return gettext("This address is not used that way"), gettext("Start again from the home page.")
    if status == 413:
        limit = format_decimal(request.max_content_length or 0)
        return (
            gettext("That is too much at once"),
            gettext("At most %(limit)s bytes are taken. Send a shorter text, or cut it into parts.", limit=limit),
        )
    if status >= 500:
        return (
            gettext("Something failed on our side"),
            gettext("Your text was not kept. Try again in a moment; if it fails again, tell whoever runs this site."),
        )
    return gettext("This request cannot be read"), gettext("Start again from the home page.")
