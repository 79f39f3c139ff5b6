"""Names the types of JSON Schema in the language of the interface."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext  # type: ignore[import-untyped]  # it ships no py.typed

Schema = Mapping[str, Any]


def name_type(schema: Schema, definitions: Mapping[str, Schema]) -> str:
    """Return what a value of a schema may be, in a few words.

    Args:
        schema: The value's schema.
        definitions: The schemas that it may refer to, by name.
    """
    either: str = gettext("or")
    return f" {either} ".join(dict.fromkeys(_list_names(schema, definitions)))


def _list_names(schema: Schema, definitions: Mapping[str, Schema]) -> list[str]:
    if "$ref" in schema:
        return _list_names(definitions[schema["$ref"].rpartition("/")[2]], definitions)
    if "anyOf" in schema:
        # Beside a number or a truth value stands how a form writes it.
        plain = [option for option in schema["anyOf"] if option.get("type") in ("boolean", "integer", "number")]
        return [name for option in plain or schema["anyOf"] for name in _list_names(option, definitions)]
    values = [schema["const"]] if "const" in schema else schema.get("enum", [])
    if values:
        return [str(value) for value in values if value != ""]
    if schema.get("type") == "null":
        return []
    if schema.get("type") == "array":
        return [gettext("array (%(type)s)", type=name_type(schema["items"], definitions))]
    return [_name_plain(schema)]


def _name_plain(schema: Schema) -> str:
    names: dict[str, str] = {
        "string": gettext("string"),
        "integer": gettext("whole number"),
        "number": gettext("number"),
        "boolean": gettext("true or false"),
        "date-time": gettext("date and time"),
        "binary": gettext("file"),
    }
    found = names.get(schema.get("format", "")) or names.get(schema.get("type", ""))
    return found or str(gettext("object"))
