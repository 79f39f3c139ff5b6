"""Writes LibreTranslate's part of the description as Swagger 2.0.

Swagger knows neither alternatives nor null: of several types the first is told, the others by their words.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from translator.api.openapi.document import REFERENCES
from translator.api.openapi.operations import JSON, LIBRETRANSLATE

#: What Swagger's schemas may say, among what ours do.
_WORDS = frozenset(
    {"type", "format", "enum", "description", "title", "default", "example", "required"}
    | {"minimum", "maximum", "minLength", "maxLength", "pattern", "minItems", "maxItems"}
)


def write_swagger(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return LibreTranslate's routes of a description."""
    paths = {
        path: {method: _write_operation(operation) for method, operation in methods.items()}
        for path, methods in document["paths"].items()
        if all(LIBRETRANSLATE.name in operation["tags"] for operation in methods.values())
    }
    return {
        "swagger": "2.0",
        "info": {"title": document["info"]["title"], "version": document["info"]["version"]},
        "basePath": "/",
        "paths": paths,
        "definitions": {name: _write_schema(schema) for name, schema in document["components"]["schemas"].items()},
    }


def _write_operation(operation: Mapping[str, Any]) -> dict[str, Any]:
    body = operation.get("requestBody", {}).get("content", {})
    parameters = [_write_parameter(parameter) for parameter in operation["parameters"]]
    if body:
        schema = _write_schema(next(iter(body.values()))["schema"])
        parameters.append({"name": "body", "in": "body", "required": True, "schema": schema})
    return {
        "operationId": operation["operationId"],
        "summary": operation["summary"],
        "tags": operation["tags"],
        "consumes": list(body),
        "produces": [JSON],
        "parameters": parameters,
        "responses": {status: _write_answer(answer) for status, answer in operation["responses"].items()},
    }


def _write_parameter(parameter: Mapping[str, Any]) -> dict[str, Any]:
    kept = {name: parameter[name] for name in ("name", "in", "required", "description")}
    return {**kept, **_write_schema(parameter["schema"])}


def _write_answer(answer: Mapping[str, Any]) -> dict[str, Any]:
    schema = answer.get("content", {}).get(JSON, {}).get("schema")
    return {"description": answer["description"]} | ({"schema": _write_schema(schema)} if schema else {})


def _write_schema(schema: Mapping[str, Any]) -> dict[str, Any]:
    options = [option for option in schema.get("anyOf", ()) if option.get("type") != "null"]
    if options:
        schema = {**options[0], **{name: value for name, value in schema.items() if name != "anyOf"}}
    if "$ref" in schema:
        return {"$ref": schema["$ref"].replace(REFERENCES, "#/definitions/")}
    written = {name: value for name, value in schema.items() if name in _WORDS and value is not None}
    if "const" in schema:
        written["enum"] = [schema["const"]]
    if "items" in schema:
        written["items"] = _write_schema(schema["items"])
    if "properties" in schema:
        written["properties"] = {name: _write_schema(field) for name, field in schema["properties"].items()}
    return written
