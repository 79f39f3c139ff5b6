"""What is open to everybody, as the settings want it: reading articles, and adding them."""

from __future__ import annotations

from flask import Flask, Response, request
from flask_babel import gettext  # type: ignore[import-untyped]  # it ships no py.typed
from werkzeug.wrappers import Response as BaseResponse

from translator.errors import AccessError, RateError
from translator.pages.guard import ask_to_sign_in, demand, get_person
from translator.pages.services import get_services
from translator.people import Person
from translator.workflows.feed_keys import identify_subscriber

#: Pages that whoever wants to sign in needs, and those that ask by themselves who is there.
_OPEN_BLUEPRINTS = frozenset({"signing_in", "sign_on", "account", "administration", "people"})
_OPEN_ENDPOINTS = frozenset({"pages.static", "pages.choose_language", "publishing.show_robots"})

#: Feeds, which programs come for that cannot sign in: there a key of a person's feeds is enough.
_FEEDS = frozenset({"feeds.publish_articles", "feeds.publish_feed"})


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
            return _ask_subscriber() if request.endpoint in _FEEDS else ask_to_sign_in()
        demand(Person.may_read)
        return None

    @app.after_request
    def keep_from_others(response: Response) -> Response:
        is_asset = request.endpoint in _OPEN_ENDPOINTS
        if response.cache_control.public and not is_asset and not is_reading_public():
            response.cache_control.public = False
            response.cache_control.private = True
            response.vary.update(("Authorization", "Cookie"))
        return response


def _ask_subscriber() -> Response | None:
    """Let the holder of a key of a person's feeds in; ask others for one as programs understand it."""
    try:
        identify_subscriber(get_services(), _read_feed_key(), address=request.remote_addr or "")
    except RateError as error:
        return _refuse_subscriber(429, {"Retry-After": str(error.wait)})
    except AccessError:
        return _refuse_subscriber(401, {"WWW-Authenticate": 'Basic realm="Vis-a-vis", charset="UTF-8"'})
    return None


def _read_feed_key() -> str:
    """Return the key in the address, or in the header: as a token, or as the password of whatever name."""
    shown = request.authorization
    told = {"bearer": shown.token, "basic": shown.password}.get(shown.type) if shown else None
    return request.args.get("key") or told or ""


def _refuse_subscriber(status: int, headers: dict[str, str]) -> Response:
    text = gettext("This feed needs a key: whoever may read here finds one at “My account”.")
    return Response(f"{text}\n", status, {**headers, "Cache-Control": "no-store"}, mimetype="text/plain")


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
