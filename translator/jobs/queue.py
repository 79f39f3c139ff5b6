"""What the web processes ask of whoever runs jobs."""

from __future__ import annotations

from typing import Protocol


class JobQueue(Protocol):
    """Takes up jobs, or tells those who do."""

    def announce(self, job_id: str) -> None:
        """Tell that a job waits."""

    def start(self) -> None:
        """Take up the jobs that wait already, where this process runs jobs."""


class WaitingQueue:
    """Leaves jobs in their table, where ``translator work`` finds them."""

    def announce(self, job_id: str) -> None:
        """Do nothing."""

    def start(self) -> None:
        """Do nothing."""
