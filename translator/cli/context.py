"""What commands work with, handed to them by the composition root."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from translator.translation import StoredArticle, TranslatedArticle

if TYPE_CHECKING:
    from translator.workflows.services import Services


@dataclass(frozen=True, slots=True)
class CommandContext:
    """The parts that commands use.

    Args:
        make_services: Reads the settings and makes the services; slow, so only commands that need them call it.
        render_article: Returns an article as one HTML page that needs no other file.
        get_sample_path: Returns the file of the sample article that a new site starts with.
        describe_segments: Returns what an answer of the API says about each segment of a text.
    """

    make_services: Callable[[], Services]
    render_article: Callable[[StoredArticle], str]
    get_sample_path: Callable[[], Path]
    describe_segments: Callable[[TranslatedArticle], list[dict[str, object]]]

    def make_unlimited_services(self) -> Services:
        """Make the services with the limits off: they protect a service that is shared, not the machine's owner."""
        services = self.make_services()
        return replace(services, settings=services.settings.model_copy(update={"limits": "off"}))
