"""What all routes of the contract share: who may call, and how errors are told."""

from __future__ import annotations

from flask import Blueprint, Response, g, jsonify
from werkzeug.exceptions import HTTPException, default_exceptions

from translator.access import Caller, Scope
from translator.api.access import let_in
from translator.api.body import limit_body_or_file
from translator.api.deepl.fields import read_fields
from translator.api.errors import describe_http_error, log_failure
from translator.api.schemas.deepl.fields import DeeplKey
from translator.api.wording import describe_error
from translator.errors import (
    AccessError,
    InputError,
    NotFoundError,
    OpenJobsError,
    QuotaError,
    RateError,
    TermTableError,
)

#: Status of a used-up quota, which HTTP has no code for.
QUOTA_STATUS = 456

blueprint = Blueprint("deepl", __name__)
blueprint.before_request(limit_body_or_file)


def identify(*, texts: int = 1) -> Caller:
    """Find the caller by the header or the field ``auth_key``, and count the texts of the minute."""
    return let_in(Scope.TRANSLATE, key=read_fields(DeeplKey).auth_key, texts=texts)


@blueprint.after_request
def _name_trace(response: Response) -> Response:
    if "request_id" in g:
        response.headers["X-Trace-ID"] = g.request_id
    return response


def answer(status: int, message: str, *, detail: str | None = None) -> Response:
    """Write an error as the contract has it."""
    response = jsonify({"message": message} | ({"detail": detail} if detail else {}))
    response.status_code = status
    response.vary.add("Accept-Language")
    return response


@blueprint.errorhandler(InputError)
def _answer_input_error(error: InputError) -> Response:
    if isinstance(error, TermTableError):
        return answer(400, "Invalid glossary entries provided", detail=describe_error(error))
    return answer(400, describe_error(error))


@blueprint.errorhandler(NotFoundError)
def _answer_not_found(error: NotFoundError) -> Response:
    return answer(404, f"{error.kind.capitalize()} not found", detail=describe_error(error))


@blueprint.errorhandler(AccessError)
def _answer_access_error(error: AccessError) -> Response:
    if isinstance(error, RateError | OpenJobsError):
        response = answer(429, "Too many requests", detail=describe_error(error))
        response.headers["Retry-After"] = str(error.wait)
        return response
    if isinstance(error, QuotaError):
        return answer(QUOTA_STATUS, "Quota Exceeded", detail=describe_error(error))
    return answer(403, "Forbidden", detail=describe_error(error))


def _answer_http_error(error: HTTPException) -> Response:
    response = answer(error.code or 500, describe_http_error(error))
    for name, value in error.get_headers():
        if name != "Content-Type":
            response.headers[name] = value
    return response


@blueprint.errorhandler(Exception)
def _answer_failure(error: Exception) -> Response:
    log_failure(error)
    return answer(500, "Internal server error")


for _status in default_exceptions:
    # By number: Flask prefers an app's handler of a number to a blueprint's of a class.
    blueprint.register_error_handler(_status, _answer_http_error)
