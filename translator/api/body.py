"""Reading a request's body, within its limit."""

from __future__ import annotations

import json
from contextlib import suppress

from flask import request
from werkzeug.exceptions import RequestEntityTooLarge

from translator.api.services import get_services
from translator.errors import N_, InputError

#: Bytes of a refused body that are read and thrown away; a client that sends more finds its connection closed.
DISCARD_LIMIT = 64_000_000
_PIECE = 65_536

#: Bytes that a form may have beside its file.
FORM_ROOM = 100_000

#: What is said of each fault that Python finds in JSON, by the beginning of its own words.
_JSON_FAULTS = {
    "Expecting value": N_("Invalid JSON: expecting a value at line %(line)s column %(column)s"),
    "Expecting property name": N_("Invalid JSON: expecting a name in double quotes at line %(line)s column %(column)s"),
    "Expecting ','": N_("Invalid JSON: expecting a comma or an end at line %(line)s column %(column)s"),
    "Expecting ':'": N_("Invalid JSON: expecting a colon at line %(line)s column %(column)s"),
    "Unterminated string": N_("Invalid JSON: the string that begins at line %(line)s column %(column)s does not end"),
    "Invalid control character": N_(
        "Invalid JSON: a line break or another control character in a string at line %(line)s column %(column)s; "
        "write it as an escape"
    ),
    "Invalid \\": N_("Invalid JSON: a wrong escape at line %(line)s column %(column)s"),
    "Extra data": N_("Invalid JSON: something follows its end at line %(line)s column %(column)s"),
}
_NO_JSON = N_("Invalid JSON at line %(line)s column %(column)s")


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


def refuse_json_in_form() -> None:
    """Refuse JSON that came as a form, which is what curl sends without the header.

    Raises:
        InputError: The first field's name begins as JSON does.
    """
    is_plain_form = request.mimetype == "application/x-www-form-urlencoded"
    if is_plain_form and next(iter(request.form), "").lstrip().startswith(("{", "[")):
        raise InputError(N_("the body looks like JSON; send it with the header Content-Type: application/json"))


def read_json_object() -> dict[str, object]:
    """Read the body as a JSON object.

    Raises:
        InputError: It is not JSON, or JSON of another kind.
    """
    content = request.get_data()
    if not content.strip():
        raise InputError(N_("Invalid JSON: the body is empty"))
    try:
        body = json.loads(content)
    except json.JSONDecodeError as error:
        message = next((text for fault, text in _JSON_FAULTS.items() if error.msg.startswith(fault)), _NO_JSON)
        raise InputError(message, line=error.lineno, column=error.colno) from None
    except RecursionError:
        raise InputError(N_("Invalid JSON: nested too deeply")) from None
    except ValueError:
        # Undecodable bytes, or an integer longer than Python reads.
        raise InputError(N_("Invalid JSON: not UTF-8, or a number with too many digits")) from None
    if not isinstance(body, dict):
        raise InputError(N_("Invalid JSON format"))
    return body
