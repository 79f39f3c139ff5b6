"""What is wrong with a value that a request's model does not take, as message keys with their values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError, WrapValidator
from pydantic_core import ErrorDetails, PydanticCustomError

from translator.errors import N_

#: NUL, which PostgreSQL cannot keep, and halves of surrogate pairs, which JSON can spell but UTF-8 cannot.
_UNUSABLE_CHARACTER = re.compile("[\x00\ud800-\udfff]")

_QUOTED = re.compile("'([^']*)'")

#: Characters of an unknown field's name that are repeated.
_NAME_LENGTH = 50

#: Kind of a refusal that is a sentence of its own, not a clause about a field.
SENTENCE = "sentence"

_CLAUSE = "clause"

#: What is said of each kind of pydantic's own errors; the places are those of its context.
_CLAUSES = {
    "missing": N_("is missing"),
    "string_type": N_("must be a string"),
    "string_too_short": N_("must not be empty"),
    "string_too_long": N_("is longer than %(max_length)s characters"),
    "literal_error": N_("must be one of %(expected)s"),
    "enum": N_("must be one of %(expected)s"),
    "int_type": N_("must be a whole number"),
    "int_parsing": N_("must be a whole number"),
    "int_from_float": N_("must be a whole number"),
    "greater_than_equal": N_("must be at least %(ge)s"),
    "less_than_equal": N_("must be at most %(le)s"),
    "bool_type": N_("must be true or false"),
    "bool_parsing": N_("must be true or false"),
    "list_type": N_("must be an array"),
    "too_short": N_("must not be empty"),
    "too_long": N_("must have at most %(max_length)s elements"),
    "model_type": N_("must be an object"),
    "model_attributes_type": N_("must be an object"),
    "extra_forbidden": N_("is not a field here"),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """The first thing that is wrong with a request.

    Args:
        field: Where, as the caller would write it: ``articles[2].text``; empty for the request as a whole.
        kind: Kind of the error: pydantic's, :data:`SENTENCE`, or ``clause``.
        message: What is wrong, as a message key.
        values: What fills its places.
    """

    field: str
    kind: str
    message: str
    values: Mapping[str, object]

    @property
    def name(self) -> str:
        """The innermost name in ``field``."""
        return self.field.rsplit(".")[-1].partition("[")[0]


def refuse(message: str, **values: object) -> PydanticCustomError:
    """Return the error that a validator raises, saying what is wrong as a clause about its field."""
    return PydanticCustomError(_CLAUSE, "refused", {"message": message, "values": values})


def refuse_field(field: str, message: str, **values: object) -> PydanticCustomError:
    """Return the error that a validator of the whole raises about one of the fields."""
    return PydanticCustomError(_CLAUSE, "refused", {"message": message, "values": values, "field": field})


def refuse_whole(message: str, **values: object) -> PydanticCustomError:
    """Return the error that a validator raises, saying what is wrong in a sentence of its own."""
    return PydanticCustomError(SENTENCE, "refused", {"message": message, "values": values})


def tell(message: str, **values: object) -> WrapValidator:
    """Say the same of whatever is wrong with a value, but for characters that cannot be used.

    Args:
        message: A clause about the field, as a message key.
        values: What fills its places.
    """

    def check(value: Any, validate: Any) -> Any:
        try:
            return validate(value)
        except ValidationError as error:
            unusable = next(filter(None, map(_find_unusable, error.errors())), None)
            raise unusable or refuse(message, **values) from None

    return WrapValidator(check)


def find_problem(error: ValidationError) -> Problem:
    """Return what is said of the first thing that is wrong."""
    first = error.errors(include_url=False)[0]
    field = _write_place(first["loc"])
    custom = _find_unusable(first)
    context: Mapping[str, Any] = (custom.context if custom else first.get("ctx")) or {}
    if "message" in context:
        field = ".".join(filter(None, (field, context.get("field"))))
        return Problem(field, _CLAUSE if custom else first["type"], context["message"], context["values"])
    message = _CLAUSES.get(first["type"], N_("cannot be used"))
    return Problem(field, first["type"], message, {name: _write_value(value) for name, value in context.items()})


def _find_unusable(error: ErrorDetails) -> PydanticCustomError | None:
    value = error["input"]
    found = _UNUSABLE_CHARACTER.search(value) if isinstance(value, str) else None
    if found is None:
        return None
    return refuse(N_("holds the unusable character U+%(code)s"), code=f"{ord(found[0]):04X}")


def _write_value(value: object) -> object:
    """Return what fills a place; of the names that pydantic lists in English, only the names."""
    names = _QUOTED.findall(value) if isinstance(value, str) else ()
    return ", ".join(names) if names else value


def _write_place(location: tuple[int | str, ...]) -> str:
    place = ""
    for step in location:
        place += f"[{step}]" if isinstance(step, int) else f".{step[:_NAME_LENGTH]}"
    return place.removeprefix(".")
