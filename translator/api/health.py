"""What a supervisor asks: whether the process lives, and whether it can work."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from translator.api.errors import answer_errors, log_failure
from translator.api.openapi.operations import SERVICE, describe
from translator.api.schemas.base import N_
from translator.api.schemas.service import Life, Unready
from translator.api.services import get_services
from translator.workflows.readiness import find_failure

blueprint = Blueprint("health", __name__)
answer_errors(blueprint)


@blueprint.get("/health/live")
@describe(SERVICE, N_("Say that the process answers"), answer=Life, takes_key=False)
def show_life() -> Response:
    """Say that the process answers."""
    return jsonify(status="ok")


@blueprint.get("/health/ready")
@describe(SERVICE, N_("Say whether a translation works now"), answer=Life, unusual={503: Unready}, takes_key=False)
def show_readiness() -> tuple[Response, int]:
    """Say whether a real translation works at this moment."""
    try:
        failure = find_failure(get_services())
    except Exception as error:  # noqa: BLE001 - whatever fails, that is the answer
        log_failure(error)
        failure = "a translation failed; the log says where"
    if failure is None:
        return jsonify(status="ok"), 200
    return jsonify(status="error", error=failure), 503
