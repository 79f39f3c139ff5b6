"""Sends notices of ended jobs beside the jobs, so that a slow receiver holds up no job and a long job no notice."""

from __future__ import annotations

import logging
import threading

from translator.errors import describe_origin
from translator.workflows.notices import deliver_due_notices
from translator.workflows.services import Services

#: Seconds between two looks for notices to send.
LOOK_SECONDS = 5.0

_log = logging.getLogger(__name__)


def start_sending(services: Services, *, is_stopping: threading.Event) -> None:
    """Send notices in a thread of this process until it is told to stop."""
    threading.Thread(target=_send_until, args=(services, is_stopping), name="notices", daemon=True).start()


def _send_until(services: Services, is_stopping: threading.Event) -> None:
    while not is_stopping.wait(LOOK_SECONDS):
        try:
            while deliver_due_notices(services):
                pass
        except Exception as error:  # noqa: BLE001 - a database that is away may come back
            _log.error("the notices of jobs cannot be read: %s", describe_origin(error))
