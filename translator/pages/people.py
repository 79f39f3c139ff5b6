"""The pages where whoever may administer looks after people."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask_babel import gettext  # type: ignore[import-untyped]  # it ships no py.typed
from werkzeug.wrappers import Response as BaseResponse

from translator.errors import ConflictError, FieldError
from translator.pages.account_history import describe_event
from translator.pages.addresses import build_address
from translator.pages.administrators import let_administrators_in, name_administrator
from translator.pages.guard import forbid_keeping
from translator.pages.person_form import fill_form, name_role, read_order, word_problem
from translator.pages.security import check_form_token, protect_page
from translator.pages.services import get_services
from translator.people import Person
from translator.workflows import people, signing_in
from translator.workflows.account_events import list_events
from translator.workflows.password_links import GOOD_FOR, make_password_link

#: Deeds on one page of the history.
PAGE_LENGTH = 50

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
        person = people.create_person(get_services(), read_order(), by=name_administrator())
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
        people.change_person(
            services,
            person_id,
            role=order.role,
            locales=order.locales,
            name=order.name,
            by=name_administrator(),
        )
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
    signing_in.sign_out_everywhere(services, people.get_person(services, person_id), by=name_administrator())
    return redirect(url_for(".show_person", person_id=person_id), 303)


@blueprint.post("/<person_id>/close")
def close(person_id: str) -> BaseResponse:
    """Close an account."""
    services = get_services()
    try:
        people.deactivate_person(services, person_id, by=name_administrator())
    except ConflictError:
        return _render_person(people.get_person(services, person_id), problem=_word_conflict())
    return redirect(url_for(".show_person", person_id=person_id), 303)


@blueprint.post("/<person_id>/open")
def open_again(person_id: str) -> BaseResponse:
    """Open a closed account again."""
    people.reactivate_person(get_services(), person_id, by=name_administrator())
    return redirect(url_for(".show_person", person_id=person_id), 303)


@blueprint.get("/<person_id>/delete")
def ask_to_delete(person_id: str) -> Response:
    """Ask whether a closed account is really to be deleted."""
    person = people.get_person(get_services(), person_id)
    return make_response(render_template("delete_person.html", person=person))


@blueprint.post("/<person_id>/delete")
def delete(person_id: str) -> BaseResponse:
    """Delete a closed account."""
    services = get_services()
    try:
        people.delete_person(services, person_id, by=name_administrator())
    except ConflictError:
        problem = gettext("Close the account before you delete it.")
        return _render_person(people.get_person(services, person_id), problem=problem)
    return redirect(url_for(".show_people"), 303)


@blueprint.get("/history")
def show_history() -> BaseResponse:
    """List what was done to all accounts, the last first."""
    services = get_services()
    before = request.args.get("before", "")
    place = int(before) if before.isascii() and before.isdigit() and len(before) < 16 else None
    # One more than is shown tells whether there is a next page.
    found = list_events(services, limit=PAGE_LENGTH + 1, before=place)
    shown = found[:PAGE_LENGTH]
    page = render_template(
        "people_history.html",
        events=[describe_event(event) for _, event in shown],
        following=shown[-1][0] if len(found) > PAGE_LENGTH else None,
    )
    return make_response(page)


def _make_link(person: Person) -> str:
    link = make_password_link(get_services(), person.id, by=name_administrator())
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
        events=[describe_event(event) for _, event in list_events(get_services(), limit=10, person_id=person.id)],
        **fill_form(person),
    )
    return make_response(page, 400 if refused else 409 if problem else 200)
