"""The one place where errors meet HTTP: each becomes ``{"error": "<one line>"}`` with the status that fits it."""

from __future__ import annotations

import json
import logging

from flask import Blueprint, Response, jsonify, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed, default_exceptions

from translator.api.body import discard_body
from translator.api.schemas.base import N_
from translator.api.wording import describe_error, gettext
from translator.errors import (
    AccessError,
    ConflictError,
    InputError,
    InvalidKeyError,
    MissingKeyError,
    NotFoundError,
    OpenJobsError,
    OutdatedError,
    RateError,
    describe_origin,
)

#: First steps of the paths whose answers are JSON; every other path belongs to the pages.
API_ROOTS = frozenset(
    {
        "api",
        "detect",
        "download_file",
        "frontend",
        "health",
        "immersive",
        "languages",
        "openapi.json",
        "spec",
        "suggest",
        "translate",
        "translate_file",
        "v2",
        "v3",
    }
)

#: Those of them whose clients look for a message, not an error.
_DEEPL_ROOTS = frozenset({"v2", "v3"})

#: Said instead of Werkzeug's sentences, which speak to the reader of a page.
_HTTP_TEXTS = {
    400: N_("the request is malformed"),
    404: N_("there is nothing at this address"),
    415: N_("the body must be JSON, sent with the header Content-Type: application/json"),
    500: N_("internal server error"),
}

_log = logging.getLogger(__name__)


def answer_errors(blueprint: Blueprint) -> None:
    """Make a blueprint answer all errors of its handlers in JSON.

    Each status is claimed by its number because Flask prefers an app's handler of a number to a blueprint's of a class.
    """
    blueprint.register_error_handler(InputError, _answer_input_error)
    blueprint.register_error_handler(NotFoundError, _answer_not_found)
    blueprint.register_error_handler(ConflictError, _answer_conflict)
    blueprint.register_error_handler(OutdatedError, _answer_outdated)
    blueprint.register_error_handler(AccessError, _answer_access_error)
    blueprint.register_error_handler(HTTPException, _answer_http_error)
    for status in default_exceptions:
        blueprint.register_error_handler(status, _answer_http_error)
    blueprint.register_error_handler(Exception, _answer_failure)


def answer_routing_errors() -> Response | None:
    """Answer a wrong address or method under an API path before Flask looks for handlers.

    No blueprint owns such a request, so without this the pages would answer a program in HTML.
    """
    error = request.routing_exception
    is_error = error is not None and error.code is not None and error.code >= 400
    if error is None or not is_error or not (request.path.split("/", 2)[1] in API_ROOTS or _is_of_program()):
        return None
    response = _answer_http_error(error)
    if request.path.split("/", 2)[1] in _DEEPL_ROOTS:
        response.set_data(json.dumps({"message": describe_http_error(error)}))
    return response


def _is_of_program() -> bool:
    """Tell whether a request to an address that nobody owns can come from no reader: it sends or wants JSON."""
    types = request.accept_mimetypes
    return request.is_json or types["application/json"] > types["text/html"]


def log_failure(error: BaseException) -> None:
    """Log where an error of a request came from, without a word of the request."""
    rule = request.url_rule.rule if request.url_rule else "?"
    _log.error("%s %s failed: %s", request.method, rule, describe_origin(error))


def answer(status: int, text: str) -> Response:
    """Write an error."""
    response = jsonify(error=text)
    response.status_code = status
    response.vary.add("Accept-Language")
    return response


def _answer_input_error(error: InputError) -> Response:
    return answer(400, describe_error(error))


def _answer_access_error(error: AccessError) -> Response:
    needs_key = isinstance(error, MissingKeyError | InvalidKeyError)
    response = answer(
        401 if needs_key else 429 if isinstance(error, RateError | OpenJobsError) else 403, describe_error(error)
    )
    if needs_key:
        response.headers["WWW-Authenticate"] = "Bearer"
    if isinstance(error, RateError | OpenJobsError):
        response.headers["Retry-After"] = str(error.wait)
    return response


def _answer_not_found(error: NotFoundError) -> Response:
    return answer(404, describe_error(error))


def _answer_conflict(error: ConflictError) -> Response:
    return answer(409, describe_error(error))


def _answer_outdated(error: OutdatedError) -> Response:
    return answer(412, describe_error(error))


def _answer_failure(error: Exception) -> Response:
    log_failure(error)
    return answer(500, gettext(_HTTP_TEXTS[500]))


def _answer_http_error(error: HTTPException) -> Response:
    discard_body()
    status = error.code or 500
    response = answer(status, describe_http_error(error))
    for name, value in error.get_headers():
        if name != "Content-Type":
            response.headers[name] = value
    return response


def describe_http_error(error: HTTPException) -> str:
    """Say in a line what is wrong with a request that no handler was asked about."""
    status = error.code or 500
    if isinstance(error, MethodNotAllowed):
        methods = gettext(" or ").join(sorted(error.valid_methods or ()))
        return gettext("%(method)s is not allowed here; use %(methods)s", method=request.method, methods=methods)
    if status == 413:
        return gettext("the body is over the limit of %(limit)s bytes", limit=request.max_content_length)
    return gettext(_HTTP_TEXTS[status]) if status in _HTTP_TEXTS else error.name.lower()
