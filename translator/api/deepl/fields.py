"""Reading the contract's fields, which come as JSON, as a form, also on GET, or in the query string."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from flask import request
from pydantic import ValidationError

from translator.api.body import read_json_object, refuse_json_in_form
from translator.api.schemas.deepl.fields import DeeplFields
from translator.api.schemas.refusals import CLAUSE, SENTENCE, Problem, find_problem
from translator.api.wording import describe_problem, gettext
from translator.errors import FieldError, InputError

Model = TypeVar("Model", bound=DeeplFields)

#: Fields that hold texts, whose absence and type the contract tells in words of their own.
_TEXTS = frozenset({"document_key", "entries", "name", "text"})


def read_parameters() -> Mapping[str, object]:
    """Return the fields of a JSON body or, without one, those of the query string and the form.

    A field given several times is a list. Clients send forms with GET too, where Flask looks at the query alone.
    """
    if request.is_json:
        return read_json_object()
    refuse_json_in_form()
    return {
        name: values[0] if len(values) == 1 else values
        for source in (request.args, request.form)
        for name, values in source.lists()
    }


def read_fields(model: type[Model], **more: object) -> Model:
    """Return the request's fields as their model has them.

    Args:
        model: The model.
        more: Fields that the request brings otherwise.

    Raises:
        InputError: One is missing or wrong: in the contract's words, which are English, where it has any.
    """
    try:
        return model.model_validate({**read_parameters(), **more})
    except ValidationError as error:
        raise InputError(_word(find_problem(error))) from None


def refuse(name: str) -> InputError:
    """Say that a field's value cannot be used."""
    return InputError(f"Value for '{name}' not supported.")


def refuse_value(name: str, error: FieldError) -> InputError:
    """Say what is wrong with a field's value, in the caller's language."""
    problem = describe_problem(error)
    return InputError(gettext("Value for '%(name)s' not supported: %(problem)s.", name=name, problem=problem))


def _word(problem: Problem) -> str:
    if problem.kind == SENTENCE:
        return problem.message % problem.values if problem.values else problem.message
    if problem.name in _TEXTS and problem.kind == "missing":
        return f"Parameter '{problem.name}' not specified."
    if problem.kind == CLAUSE or (problem.name in _TEXTS and problem.kind == "string_type"):
        clause = gettext(problem.message, **problem.values)
        return gettext("Value for '%(name)s' %(clause)s.", name=problem.name, clause=clause)
    return str(refuse(problem.name))
