"""Serves the description: as OpenAPI 3.1, and as the Swagger 2.0 that LibreTranslate's clients know."""

from __future__ import annotations

from functools import cache, partial
from typing import Any

from flask import Blueprint, Flask, Response, current_app, jsonify

from translator.api.errors import answer_errors
from translator.api.openapi.document import write_document
from translator.api.openapi.operations import SERVICE, describe
from translator.api.openapi.swagger import write_swagger
from translator.api.schemas.base import N_

#: The extension that returns the description of an app.
EXTENSION = "describe_api"

blueprint = Blueprint("openapi", __name__)
answer_errors(blueprint)


def offer_document(app: Flask) -> None:
    """Let an app's other doors ask for its description, which is written when it is first asked for."""
    app.extensions[EXTENSION] = cache(partial(write_document, app))


def _get_document() -> dict[str, Any]:
    document: dict[str, Any] = current_app.extensions[EXTENSION]()
    return document


@blueprint.get("/openapi.json")
@describe(SERVICE, N_("This description, as OpenAPI 3.1"), answer=dict[str, Any], takes_key=False)
def show_document() -> Response:
    """Give the description of all routes."""
    return jsonify(_get_document())


@blueprint.get("/spec")
@describe(SERVICE, N_("LibreTranslate’s routes, as Swagger 2.0"), answer=dict[str, Any], takes_key=False)
def show_swagger() -> Response:
    """Give the description of LibreTranslate's routes."""
    return jsonify(write_swagger(_get_document()))


@blueprint.after_request
def _allow_all_origins(response: Response) -> Response:
    """Let tools in a browser read the description, which is everyone's."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
