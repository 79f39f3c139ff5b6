"""Let pages of any site call a contract that reads no cookie."""

from __future__ import annotations

from flask import Response


def allow_all_origins(response: Response) -> Response:
    """Let pages of any site call the contract; it reads no cookie, so they can borrow nobody's rights.

    LibreTranslate also sends ``Access-Control-Allow-Credentials``, which browsers refuse beside ``*``.
    """
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type"
    response.headers["Access-Control-Allow-Methods"] = "GET, POST"
    response.headers["Access-Control-Max-Age"] = "1728000"
    return response
