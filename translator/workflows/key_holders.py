"""Tell whether somebody who once showed a key that may administer would still be let in with it."""

from __future__ import annotations

import hmac

from translator import storage
from translator.access import Caller, Scope
from translator.workflows.keys import ADMIN_ID
from translator.workflows.services import Services


def mark_caller(services: Services, caller: Caller) -> str:
    """Return what a caller's session is bound to: it changes with the settings' key, and tells nothing of it."""
    admin = services.settings.admin_key
    secret = admin.get_secret_value() if caller.key_id == ADMIN_ID and admin is not None else ""
    signing = services.settings.read_secret_key().encode()
    return hmac.digest(signing, f"{caller.key_id} {secret}".encode(), "sha256").hex()


def holds_admin_key(services: Services, key_id: str, *, mark: str) -> bool:
    """Tell whether a key that somebody signed in with may still administer.

    Args:
        services: The parts.
        key_id: Id of the key.
        mark: What ``mark_caller`` returned at the sign-in.
    """
    caller = Caller(key_id, frozenset({Scope.ADMIN}))
    if not hmac.compare_digest(mark_caller(services, caller).encode(), mark.encode()):
        return False
    if key_id == ADMIN_ID:
        return services.settings.admin_key is not None
    with services.database.session() as session:
        key = storage.find_key_by_id(session, key_id)
    return key is not None and key.is_usable(services.get_time()) and Scope.ADMIN in key.scopes
