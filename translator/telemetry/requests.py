"""An id, a log line and a measurement for each request."""

from __future__ import annotations

import hmac
import logging
import re
import time
import uuid

from flask import Flask, Response, current_app, g, request
from werkzeug.exceptions import NotFound

from translator.settings import Settings
from translator.telemetry.logs import request_id
from translator.telemetry.metrics import Metrics
from translator.workflows.jobs import count_jobs

#: What a proxy in front may send as an id of its own; anything else is replaced, as it ends up in logs.
_FOREIGN_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")

_log = logging.getLogger("translator.access")


def register_telemetry(app: Flask, *, settings: Settings, metrics: Metrics) -> None:
    """Give each request its id, log line and measurement, and serve ``/metrics`` where the settings ask for it.

    Must be the first to register, so that requests that others refuse are seen too.
    """

    @app.before_request
    def begin() -> None:
        given = request.headers.get("X-Request-ID", "")
        g.request_id = given if _FOREIGN_ID.fullmatch(given) else uuid.uuid4().hex
        request_id.set(g.request_id)
        g.request_began = time.perf_counter()
        metrics.begin_request()

    @app.after_request
    def name_request(response: Response) -> Response:
        response.headers["X-Request-ID"] = g.request_id
        g.request_status = response.status_code
        return response

    @app.teardown_request
    def end(_error: BaseException | None) -> None:
        began = g.pop("request_began", None)
        if began is None:
            return
        seconds = time.perf_counter() - began
        endpoint = request.url_rule.rule if request.url_rule else "none"
        status = g.pop("request_status", 500)
        metrics.end_request(method=_name_method(request.method), endpoint=endpoint, status=status, seconds=seconds)
        _log.info(
            "%(method)s %(route)s %(status)s %(milliseconds)s ms",
            {
                "method": _name_method(request.method),
                "route": endpoint,
                "status": status,
                "milliseconds": round(seconds * 1000, 1),
            },
        )

    if settings.metrics == "on":
        app.add_url_rule("/metrics", "metrics", lambda: _show_metrics(settings, metrics))


def _name_method(method: str) -> str:
    """Return a method of the standard, or ``OTHER``: callers may invent any number of them."""
    return method if method in {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"} else "OTHER"


def _show_metrics(settings: Settings, metrics: Metrics) -> Response:
    if settings.metrics_key is not None:
        expected = f"Bearer {settings.metrics_key.get_secret_value()}"
        given = request.headers.get("Authorization", "")
        if not hmac.compare_digest(expected.encode(), given.encode()):
            # What is not for the caller need not be seen to exist.
            raise NotFound
    return Response(
        metrics.write(jobs=count_jobs(current_app.extensions["services"])), content_type=metrics.content_type
    )
