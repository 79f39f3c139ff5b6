"""What gunicorn runs beside the application where several processes share their metrics."""

from __future__ import annotations

from typing import Protocol

from prometheus_client.multiprocess import mark_process_dead


class _Worker(Protocol):
    pid: int


def child_exit(server: object, worker: _Worker) -> None:
    """Forget the requests that a process was answering when it ended; its counts stay."""
    del server
    mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]
