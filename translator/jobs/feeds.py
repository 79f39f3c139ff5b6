"""Watches feeds beside the jobs: reads those whose turn it is, and makes articles of what they list."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from translator.errors import describe_origin
from translator.workflows.feeds import read_due_feed, take_due_entry
from translator.workflows.services import Services

#: Seconds between two looks for feeds and entries whose turn it is.
LOOK_SECONDS = 15.0

_log = logging.getLogger(__name__)


def start_watching(
    services: Services, *, is_stopping: threading.Event, wait_for_turn: Callable[[], None] = lambda: None
) -> None:
    """Watch feeds in a thread of this process until it is told to stop.

    Args:
        services: What the workflows work with.
        is_stopping: Set when the thread is to end.
        wait_for_turn: Returns when an article may take the engine.
    """
    threading.Thread(
        target=_watch_until, args=(services, is_stopping, wait_for_turn), name="feeds", daemon=True
    ).start()


def _watch_until(services: Services, is_stopping: threading.Event, wait_for_turn: Callable[[], None]) -> None:
    while not is_stopping.wait(LOOK_SECONDS):
        try:
            while not is_stopping.is_set() and read_due_feed(services):
                pass
            wait_for_turn()
            while not is_stopping.is_set() and take_due_entry(services):
                wait_for_turn()
        except Exception as error:  # noqa: BLE001 - a database or engine that is away may come back
            _log.error("the feeds cannot be looked after: %s", describe_origin(error))
