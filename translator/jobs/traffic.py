"""Lets requests go before jobs."""

from __future__ import annotations

import threading

from flask import Flask, g

#: Seconds that a job waits at most for the requests of its process before each of its parts, so that it goes on under
#: any traffic.
PATIENCE = 5.0


class Traffic:
    """Counts the requests that this process is answering."""

    def __init__(self) -> None:
        self._calm = threading.Condition()
        self._requests = 0

    def watch(self, app: Flask) -> None:
        """Count the requests of an app."""
        app.before_request(self._begin)
        app.teardown_request(self._end)

    def wait_for_calm(self) -> None:
        """Wait until no request is being answered, or patience is at its end."""
        with self._calm:
            self._calm.wait_for(lambda: self._requests == 0, timeout=PATIENCE)

    def _begin(self) -> None:
        g.is_counted = True
        with self._calm:
            self._requests += 1

    def _end(self, _error: BaseException | None) -> None:
        if not g.pop("is_counted", False):
            return
        with self._calm:
            self._requests -= 1
            self._calm.notify_all()
