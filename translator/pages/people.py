"""The pages where whoever may administer looks after people."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, render_template, url_for
from flask_babel import gettext  # type: ignore[import-untyped]  # it ships no py.typed
from werkzeug.wrappers import Response as BaseResponse

from translator.errors import ConflictError, FieldError
from translator.pages.addresses import build_address
from translator.pages.administrators import let_administrators_in
from translator.pages.guard import forbid_keeping
from translator.pages.person_form import fill_form, name_role, read_order, word_problem
from translator.pages.security import check_form_token, protect_page
from translator.pages.services import get_services
from translator.people import Person
from translator.workflows import people, signing_in
from translator.workflows.password_links import GOOD_FOR, make_password_link

blueprint = Blueprint("people", __name__, url_prefix="/administration/people")
blueprint.before_request(check_form_token)
blueprint.before_request(let_administrators_in)
blueprint.after_request(forbid_keeping)
blueprint.after_request(protect_page)


@blueprint.get("")
def show_people() -> Response:
    """List everybody, and offer a new account."""
    return _render_people()


@blueprint.post("")
def add_person() -> Response:
    """Make an account and show, this once, the link by which its owner chooses a password."""
    try:
        person = people.create_person(get_services(), read_order())
    except FieldError as error:
        return _render_people(refused=error)
    return _render_person(person, link=_make_link(person))


@blueprint.get("/<person_id>")
def show_person(person_id: str) -> Response:
    """Show one account."""
    return _render_person(people.get_person(get_services(), person_id))


@blueprint.post("/<person_id>")
def change_person(person_id: str) -> BaseResponse:
    """Change what a person is called and may do."""
    services = get_services()
    person = people.get_person(services, person_id)
    try:
        order = read_order()
        people.change_person(services, person_id, role=order.role, locales=order.locales, name=order.name)
    except FieldError as error:
        return _render_person(person, refused=error)
    except ConflictError:
        return _render_person(person, problem=_word_conflict())
    return redirect(url_for(".show_people"), 303)


@blueprint.post("/<person_id>/link")
def give_link(person_id: str) -> Response:
    """Show, this once, a link by which a person chooses a new password."""
    person = people.get_person(get_services(), person_id)
    return _render_person(person, link=_make_link(person))


@blueprint.post("/<person_id>/sign-out")
def sign_out(person_id: str) -> BaseResponse:
    """Sign a person out everywhere."""
    services = get_services()
    signing_in.sign_out_everywhere(services, people.get_person(services, person_id))
    return redirect(url_for(".show_person", person_id=person_id), 303)


@blueprint.post("/<person_id>/close")
def close(person_id: str) -> BaseResponse:
    """Close an account."""
    services = get_services()
    try:
        people.deactivate_person(services, person_id)
    except ConflictError:
        return _render_person(people.get_person(services, person_id), problem=_word_conflict())
    return redirect(url_for(".show_person", person_id=person_id), 303)


@blueprint.post("/<person_id>/open")
def open_again(person_id: str) -> BaseResponse:
    """Open a closed account again."""
    people.reactivate_person(get_services(), person_id)
    return redirect(url_for(".show_person", person_id=person_id), 303)


def _make_link(person: Person) -> str:
    link = make_password_link(get_services(), person.id)
    return build_address("account.show_link", link=link)


def _word_conflict() -> str:
    return str(gettext("Nobody else may administer. Give somebody that role first."))


def _render_people(*, refused: FieldError | None = None) -> Response:
    services = get_services()
    page = render_template(
        "people.html",
        people=people.list_people(services),
        sign_ins=signing_in.count_sign_ins(services),
        name_role=name_role,
        problems=word_problem(refused),
        **fill_form(),
    )
    return make_response(page, 400 if refused else 200)


def _render_person(person: Person, *, refused: FieldError | None = None, problem: str = "", link: str = "") -> Response:
    page = render_template(
        "person.html",
        person=person,
        sign_ins=signing_in.list_sign_ins(get_services(), person),
        problems=word_problem(refused),
        problem=problem,
        link=link,
        days=GOOD_FOR.days,
        **fill_form(person),
    )
    return make_response(page, 400 if refused else 409 if problem else 200)
