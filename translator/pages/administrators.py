"""Who may see the pages of the administration: people with that role, and whoever signed in with a key that may."""

from __future__ import annotations

from datetime import timedelta

from flask import abort, redirect, session, url_for
from werkzeug.wrappers import Response as BaseResponse

from translator.access import Caller
from translator.pages.guard import ask_to_sign_in, get_person
from translator.pages.services import get_services
from translator.workflows.key_holders import holds_admin_key, mark_caller

#: How long a sign-in with a key lasts.
SIGNED_IN_FOR = timedelta(hours=8)

#: Name, in the session, of what is known of the key that its visitor signed in with.
_KEY_HOLDER = "key_holder"


def remember_key_holder(caller: Caller) -> None:
    """Keep in the session that its visitor holds a key that may administer."""
    services = get_services()
    until = (services.get_time() + SIGNED_IN_FOR).timestamp()
    session[_KEY_HOLDER] = {"key": caller.key_id, "until": until, "mark": mark_caller(services, caller)}


def holds_key() -> bool:
    """Tell whether the visitor signed in with a key that still may administer."""
    match session.get(_KEY_HOLDER):
        case {"key": str(key_id), "until": float(until), "mark": str(mark)}:
            services = get_services()
            return services.get_time().timestamp() < until and holds_admin_key(services, key_id, mark=mark)
    return False


def name_administrator() -> str:
    """Return who administers, for the history: a person's id, or that of a key."""
    person = get_person()
    if person is not None and person.may_administer():
        return person.id
    match session.get(_KEY_HOLDER):
        case {"key": str(key_id)}:
            return key_id
    return ""


def let_administrators_in() -> BaseResponse | None:
    """Return where to sign in, to whoever has not; None to whoever may administer.

    Raises:
        HTTPException: A person is signed in who may not (403).
    """
    if holds_key():
        return None
    person = get_person()
    if person is not None and person.may_administer():
        return None
    if person is not None:
        abort(403)
    if get_services().settings.admin_key is None:
        return ask_to_sign_in()
    return redirect(url_for("administration.show_sign_in"))
