"""Who is at the browser, and what this person may do.

A view that not everybody may use says so by :func:`require`, or by :func:`demand` where that depends on what is asked
for::

    @blueprint.post("/articles/<article_id>/delete")
    @require(Person.may_edit_library)
    def delete(article_id: str) -> BaseResponse: ...

    person = demand(lambda person: person.may_correct(stored.translated.target_locale))
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar
from urllib.parse import urlsplit

from flask import Response, abort, g, redirect, request, session, url_for
from werkzeug.wrappers import Response as BaseResponse

from translator.pages.security import is_local_path
from translator.pages.services import get_services
from translator.people import Person
from translator.workflows.signing_in import SignedIn, Visit, identify_person

_P = ParamSpec("_P")
_R = TypeVar("_R")

Question = Callable[[Person], bool]


def get_person() -> Person | None:
    """Return the person who is signed in; None for somebody who is not."""
    signed_in = get_signed_in()
    return None if signed_in is None else signed_in.person


def get_signed_in() -> SignedIn | None:
    """Return who is signed in, and where; looked up once in a request."""
    if "signed_in" not in g:
        g.signed_in = identify_person(get_services(), read_cookie())
    found: SignedIn | None = g.signed_in
    return found


def require(allows: Question) -> Callable[[Callable[_P, _R]], Callable[_P, _R]]:
    """Let only people use a view of whom a question is true.

    Others are asked to sign in and come back; who is signed in without the right gets a page with the status 403.

    Args:
        allows: A question such as ``Person.may_edit_library``.
    """

    def wrap(view: Callable[_P, _R]) -> Callable[_P, _R]:
        @wraps(view)
        def guarded(*args: _P.args, **kwargs: _P.kwargs) -> _R:
            demand(allows)
            return view(*args, **kwargs)

        return guarded

    return wrap


def demand(allows: Question) -> Person:
    """Return the person who is signed in, of whom a question must be true.

    Raises:
        HTTPException: Nobody is signed in (a way to the page where one can), or the person may not do this (403).
    """
    person = get_person()
    if person is None:
        abort(ask_to_sign_in())
    if not allows(person):
        abort(403)
    return person


def ask_to_sign_in() -> BaseResponse:
    """Send the visitor to sign in, and from there back to the page that this was asked from."""
    return redirect(url_for("signing_in.show_sign_in", next=_find_way_back()), 303)


def read_way_back(target: str) -> str:
    """Return where to go after a sign-in: a path of this site, the home page instead of any other address."""
    return target if is_local_path(target) else url_for("pages.show_home")


def read_cookie() -> str:
    """Return what the browser holds for a signed-in person; empty without one."""
    return request.cookies.get(_name_cookie(), "")


def describe_visit() -> Visit:
    """Return where the visitor comes from."""
    return Visit(address=request.remote_addr or "", device=request.headers.get("User-Agent", ""), token=read_cookie())


def enter(token: str, *, way_back: str) -> BaseResponse:
    """Answer somebody who has just signed in.

    Args:
        token: What the browser's cookie is to hold.
        way_back: Where to go from here, a path of this site.
    """
    # Forms from before the sign-in may be known to somebody else.
    session.clear()
    response = redirect(way_back, 303)
    set_cookie(response, token)
    return response


def set_cookie(response: BaseResponse, token: str) -> None:
    """Make the browser hold what tells that a person is signed in."""
    settings = get_services().settings
    response.set_cookie(
        _name_cookie(),
        token,
        max_age=settings.sign_in_days * 24 * 3600,
        secure=_is_secure(),
        httponly=True,
        samesite="Lax",
    )


def drop_cookie(response: BaseResponse) -> None:
    """Make the browser forget what tells that a person is signed in."""
    response.delete_cookie(_name_cookie(), secure=_is_secure(), httponly=True, samesite="Lax")


def forbid_keeping(response: Response) -> Response:
    """Let no browser keep a page that only one person may see, not even for the way back."""
    response.headers["Cache-Control"] = "no-store"
    return response


def _name_cookie() -> str:
    # With this prefix a browser takes the cookie from this host alone, over HTTPS (RFC 6265bis, 4.1.3.2).
    return "__Host-signed-in" if get_services().settings.https == "on" else "signed-in"


def _is_secure() -> bool:
    return request.is_secure or get_services().settings.https == "on"


def _find_way_back() -> str:
    if request.method in ("GET", "HEAD"):
        return request.full_path.rstrip("?")
    came_from = urlsplit(request.referrer or "")
    path = f"{came_from.path}?{came_from.query}" if came_from.query else came_from.path
    return path if came_from.netloc == request.host and is_local_path(path) else url_for("pages.show_home")
