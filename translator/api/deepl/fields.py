"""Reading the contract's fields, which come as JSON, as a form, also on GET, or in the query string."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from flask import request

from translator.api.body import find_option_problem, find_text_problem, read_json_object
from translator.errors import InputError

Fields = Mapping[str, object]

#: How truth may be written.
_FLAGS = {"0": False, "false": False, "1": True, "true": True}


def read_fields() -> Fields:
    """Return the fields of a JSON body or, without one, those of the query string and the form.

    A field given several times is a list. Clients send forms with GET too, where Flask looks at the query alone.
    """
    if request.is_json:
        return read_json_object()
    return {
        name: values[0] if len(values) == 1 else values
        for source in (request.args, request.form)
        for name, values in source.lists()
    }


def refuse(name: str) -> InputError:
    """Say that a field's value cannot be used."""
    return InputError(f"Value for '{name}' not supported.")


def read_texts(fields: Fields, name: str) -> tuple[str, ...]:
    """Return one or several texts.

    Raises:
        InputError: There is none, or one is no text.
    """
    value = fields.get(name)
    if value is None or value == []:
        raise InputError(f"Parameter '{name}' not specified.")
    texts = value if isinstance(value, list) else [value]
    for text in texts:
        if not isinstance(text, str):
            raise InputError(f"Value for '{name}' must be a string or a list of strings.")
        if problem := find_text_problem(text):
            raise InputError(f"Value for '{name}' {problem}.")
    return tuple(texts)


def read_text(fields: Fields, name: str) -> str:
    """Return a text that must be there."""
    texts = read_texts(fields, name)
    if len(texts) != 1:
        raise refuse(name)
    return texts[0]


def read_option(fields: Fields, name: str, *, allowed: Collection[str] | None = None) -> str:
    """Return a short string, in lower case; empty where it is absent or null."""
    value = fields.get(name)
    if value is None or value == "":
        return ""
    if not isinstance(value, str | int) or find_option_problem(str(value)):
        raise refuse(name)
    option = str(value).lower()
    if allowed is not None and option not in allowed:
        raise refuse(name)
    return option


def read_key_field(fields: Fields) -> str | None:
    """Return the key in the body or the query string, which old clients send."""
    value = fields.get("auth_key")
    if value is not None and not isinstance(value, str):
        raise refuse("auth_key")
    return value


def read_flag(fields: Fields, name: str, *, default: bool = False) -> bool:
    """Return a truth value, however it is written."""
    value = fields.get(name)
    if value is None or value == "":
        return default
    flag = _FLAGS.get(str(value).lower())
    if flag is None:
        raise refuse(name)
    return flag


def read_names(fields: Fields, name: str) -> Sequence[str]:
    """Return names given as a list or separated by commas."""
    value = fields.get(name)
    if value is None or value == "":
        return ()
    names: list[str] = []
    for part in value if isinstance(value, list) else [value]:
        if not isinstance(part, str):
            raise refuse(name)
        names.extend(one.strip() for one in part.split(",") if one.strip())
    return names
