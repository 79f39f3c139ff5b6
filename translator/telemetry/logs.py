"""Log lines: plain for a person, JSON objects for a collector, each with the id of its request."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from contextvars import ContextVar
from typing import Any

from pythonjsonlogger.json import JsonFormatter

#: The id of the request that is being answered; empty outside of one.
request_id: ContextVar[str] = ContextVar("request_id", default="")

#: Loggers of libraries whose lines quote the pages that they read.
_TALKATIVE = ("trafilatura", "htmldate", "courlan")

_PLAIN = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class _AddRequestId(logging.Filter):
    """Give each record the id of its request."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_id.get()
        return True


def configure_logging(*, form: str, level: str) -> None:
    """Send log lines to the standard error stream.

    Args:
        form: ``json`` for one object a line with the fields ``time``, ``level``, ``logger``, ``message``,
            ``request_id`` and those that the message is made of; ``text`` for a plain line.
        level: Least level of the service's own lines.
    """
    root = logging.getLogger()
    for stream in [stream for stream in root.handlers if isinstance(stream, _ServiceStream)]:
        root.removeHandler(stream)
    stream = _ServiceStream()
    stream.addFilter(_AddRequestId())
    stream.setFormatter(_make_formatter(form))
    root.addHandler(stream)
    logging.getLogger("translator").setLevel(level.upper())
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.CRITICAL)


class _ServiceStream(logging.StreamHandler):  # type: ignore[type-arg]
    """The stream that this module set up, told from those of a test runner or a server."""


def _make_formatter(form: str) -> logging.Formatter:
    if form == "text":
        return logging.Formatter(_PLAIN)
    return _ObjectFormatter(
        "%(asctime)s %(levelname)s %(name)s %(message)s %(request_id)s",
        rename_fields={"asctime": "time", "levelname": "level", "name": "logger"},
        datefmt="%Y-%m-%dT%H:%M:%S%z",
    )


class _ObjectFormatter(JsonFormatter):
    """Writes what a message is made of as fields beside it."""

    def add_fields(self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]) -> None:
        super().add_fields(log_data, record, message_dict)
        if isinstance(record.args, Mapping):
            log_data.update(record.args)
