"""Who calls: the key that a request brings, and what a caller may do."""

from __future__ import annotations

import re

from flask import current_app, request

from translator.access import ANYBODY, Caller, Scope
from translator.api.services import get_services
from translator.errors import MissingKeyError
from translator.workflows.keys import admit, check_scope, identify_caller

#: Under this path are articles, and whatever is made of them.
_ARTICLES = "/api/articles"

_AUTHORIZATION = re.compile(r"(?:Bearer|DeepL-Auth-Key)\s+(\S+)\s*", re.IGNORECASE)


def read_key() -> str | None:
    """Return the key in the ``Authorization`` header, as ``Bearer`` or ``DeepL-Auth-Key``; None without one."""
    match = _AUTHORIZATION.fullmatch(request.headers.get("Authorization", ""))
    return match[1] if match else None


def count_request() -> None:
    """Count a request that needs no key as one text of its address.

    Raises:
        RateError: They are too many for this minute.
    """
    admit(get_services(), ANYBODY, address=request.remote_addr or "", texts=1)


def let_readers_in() -> None:
    """Where reading is not open to all, let only those read articles who are signed in or whose key may.

    Raises:
        AccessError: The caller is neither.
    """
    services = get_services()
    if services.settings.public_reading == "on" or not _reads_articles():
        return
    key = read_key()
    if key is None and current_app.extensions["find_person"]() is not None:
        return
    caller = identify_caller(services, key)
    if not caller.key_id:
        raise MissingKeyError
    check_scope(caller, Scope.ARTICLES)


def _reads_articles() -> bool:
    path = request.path
    return request.method in ("GET", "HEAD") and (path == _ARTICLES or path.startswith(f"{_ARTICLES}/"))


def let_in(scope: Scope | None, *, key: str | None = None, texts: int = 1) -> Caller:
    """Check that the caller may do something, and count it.

    Args:
        scope: What the caller wants to do; None for what anyone may who is let in at all.
        key: The key in the contract's own field, if it has one and it was sent.
        texts: How many texts the request holds, for the limit a minute.

    Raises:
        AccessError: The caller may not, or not now.
    """
    services = get_services()
    caller = identify_caller(services, key or read_key())
    admit(services, caller, address=request.remote_addr or "", texts=texts)
    if scope is not None:
        check_scope(caller, scope)
    return caller
