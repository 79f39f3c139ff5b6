"""Reading requests of our own contracts, under ``/api``, into the models that describe them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from flask import request
from pydantic import ValidationError
from werkzeug.exceptions import UnsupportedMediaType

from translator.api.body import read_json_object
from translator.api.schemas.base import Request
from translator.api.schemas.refusals import SENTENCE, find_problem
from translator.errors import FieldError, InputError

Model = TypeVar("Model", bound=Request)


def read_fields(model: type[Model], fields: Mapping[str, object]) -> Model:
    """Return fields as their model has them.

    Raises:
        FieldError: One is missing, of another type, or past a limit.
        InputError: They contradict each other.
    """
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        problem = find_problem(error)
    if problem.kind == SENTENCE:
        raise InputError(problem.message, **problem.values)
    raise FieldError(problem.field, problem.message, **problem.values)


def read_body(model: type[Model]) -> Model:
    """Return the body, which must be a JSON object.

    Raises:
        UnsupportedMediaType: It is not said to be JSON. Other sites' forms cannot say so, which keeps them from
            changing anything in a reader's name.
        InputError: It is not JSON, or not what the model says.
    """
    if not request.is_json:
        raise UnsupportedMediaType
    return read_fields(model, read_json_object())


def read_query(model: type[Model]) -> Model:
    """Return the query string; of a field that is given several times, the first.

    Raises:
        InputError: It is not what the model says.
    """
    return read_fields(model, request.args)


def read_headers(model: type[Model]) -> Model:
    """Return the headers that a model names.

    Raises:
        FieldError: One cannot be used.
    """
    names = [field.alias or name for name, field in model.model_fields.items()]
    return read_fields(model, {name: request.headers.get(name) for name in names})
