"""Writes the routes of an app as OpenAPI 3.1."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from flask import Flask
from pydantic import TypeAdapter
from werkzeug.routing import Rule

from translator import __version__
from translator.api.openapi.examples import find_examples
from translator.api.openapi.operations import ATTRIBUTE, CONTRACTS, JSON, MULTIPART, STATUSES, Operation
from translator.api.schemas.base import N_

REFERENCES = "#/components/schemas/"

#: Values in paths, by their names in the routes.
_PATH_VALUES = {
    "article_id": N_("the article’s id"),
    "document_id": N_("the file’s id"),
    "entry_id": N_("the entry’s id"),
    "format_name": N_("epub, html, docx, markdown, tmx, xliff or json"),
    "glossary_id": N_("the glossary’s id"),
    "job_id": N_("the job’s id"),
    "kept_name": N_("name in the address of a translated file"),
    "number": N_("the version’s number"),
    "segment_id": N_("the segment’s id"),
    "source": N_("language code of the source"),
    "target": N_("language code of the target"),
}

_KEYS = {
    "bearer": {"type": "http", "scheme": "bearer", "description": "A key of this site"},
    "deepl": {
        "type": "apiKey",
        "in": "header",
        "name": "Authorization",
        "description": "A key of this site, written `DeepL-Auth-Key KEY`",
    },
}

Schemas = Mapping[int, dict[str, Any]]


def list_operations(app: Flask) -> Iterator[tuple[Rule, str, Operation]]:
    """Yield each route that is described, with each of its methods, contract by contract."""
    found = [
        (rule, method, operation)
        for rule in app.url_map.iter_rules()
        if (operation := getattr(app.view_functions[rule.endpoint], ATTRIBUTE, None)) is not None
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]
    return iter(sorted(found, key=lambda one: CONTRACTS.index(one[2].contract)))


def write_document(app: Flask) -> dict[str, Any]:
    """Return the description of all routes of an app."""
    operations = list(list_operations(app))
    schemas, definitions = _write_schemas([operation for _, _, operation in operations])
    paths: dict[str, dict[str, Any]] = {}
    for rule, method, operation in operations:
        path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)
        written = _write_operation(operation, rule=rule, method=method, schemas=schemas)
        paths.setdefault(path, {})[method.lower()] = written
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Vis-à-vis",
            "version": __version__,
            "summary": "Offline translation of news between French and English",
            "license": {"name": "GPL-3.0-or-later", "identifier": "GPL-3.0-or-later"},
        },
        "servers": [{"url": "/"}],
        "tags": [{"name": contract.name, "description": contract.summary} for contract in CONTRACTS],
        "paths": paths,
        "components": {"schemas": definitions, "securitySchemes": _KEYS},
    }


def _write_schemas(operations: list[Operation]) -> tuple[Schemas, dict[str, Any]]:
    """Return the schema of each type that operations speak of, by its identity, and what the schemas refer to."""
    models = {id(model): model for operation in operations for model in operation.list_models()}
    written, shared = TypeAdapter.json_schemas(
        [(identity, "validation", TypeAdapter(model)) for identity, model in models.items()],
        ref_template=f"{REFERENCES}{{model}}",
    )
    return {identity: schema for (identity, _), schema in written.items()}, shared.get("$defs", {})


def _write_operation(operation: Operation, *, rule: Rule, method: str, schemas: Schemas) -> dict[str, Any]:
    examples = find_examples(f"{method} {rule.rule}")
    written: dict[str, Any] = {
        "operationId": f"{rule.endpoint.replace('.', '_')}_{method.lower()}",
        "summary": operation.summary,
        "tags": [operation.contract.name],
        "parameters": _write_parameters(operation, rule=rule),
        "responses": _write_answers(operation, schemas=schemas, examples=examples),
    }
    if operation.body is not None:
        content = {kind: {"schema": schemas[id(operation.body)]} for kind in operation.body_types}
        if operation.form is not None:
            content[MULTIPART] = {"schema": schemas[id(operation.form)]}
        if "request" in examples:
            content[JSON]["example"] = examples["request"]
        written["requestBody"] = {"required": True, "content": content}
    written["security"] = [{}, *({name: []} for name in _KEYS)] if operation.takes_key else []
    return written


def _write_parameters(operation: Operation, *, rule: Rule) -> list[dict[str, Any]]:
    parameters: list[dict[str, Any]] = [
        {"name": name, "in": "path", "required": True, "description": _PATH_VALUES[name], "schema": {"type": "string"}}
        for name in sorted(rule.arguments, key=rule.rule.index)
    ]
    for place, model in (("query", operation.query), ("header", operation.headers)):
        schema = model.model_json_schema(ref_template="{model}") if model else {}
        for name, field in schema.get("properties", {}).items():
            field = _inline(field, schema.get("$defs", {}))
            parameters.append(
                {
                    "name": name,
                    "in": place,
                    "required": name in schema.get("required", ()),
                    "description": field.pop("description", ""),
                    "schema": field,
                }
            )
    return parameters


def _inline(field: dict[str, Any], definitions: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema of a parameter, which cannot be null and refers to nothing."""
    options = [option for option in field.get("anyOf", [field]) if option.get("type") != "null"]
    option = options[0]
    found = definitions[option["$ref"]] if "$ref" in option else option
    kept = {name: value for name, value in field.items() if name not in ("anyOf", "$ref") and value is not None}
    return {**{name: value for name, value in found.items() if name not in ("description", "title")}, **kept}


def _write_answers(operation: Operation, *, schemas: Schemas, examples: Mapping[str, Any]) -> dict[str, Any]:
    answers: dict[str, Any] = {str(operation.status): {"description": STATUSES[operation.status]}}
    if operation.status != 204:
        content: dict[str, dict[str, Any]] = {
            kind: {"schema": schemas[id(operation.answer)] if kind == JSON else {"type": "string"}}
            for kind in operation.answer_types
        }
        if "answer" in examples:
            content[JSON]["example"] = examples["answer"]
        answers[str(operation.status)]["content"] = content
    refusals = dict.fromkeys((*operation.contract.refusals, *operation.refusals), operation.contract.refusal)
    for status, model in sorted({**refusals, **operation.unusual}.items()):
        answers[str(status)] = {"description": STATUSES[status]}
        if model is not None:
            answers[str(status)]["content"] = {JSON: {"schema": schemas[id(model)]}}
    return answers
