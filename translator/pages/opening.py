"""What is open to everybody, as the settings want it: reading articles, and adding them."""

from __future__ import annotations

from flask import Flask, Response, request
from werkzeug.wrappers import Response as BaseResponse

from translator.pages.guard import ask_to_sign_in, demand, get_person
from translator.pages.services import get_services
from translator.people import Person

#: Pages that whoever wants to sign in needs, and those that ask by themselves who is there.
_OPEN_BLUEPRINTS = frozenset({"signing_in", "sign_on", "account", "administration", "people"})
_OPEN_ENDPOINTS = frozenset({"pages.static", "pages.choose_language", "publishing.show_robots"})


def close_reading(app: Flask, *, blueprints: frozenset[str]) -> None:
    """Ask everybody to sign in who comes to read, where reading is not open to all.

    Args:
        app: The app.
        blueprints: Names of those with pages; a new one is closed unless it is named above.
    """

    @app.before_request
    def ask() -> BaseResponse | None:
        is_closed = request.blueprint in blueprints - _OPEN_BLUEPRINTS and request.endpoint not in _OPEN_ENDPOINTS
        if is_reading_public() or not is_closed:
            return None
        if get_person() is None:
            return ask_to_sign_in()
        demand(Person.may_read)
        return None

    @app.after_request
    def keep_from_others(response: Response) -> Response:
        is_asset = request.endpoint in _OPEN_ENDPOINTS
        if response.cache_control.public and not is_asset and not is_reading_public():
            response.cache_control.public = False
            response.cache_control.private = True
            response.vary.add("Cookie")
        return response


def is_reading_public() -> bool:
    """Tell whether everybody may read the articles."""
    return get_services().settings.public_reading == "on"


def may_add() -> bool:
    """Tell whether the visitor may add articles."""
    person = get_person()
    return get_services().settings.adding == "everyone" or (person is not None and person.may_add_articles())


def demand_right_to_add() -> None:
    """Let only those go on who may add articles.

    Raises:
        HTTPException: Nobody is signed in (a way to the page where one can), or the person may not (403).
    """
    if not may_add():
        demand(Person.may_add_articles)
