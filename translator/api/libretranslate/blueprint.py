"""What all routes of the contract share: how large a body may be, how errors are told, and who may read an answer."""

from __future__ import annotations

from flask import Blueprint, Response, request

from translator.api.body import limit_body, limit_body_or_file
from translator.api.cors import allow_all_origins
from translator.api.errors import answer, answer_errors
from translator.api.services import get_services
from translator.api.wording import describe_error, gettext
from translator.errors import AccessError, InvalidKeyError, MissingKeyError, RateError

blueprint = Blueprint("libretranslate", __name__)
blueprint.after_request(allow_all_origins)
answer_errors(blueprint)


@blueprint.before_request
def _limit_body() -> None:
    takes_file = request.endpoint == f"{blueprint.name}.translate_uploaded_file"
    (limit_body_or_file if takes_file else limit_body)()


@blueprint.errorhandler(AccessError)
def refuse_caller(error: AccessError) -> Response:
    """Answer in the contract's statuses and words: a missing key is 400, a used-up quota 403."""
    if isinstance(error, RateError):
        response = answer(429, gettext("Slowdown: %(limit)s per 1 minute", limit=error.limit))
        response.headers["Retry-After"] = str(error.wait)
        return response
    if isinstance(error, MissingKeyError):
        return answer(400, _tell_where_keys_are())
    if isinstance(error, InvalidKeyError):
        return answer(403, gettext("Invalid API key"))
    return answer(403, describe_error(error))


def _tell_where_keys_are() -> str:
    address = get_services().settings.key_address
    if address:
        return gettext("Visit %(address)s to get an API key", address=address)
    return gettext("Please contact the server operator to get an API key")
