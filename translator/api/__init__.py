"""The HTTP contracts: what programs, not people, ask of the service.

One module holds one contract with its field names; ``errors`` alone decides how a failure is answered, and ``body``
how a request's body is read. Handlers parse, call one workflow and render.
"""

from flask import Flask, Response

from translator.api import (
    articles,
    deepl,
    glossary,
    health,
    immersive,
    jobs,
    libretranslate,
    openapi,
    revisions,
    updates,
)
from translator.api.access import let_readers_in
from translator.api.articles import write_json
from translator.api.details import describe_segments
from translator.api.errors import answer_routing_errors
from translator.api.json_answers import ReadableJSON
from translator.api.proxies import ClientAddress


def register_api(app: Flask) -> None:
    """Add the contracts to an app, whose ``extensions["services"]`` must hold the services when requests come.

    Args:
        app: The app; its ``pages.show_article`` endpoint gives articles their address.
    """
    app.json = ReadableJSON(app)
    for blueprint in (
        libretranslate.blueprint,
        immersive.blueprint,
        health.blueprint,
        deepl.blueprint,
        articles.blueprint,
        updates.blueprint,
        revisions.blueprint,
        glossary.blueprint,
        jobs.blueprint,
        openapi.blueprint,
    ):
        app.register_blueprint(blueprint)
    openapi.offer_document(app)
    app.before_request(answer_routing_errors)
    app.before_request(let_readers_in)
    app.after_request(_forbid_guessing)


def _forbid_guessing(response: Response) -> Response:
    # Answers repeat what was sent, so no browser may take one for a page.
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


__all__ = ["ClientAddress", "describe_segments", "register_api", "write_json"]
