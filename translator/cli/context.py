"""What commands work with, handed to them by the composition root."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from translator.translation import StoredArticle, TranslatedArticle

if TYPE_CHECKING:
    from translator.workflows.services import Services


class RunJobs(Protocol):
    """Runs jobs until the process is told to stop."""

    def __call__(self, services: Services, *, jobs: int) -> None:
        """Run so many jobs at once."""


@dataclass(frozen=True, slots=True)
class CommandContext:
    """The parts that commands use.

    Args:
        make_services: Reads the settings and makes the services; slow, so only commands that need them call it.
        render_article: Returns an article as one HTML page that needs no other file.
        get_sample_path: Returns the file of the sample article that a new site starts with.
        describe_segments: Returns what an answer of the API says about each segment of a text.
        run_jobs: Runs jobs, so many at once, until the process is told to stop.
    """

    make_services: Callable[[], Services]
    render_article: Callable[[StoredArticle], str]
    get_sample_path: Callable[[], Path]
    describe_segments: Callable[[TranslatedArticle], list[dict[str, object]]]
    run_jobs: RunJobs

    def make_unlimited_services(self) -> Services:
        """Make the services with the limits off: they protect a service that is shared, not the machine's owner."""
        return self.make_services().without_limits()
