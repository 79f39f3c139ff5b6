"""The pages where people sign in and out."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, render_template, request, session, url_for
from flask_babel import gettext  # type: ignore[import-untyped]  # it ships no py.typed
from werkzeug.wrappers import Response as BaseResponse

from translator.errors import CredentialsError, RateError
from translator.pages.guard import (
    describe_visit,
    drop_cookie,
    enter,
    forbid_keeping,
    get_person,
    read_cookie,
    read_way_back,
)
from translator.pages.person_form import word_wait
from translator.pages.security import check_form_token, protect_page
from translator.pages.services import get_services
from translator.workflows import signing_in

blueprint = Blueprint("signing_in", __name__)
blueprint.before_request(check_form_token)
blueprint.after_request(forbid_keeping)
blueprint.after_request(protect_page)


@blueprint.get("/sign-in")
def show_sign_in() -> BaseResponse:
    """Ask for an e-mail address and a password."""
    way_back = read_way_back(request.args.get("next", ""))
    return redirect(way_back) if get_person() else render_sign_in(way_back=way_back)


@blueprint.post("/sign-in")
def sign_in() -> BaseResponse:
    """Sign a person in and go back to where that was asked for."""
    way_back = read_way_back(request.form.get("next", ""))
    email = request.form.get("email", "")
    try:
        token, _ = signing_in.sign_in(
            get_services(), email=email, password=request.form.get("password", ""), visit=describe_visit()
        )
    except RateError as error:
        response = render_sign_in(word_wait(error), email=email, way_back=way_back, status=429)
        response.headers["Retry-After"] = str(error.wait)
        return response
    except CredentialsError:
        problem = gettext("The e-mail address or the password is wrong.")
        return render_sign_in(problem, email=email, way_back=way_back, status=403)
    return enter(token, way_back=way_back)


@blueprint.post("/sign-out")
def sign_out() -> BaseResponse:
    """End the sign-in on this device."""
    signing_in.sign_out(get_services(), read_cookie())
    session.clear()
    response = redirect(url_for("pages.show_home"), 303)
    drop_cookie(response)
    return response


def render_sign_in(problem: str = "", *, email: str = "", way_back: str = "", status: int = 200) -> Response:
    """Write the page where people sign in."""
    services = get_services()
    page = render_template(
        "sign_in.html",
        problem=problem,
        email=email,
        way_back=way_back,
        has_provider=services.provider is not None,
        provider_name=services.settings.oidc_name,
    )
    return make_response(page, status)
