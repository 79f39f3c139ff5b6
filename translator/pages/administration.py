"""The pages of whoever may administer: the keys of the API, and signing in with the settings' key."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request, session, url_for
from flask_babel import gettext  # type: ignore[import-untyped]  # it ships no py.typed
from werkzeug.wrappers import Response as BaseResponse

from translator.access import ApiKey, Caller, Scope
from translator.errors import AccessError, FieldError, NotFoundError, RateError
from translator.pages.administrators import let_administrators_in, remember_key_holder
from translator.pages.guard import forbid_keeping
from translator.pages.person_form import word_wait
from translator.pages.security import check_form_token, protect_page
from translator.pages.services import get_services
from translator.workflows.keys import (
    KeyOrder,
    check_scope,
    count_attempt,
    create_key,
    identify_caller,
    list_keys,
    list_usage,
    revoke_key,
)

blueprint = Blueprint("administration", __name__, url_prefix="/administration")


@blueprint.before_request
def _check() -> BaseResponse | None:
    """Let nobody in but people who may administer and the holder of the settings' key."""
    check_form_token()
    if request.endpoint in ("administration.show_sign_in", "administration.sign_in"):
        if get_services().settings.admin_key is None:
            abort(404)
        return None
    return let_administrators_in()


blueprint.after_request(forbid_keeping)
blueprint.after_request(protect_page)


@blueprint.get("")
def show_start() -> BaseResponse:
    """Begin with the people."""
    return redirect(url_for("people.show_people"))


@blueprint.get("/sign-in")
def show_sign_in() -> Response:
    """Ask for the settings' key."""
    return _render_sign_in()


@blueprint.post("/sign-in")
def sign_in() -> BaseResponse:
    """Open a session for whoever knows the settings' key."""
    services = get_services()
    try:
        count_attempt(services, address=request.remote_addr or "")
        caller: Caller = identify_caller(services, request.form.get("key"))
        check_scope(caller, Scope.ADMIN)
    except RateError as error:
        response = _render_sign_in(word_wait(error), status=429)
        response.headers["Retry-After"] = str(error.wait)
        return response
    except AccessError:
        return _render_sign_in(gettext("This is not a key with the right to administer."), status=403)
    # A session from before the sign-in may be known to somebody else.
    session.clear()
    remember_key_holder(caller)
    return redirect(url_for(".show_keys"), 303)


@blueprint.post("/sign-out")
def sign_out() -> BaseResponse:
    """End the session of a key's holder."""
    session.clear()
    return redirect(url_for("pages.show_home"), 303)


@blueprint.get("/keys")
def show_keys() -> Response:
    """List the keys with what they used this month."""
    return _render_keys()


@blueprint.post("/keys")
def add_key() -> Response:
    """Make a key and show it, this once."""
    try:
        key, secret = create_key(get_services(), _read_order())
    except FieldError as error:
        return _render_keys(refused=error)
    return _render_keys(made=key, secret=secret)


@blueprint.post("/keys/<key_id>/revoke")
def revoke(key_id: str) -> BaseResponse:
    """Take a key back."""
    try:
        revoke_key(get_services(), key_id)
    except NotFoundError:
        abort(404)
    return redirect(url_for(".show_keys"), 303)


def _render_sign_in(problem: str = "", *, status: int = 200) -> Response:
    return make_response(render_template("administration_key.html", problem=problem), status)


def _render_keys(*, refused: FieldError | None = None, made: ApiKey | None = None, secret: str = "") -> Response:
    services = get_services()
    now = services.get_time()
    used = {usage.key_id: usage for usage in list_usage(services, month=now.strftime("%Y-%m"))}
    page = render_template(
        "keys.html",
        keys=[(key, key.is_usable(now), used.get(key.id)) for key in reversed(list_keys(services))],
        scopes=list(Scope),
        problems=_word_problem(refused),
        form=request.form,
        made=made,
        secret=secret,
    )
    return make_response(page, 400 if refused else 200)


def _word_problem(error: FieldError | None) -> dict[str, str]:
    """Say in the language in force what is wrong with a field."""
    problems = {
        "name": gettext("Give the key a name of up to 100 characters."),
        "scopes": gettext("Choose at least one."),
        "monthly_characters": gettext("Give a whole number above 0."),
        "texts_per_minute": gettext("Give a whole number above 0."),
        "expires_at": gettext("Give a day that is to come."),
    }
    return {} if error is None else {error.field: problems[error.field]}


def _read_order() -> KeyOrder:
    form = request.form
    named = set(form.getlist("scopes"))
    return KeyOrder(
        name=form.get("name", ""),
        scopes=frozenset(scope for scope in Scope if scope in named),
        monthly_characters=_read_number("monthly_characters"),
        texts_per_minute=_read_number("texts_per_minute"),
        expires_at=_read_day("expires_at"),
    )


def _read_number(field: str) -> int | None:
    value = request.form.get(field, "").strip()
    if not value:
        return None
    if not (value.isascii() and value.isdigit() and len(value) < 12):
        raise FieldError(field, "must be a whole number")
    return int(value)


def _read_day(field: str) -> datetime | None:
    value = request.form.get(field, "").strip()
    try:
        return datetime.strptime(value, "%Y-%m-%d").replace(tzinfo=UTC) if value else None
    except ValueError:
        raise FieldError(field, "must be a day such as 2027-01-31") from None
