"""The fields of the contract: how a request brings them, and how it is told what is wrong with one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from flask import request
from pydantic import ValidationError

from translator.access import Caller, Scope
from translator.api.access import let_in
from translator.api.body import read_json_object, refuse_json_in_form
from translator.api.schemas.libretranslate import KeyFields
from translator.api.schemas.refusals import find_problem
from translator.api.wording import gettext
from translator.errors import InputError, UnsupportedFormatError

Model = TypeVar("Model", bound=KeyFields)

#: What the contract says of pydantic's errors, where it has words of its own.
_CLAUSES = {"string_type": "is not a string"}

_EMPTY = frozenset({"missing", "string_too_short", "too_short"})


def refuse(name: str, problem: str) -> InputError:
    """Return the error for a field.

    Args:
        name: Its name.
        problem: What is wrong with it, as a clause in the caller's language.
    """
    return InputError(gettext("Invalid request: %(name)s parameter %(problem)s", name=name, problem=problem))


def refuse_missing(name: str) -> InputError:
    """Return the error for a field that is not there."""
    return InputError(gettext("Invalid request: missing %(name)s parameter", name=name))


def read_fields(model: type[Model], parameters: Mapping[str, object]) -> Model:
    """Return fields as their model has them.

    Raises:
        InputError: One is missing or wrong, in the contract's words.
    """
    try:
        return model.model_validate(parameters)
    except ValidationError as error:
        problem = find_problem(error)
    if problem.kind in _EMPTY:
        raise refuse_missing(problem.name)
    if problem.kind == "format":
        raise UnsupportedFormatError(str(problem.values["name"]))
    message = _CLAUSES.get(problem.kind, problem.message)
    raise refuse(problem.name, gettext(message, **problem.values))


def read_parameters() -> Mapping[str, object]:
    """Return the fields of a JSON body or, where the body is another, those of the form and the query string."""
    if request.is_json:
        return read_json_object()
    refuse_json_in_form()
    # Taking the first of several would drop the others without a sound; as a list they are refused where read.
    parameters: dict[str, object] = {
        name: values[0] if len(values) == 1 else values for name, values in request.values.lists()
    }
    text = parameters.get("q")
    if isinstance(text, list):
        raise refuse("q", gettext("is given more than once; send an array as JSON"))
    if isinstance(text, str):
        # Browsers write CRLF in forms, which must not count twice against a limit.
        parameters["q"] = text.replace("\r\n", "\n")
    return parameters


def let_caller_in(fields: KeyFields, *, texts: int) -> Caller:
    """Find the caller by the field ``api_key`` or a header, and count the texts of the minute.

    Raises:
        AccessError: The caller may not translate, or not now.
    """
    return let_in(Scope.TRANSLATE, key=fields.api_key, texts=texts)
