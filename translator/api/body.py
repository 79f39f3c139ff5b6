"""Reading a request's body, within its limit."""

from __future__ import annotations

import json
from contextlib import suppress

from flask import request
from werkzeug.exceptions import RequestEntityTooLarge

from translator.api.services import get_services
from translator.errors import InputError

#: Bytes of a refused body that are read and thrown away; a client that sends more finds its connection closed.
DISCARD_LIMIT = 64_000_000
_PIECE = 65_536

#: Bytes that a form may have beside its file.
FORM_ROOM = 100_000


def limit_body() -> None:
    """Hold the request's body, form fields included, to the configured number of bytes.

    Raises:
        RequestEntityTooLarge: A body that came in chunks is over the limit; others are refused when they are read.
    """
    _limit_body(get_services().settings.body_limit)


def limit_body_or_file() -> None:
    """Hold the body to what may be sent, which is more where it is a form with a file.

    Raises:
        RequestEntityTooLarge: A body that came in chunks is over the limit; others are refused when they are read.
    """
    settings = get_services().settings
    is_form = request.mimetype == "multipart/form-data"
    _limit_body(settings.file_limit + FORM_ROOM if is_form else settings.body_limit)


def _limit_body(limit: int) -> None:
    request.max_form_memory_size = limit
    request.max_content_length = limit
    if "chunked" in request.headers.get("Transfer-Encoding", ""):
        # Werkzeug would cut it at the limit without a sound.
        request.max_content_length = limit + 1
        is_over = len(request.get_data()) > limit
        request.max_content_length = limit
        if is_over:
            raise RequestEntityTooLarge


def discard_body() -> None:
    """Read what is left of a refused body: many clients look for an answer only when they have sent all of it.

    A server that does not mark the body's end would wait for ever, so nothing is read from one.
    """
    if not request.environ.get("wsgi.input_terminated"):
        return
    left = DISCARD_LIMIT
    # The client may be gone already.
    with suppress(OSError):
        while left > 0 and (piece := request.environ["wsgi.input"].read(min(left, _PIECE))):
            left -= len(piece)


def read_json_object() -> dict[str, object]:
    """Read the body as a JSON object.

    Raises:
        InputError: It is not JSON, or JSON of another kind.
    """
    try:
        body = json.loads(request.get_data())
    except json.JSONDecodeError as error:
        reason = f"{error.msg[0].lower()}{error.msg[1:]} at line {error.lineno} column {error.colno}"
        raise InputError(f"Invalid JSON: {reason}") from None
    except RecursionError:
        raise InputError("Invalid JSON: nested too deeply") from None
    except ValueError:
        # Undecodable bytes, or an integer longer than Python reads.
        raise InputError("Invalid JSON: not UTF-8, or a number with too many digits") from None
    if not isinstance(body, dict):
        raise InputError("Invalid JSON format")
    return body
