"""The way to the provider of identities and back."""

from __future__ import annotations

import hmac
import logging
from dataclasses import asdict
from datetime import timedelta

from flask import Blueprint, abort, redirect, request, session
from flask_babel import gettext  # type: ignore[import-untyped]  # it ships no py.typed
from werkzeug.wrappers import Response as BaseResponse

from translator.errors import ProviderError, RateError, SignOnError
from translator.pages.addresses import build_address
from translator.pages.guard import describe_visit, enter, forbid_keeping, read_way_back
from translator.pages.person_form import word_wait
from translator.pages.security import protect_page
from translator.pages.services import get_services
from translator.pages.signing_in import render_sign_in
from translator.single_sign_on import Attempt, IdentityProvider
from translator.workflows.keys import count_attempt
from translator.workflows.sign_on import enter_by_testimony

#: How long somebody may take at the provider.
PATIENCE = timedelta(minutes=15)

#: Name, in the session, of what the browser keeps meanwhile.
_ATTEMPT = "sign_on"

_log = logging.getLogger(__name__)

blueprint = Blueprint("sign_on", __name__, url_prefix="/sign-in/single")
blueprint.after_request(forbid_keeping)
blueprint.after_request(protect_page)


@blueprint.get("")
def begin() -> BaseResponse:
    """Send the browser to the provider."""
    provider = _get_provider()
    way_back = read_way_back(request.args.get("next", ""))
    try:
        count_attempt(get_services(), address=request.remote_addr or "")
        address, attempt = provider.begin(return_address=build_address(".finish"))
    except RateError as error:
        return _refuse_for_now(error)
    except ProviderError as error:
        return _refuse_provider(error)
    until = (get_services().get_time() + PATIENCE).timestamp()
    session[_ATTEMPT] = {**asdict(attempt), "next": way_back, "until": until}
    return redirect(address, 303)


@blueprint.get("/answer")
def finish() -> BaseResponse:
    """Let in whom the provider sends back."""
    provider, services = _get_provider(), get_services()
    kept = session.pop(_ATTEMPT, None)
    code = request.args.get("code", "")
    if not kept or kept["until"] <= services.get_time().timestamp() or not _is_answer_to(kept["state"]) or not code:
        problem = gettext("This sign-in was given up, or took too long. Begin again.")
        return render_sign_in(problem, status=403)
    attempt = Attempt(kept["state"], kept["nonce"], kept["verifier"])
    try:
        testimony = provider.finish(
            attempt, code=code, return_address=build_address(".finish"), now=services.get_time()
        )
        token, _ = enter_by_testimony(services, testimony, visit=describe_visit())
    except ProviderError as error:
        return _refuse_provider(error)
    except SignOnError as error:
        return render_sign_in(_word_refusal(error), way_back=kept["next"], status=403)
    return enter(token, way_back=read_way_back(kept["next"]))


def _get_provider() -> IdentityProvider:
    provider = get_services().provider
    if provider is None:
        abort(404)
    return provider


def _is_answer_to(state: str) -> bool:
    return hmac.compare_digest(request.args.get("state", "").encode(), state.encode())


def _refuse_for_now(error: RateError) -> BaseResponse:
    response = render_sign_in(word_wait(error), status=429)
    response.headers["Retry-After"] = str(error.wait)
    return response


def _refuse_provider(error: ProviderError) -> BaseResponse:
    _log.warning("%s", error)
    return render_sign_in(gettext("Single sign-on does not work at present. Try again in a moment."), status=502)


def _word_refusal(error: SignOnError) -> str:
    reasons = {
        "unverified": gettext("The provider has not verified your e-mail address."),
        "domain": gettext("Addresses of this domain are not let in here."),
        "unknown": gettext("You have no account here. Ask whoever runs this site for one."),
        "closed": gettext("Your account is closed. Ask whoever runs this site."),
        "taken": gettext("This e-mail address belongs to another account. Ask whoever runs this site."),
    }
    return str(reasons[error.reason])
