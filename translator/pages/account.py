"""The pages of a person's own account: name, password, devices; and the one where a password is chosen by a link."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, session, url_for
from flask_babel import gettext  # type: ignore[import-untyped]  # it ships no py.typed
from werkzeug.wrappers import Response as BaseResponse

from translator.errors import FieldError, NotFoundError, RateError
from translator.languages import SERVED_LANGUAGES
from translator.pages.addresses import build_address
from translator.pages.devices import name_device
from translator.pages.guard import (
    ask_to_sign_in,
    demand,
    describe_visit,
    drop_cookie,
    enter,
    forbid_keeping,
    get_signed_in,
    require,
)
from translator.pages.opening import is_reading_public
from translator.pages.person_form import name_role, word_problem, word_wait
from translator.pages.security import check_form_token, protect_page
from translator.pages.services import get_services
from translator.people import Person
from translator.workflows import feed_keys, people, signing_in
from translator.workflows.password_links import choose_password, open_password_link
from translator.workflows.people import PASSWORD_LEAST

blueprint = Blueprint("account", __name__)
blueprint.before_request(check_form_token)
blueprint.after_request(forbid_keeping)
blueprint.after_request(protect_page)


@blueprint.get("/account")
@require(Person.may_read)
def show_account() -> Response:
    """Show a person's own account."""
    return _render_account()


@blueprint.post("/account/name")
def rename() -> BaseResponse:
    """Change what the others call the person."""
    person = demand(Person.may_read)
    try:
        people.rename_person(get_services(), person.id, name=request.form.get("name", ""), by=person.id)
    except FieldError as error:
        return _render_account(refused=error)
    flash(gettext("Your name is changed."))
    return redirect(url_for(".show_account"), 303)


@blueprint.post("/account/password")
def change_password() -> BaseResponse:
    """Change the person's password."""
    signed_in = get_signed_in()
    if signed_in is None:
        return ask_to_sign_in()
    form = request.form
    try:
        signing_in.change_password(
            get_services(),
            signed_in,
            current=form.get("current", ""),
            new=form.get("password", ""),
            address=request.remote_addr or "",
        )
    except RateError as error:
        response = _render_account(problem=word_wait(error), status=429)
        response.headers["Retry-After"] = str(error.wait)
        return response
    except FieldError as error:
        return _render_account(refused=error)
    flash(gettext("Your password is changed, and you are signed out on all other devices."))
    return redirect(url_for(".show_account"), 303)


@blueprint.post("/account/feed-keys")
def add_feed_key() -> Response:
    """Make a key for a reader of feeds and show, this once, the addresses that hold it."""
    person = demand(Person.may_read)
    try:
        _, secret = feed_keys.create_feed_key(get_services(), person, name=request.form.get("reader", ""))
    except FieldError as error:
        limits = {"limit": feed_keys.NAME_LENGTH, "most": feed_keys.MOST_KEYS}
        text = gettext("Give a name of up to %(limit)s characters; there can be %(most)s addresses.", **limits)
        return _render_account(problems={"reader": text} if error.field == "name" else {}, status=400)
    return _render_account(feed_key=secret)


@blueprint.post("/account/feed-keys/<key_id>/end")
def end_feed_key(key_id: str) -> BaseResponse:
    """Take the key of a reader of feeds back."""
    feed_keys.end_feed_key(get_services(), demand(Person.may_read), key_id)
    return redirect(url_for(".show_account"), 303)


@blueprint.post("/account/devices/<sign_in_id>/sign-out")
def sign_out_there(sign_in_id: str) -> BaseResponse:
    """Sign the person out on one device."""
    signing_in.end_sign_in(get_services(), demand(Person.may_read), sign_in_id)
    return redirect(url_for(".show_account"), 303)


@blueprint.post("/account/sign-out-everywhere")
def sign_out_everywhere() -> BaseResponse:
    """Sign the person out on all devices, this one included."""
    person = demand(Person.may_read)
    signing_in.sign_out_everywhere(get_services(), person, by=person.id)
    session.clear()
    response = redirect(url_for("pages.show_home"), 303)
    drop_cookie(response)
    return response


@blueprint.get("/password/<link>")
def show_link(link: str) -> Response:
    """Ask whoever has a link for a password."""
    return _render_link(link)


@blueprint.post("/password/<link>")
def use_link(link: str) -> BaseResponse:
    """Keep the password chosen by a link, and sign its owner in."""
    try:
        token = choose_password(get_services(), link, request.form.get("password", ""), visit=describe_visit())
    except FieldError as error:
        return _render_link(link, refused=error)
    except NotFoundError:
        return _render_link("")
    return enter(token, way_back=url_for("pages.show_home"))


def _render_account(
    *,
    refused: FieldError | None = None,
    problem: str = "",
    problems: Mapping[str, str] | None = None,
    feed_key: str = "",
    status: int = 200,
) -> Response:
    signed_in = get_signed_in()
    # The views that come here have asked.
    assert signed_in is not None  # noqa: S101
    page = render_template(
        "account.html",
        person=signed_in.person,
        here=signed_in.sign_in.id,
        sign_ins=signing_in.list_sign_ins(get_services(), signed_in.person),
        name_device=name_device,
        name_role=name_role,
        name=request.form.get("name", signed_in.person.name),
        problems=problems or word_problem(refused),
        problem=problem,
        feed_keys=feed_keys.list_feed_keys(get_services(), signed_in.person),
        needs_feed_keys=not is_reading_public(),
        feed_key=feed_key,
        feed_addresses=[
            (code, build_address("feeds.publish_articles", language=code, key=feed_key)) for code in SERVED_LANGUAGES
        ],
        reader=request.form.get("reader", "") if problems else "",
        least=PASSWORD_LEAST,
    )
    return make_response(page, 400 if refused else status)


def _render_link(link: str, *, refused: FieldError | None = None) -> Response:
    try:
        person = open_password_link(get_services(), link)
    except NotFoundError:
        return make_response(render_template("password_link.html", person=None), 404)
    page = render_template(
        "password_link.html", person=person, link=link, problems=word_problem(refused), least=PASSWORD_LEAST
    )
    return make_response(page, 400 if refused else 200)
