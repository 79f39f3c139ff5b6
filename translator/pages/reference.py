"""The page that describes the interface for programs, from the same description that programs read."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext  # type: ignore[import-untyped]  # it ships no py.typed

from translator.pages.json_types import name_type


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a request or an answer."""

    name: str
    place: str
    type: str
    is_required: bool
    description: str


@dataclass(frozen=True, slots=True)
class OperationText:
    """What is told of a route."""

    anchor: str
    method: str
    path: str
    summary: str
    takes_key: bool
    media_types: Sequence[str]
    fields: Sequence[Field]
    answer_fields: Sequence[Field]
    statuses: Mapping[str, str]
    command: str
    answer: str


@dataclass(frozen=True, slots=True)
class ContractText:
    """The routes of a contract."""

    name: str
    summary: str
    operations: Sequence[OperationText]


class Reference:
    """Writes the texts of the page.

    Args:
        document: The description, as OpenAPI.
        address: The site's address, for the commands.
    """

    def __init__(self, document: Mapping[str, Any], *, address: str) -> None:
        self._document = document
        self._schemas: Mapping[str, Any] = document["components"]["schemas"]
        self._address = address.rstrip("/")

    def list_contracts(self) -> list[ContractText]:
        """Return the contracts in the description's order, each with its routes, those with an example first."""
        return [
            ContractText(
                name=_say(tag, "name"),
                summary=_say(tag, "description"),
                operations=sorted(self._list_operations(tag["name"]), key=lambda operation: not operation.answer),
            )
            for tag in self._document["tags"]
        ]

    def _list_operations(self, tag: str) -> Iterator[OperationText]:
        for path, methods in self._document["paths"].items():
            for method, operation in methods.items():
                if operation["tags"] == [tag]:
                    yield self._write_operation(operation, method=method, path=path)

    def _write_operation(self, operation: Mapping[str, Any], *, method: str, path: str) -> OperationText:
        bodies = operation.get("requestBody", {}).get("content", {})
        request: Mapping[str, Any] = next(iter(bodies.values()), {})
        answers = self._get_success(operation).get("content", {})
        answer: Mapping[str, Any] = next(iter(answers.values()), {})
        return OperationText(
            anchor=operation["operationId"],
            method=method.upper(),
            path=path,
            summary=_say(operation, "summary"),
            takes_key=bool(operation["security"]),
            media_types=list(bodies),
            fields=[*self._list_parameters(operation), *self._list_fields(request.get("schema", {}))],
            answer_fields=list(self._list_fields(answer.get("schema", {}))),
            statuses={status: _say(one, "description") for status, one in operation["responses"].items()},
            command=self._write_command(method, path, request),
            answer=_write_json(answer["example"]) if "example" in answer else "",
        )

    def _get_success(self, operation: Mapping[str, Any]) -> Mapping[str, Any]:
        return next(answer for status, answer in operation["responses"].items() if status.startswith("2"))

    def _list_parameters(self, operation: Mapping[str, Any]) -> Iterator[Field]:
        for parameter in operation["parameters"]:
            yield Field(
                name=parameter["name"],
                place=parameter["in"],
                type=name_type(parameter["schema"], self._schemas),
                is_required=parameter["required"],
                description=_say(parameter, "description"),
            )

    def _list_fields(
        self, schema: Mapping[str, Any], *, prefix: str = "", told: set[str] | None = None
    ) -> Iterator[Field]:
        """Yield the fields of a schema's objects, each followed by those of the objects in it that are not told yet."""
        told = set() if told is None else told
        for model in self._find_objects(schema):
            if model["title"] in told:
                continue
            told.add(model["title"])
            for name, field in model["properties"].items():
                yield Field(
                    name=f"{prefix}{name}",
                    place="body",
                    type=name_type(field, self._schemas),
                    is_required=name in model.get("required", ()),
                    description=_say(field, "description"),
                )
                yield from self._list_fields(field, prefix=f"{prefix}{name}.", told=told)

    def _find_objects(self, schema: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        """Return the objects with named fields that a schema may stand for, itself, in arrays or as alternatives."""
        if "$ref" in schema:
            return self._find_objects(self._schemas[schema["$ref"].rpartition("/")[2]])
        if "properties" in schema:
            return [schema]
        found: dict[str, Mapping[str, Any]] = {}
        for part in (*schema.get("anyOf", ()), *([schema["items"]] if "items" in schema else ())):
            found.update({model["title"]: model for model in self._find_objects(part)})
        return list(found.values())

    def _write_command(self, method: str, path: str, request: Mapping[str, Any]) -> str:
        address = self._address + re.sub(r"\{(\w+)\}", lambda match: match[1].upper(), path)
        if "example" not in request:
            return f"curl {address}" if method == "get" else f"curl -X {method.upper()} {address}"
        body = shlex.quote(json.dumps(request["example"], ensure_ascii=False))
        return f"curl {address} \\\n  -H 'Content-Type: application/json' \\\n  -d {body}"


def _say(told: Mapping[str, Any], name: str) -> str:
    """Return a text of the description in the language of the interface."""
    message: str = told[name]
    return str(gettext(message))


def _write_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
