"""The fields that say who a person is and what the person may do, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping

from flask import request
from flask_babel import gettext, ngettext  # type: ignore[import-untyped]  # it ships no py.typed

from translator.errors import FieldError, RateError
from translator.languages import SUPPORTED_LOCALES
from translator.people import ROLES, Person, Role
from translator.workflows.people import EMAIL_LENGTH, NAME_LENGTH, PASSWORD_LEAST, PASSWORD_MOST, PersonOrder


def read_order() -> PersonOrder:
    """Read the form.

    Raises:
        FieldError: The role is none.
    """
    form = request.form
    return PersonOrder(
        email=form.get("email", ""),
        name=form.get("name", ""),
        role=_read_role(form.get("role", "")),
        locales=tuple(form.getlist("locales")),
    )


def fill_form(person: Person | None = None) -> dict[str, object]:
    """Return what the form shows: what was sent, else what a person has, else what a new account begins with."""
    form = request.form
    sent = request.method == "POST" and "role" in form
    return {
        "email": form.get("email", "") if sent else "",
        "name": form.get("name", "") if sent else person.name if person else "",
        "role": form.get("role", "") if sent else person.role if person else Role.TRANSLATOR,
        "locales": form.getlist("locales") if sent else sorted(person.locales) if person else list(SUPPORTED_LOCALES),
        "all_locales": SUPPORTED_LOCALES,
        "roles": [(role.value, name_role(role), describe_role(role)) for role in ROLES],
    }


def word_problem(error: FieldError | None) -> Mapping[str, str]:
    """Say in the language in force what is wrong with a field."""
    if error is None:
        return {}
    problems = {
        "email": gettext("Give an e-mail address of at most %(limit)s characters.", limit=EMAIL_LENGTH),
        "name": gettext("Give a name of up to %(limit)s characters.", limit=NAME_LENGTH),
        "role": gettext("Choose one of the four."),
        "locales": gettext("Choose at least one."),
        "current": gettext("This is not your present password."),
        "password": gettext(
            "A password has from %(least)s to %(most)s characters.", least=PASSWORD_LEAST, most=PASSWORD_MOST
        ),
    }
    if error.field == "email" and error.problem.startswith("belongs"):
        return {"email": gettext("This address belongs to an account already.")}
    return {error.field: problems[error.field]}


def word_wait(error: RateError) -> str:
    """Say how long whoever made too many attempts has to wait."""
    minutes = -(-error.wait // 60)
    return str(ngettext("Too many attempts. Wait %(num)s minute.", "Too many attempts. Wait %(num)s minutes.", minutes))


def name_role(role: Role) -> str:
    """Return a role's name in the language in force."""
    names = {
        Role.READER: gettext("Reader"),
        Role.TRANSLATOR: gettext("Translator"),
        Role.EDITOR: gettext("Editor"),
        Role.ADMIN: gettext("Administrator"),
    }
    return str(names[role])


def describe_role(role: Role) -> str:
    """Say in the language in force what a role may do beyond those before it."""
    texts = {
        Role.READER: gettext("reads articles"),
        Role.TRANSLATOR: gettext("adds articles and corrects translations into the chosen languages"),
        Role.EDITOR: gettext("corrects into every language and looks after the library"),
        Role.ADMIN: gettext("looks after people and keys too"),
    }
    return str(texts[role])


def _read_role(value: str) -> Role:
    try:
        return Role(value)
    except ValueError:
        raise FieldError("role", "must be one of the roles") from None
