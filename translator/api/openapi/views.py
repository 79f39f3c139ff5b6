"""Serves the description: as OpenAPI 3.1, and as the Swagger 2.0 that LibreTranslate's clients know."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, current_app, jsonify

from translator.api.errors import answer_errors
from translator.api.openapi.document import write_document
from translator.api.openapi.operations import SERVICE, describe
from translator.api.openapi.swagger import write_swagger
from translator.api.schemas.base import N_

_EXTENSION = "openapi"

blueprint = Blueprint("openapi", __name__)
answer_errors(blueprint)


def get_document() -> dict[str, Any]:
    """Return the description of the current app, written when it is first asked for."""
    if _EXTENSION not in current_app.extensions:
        current_app.extensions[_EXTENSION] = write_document(current_app)
    document: dict[str, Any] = current_app.extensions[_EXTENSION]
    return document


@blueprint.get("/openapi.json")
@describe(SERVICE, N_("This description, as OpenAPI 3.1"), answer=dict[str, Any], takes_key=False)
def show_document() -> Response:
    """Give the description of all routes."""
    return jsonify(get_document())


@blueprint.get("/spec")
@describe(SERVICE, N_("LibreTranslate’s routes, as Swagger 2.0"), answer=dict[str, Any], takes_key=False)
def show_swagger() -> Response:
    """Give the description of LibreTranslate's routes."""
    return jsonify(write_swagger(get_document()))


@blueprint.after_request
def _allow_all_origins(response: Response) -> Response:
    """Let tools in a browser read the description, which is everyone's."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
