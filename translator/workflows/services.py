"""What workflows work with, handed to them by the composition root."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from translator.detection import Detector
from translator.fetching import Fetcher
from translator.passwords import PasswordHashes
from translator.rates import RateLimiter
from translator.settings import Settings
from translator.single_sign_on import IdentityProvider
from translator.storage import Database
from translator.translation import Engine, Glossary, Memory, RungObserver, StoredArticle, TranslatedArticle


def _count_nothing(_results: Sequence[TranslatedArticle]) -> None:
    """Serve those who keep no metrics."""


def _tell_nobody(_job_id: str) -> None:
    """Serve those who run no jobs."""


@dataclass(frozen=True, slots=True)
class Services:
    """The parts that a workflow may use; a test replaces any of them.

    Args:
        settings: Checked settings.
        engine: Machine translation.
        detector: Language detection among the languages served.
        glossary: Terms in force.
        memory: Past translations.
        database: Where articles and memory are kept.
        get_time: Returns the time now, in UTC.
        rates: Counts texts a minute.
        provider: Tells who somebody is; None where people sign in with passwords alone.
        passwords: Makes and compares what is kept of passwords.
        fetcher: Fetches pages from the web.
        observer: Told of each attempt of the ladder, for metrics.
        count: Told of every translated text, for metrics.
        announce_job: Told the id of every job that waits to be run.
        renderings: Writes an article in the formats that the site itself shows, by their names.
    """

    settings: Settings
    engine: Engine
    detector: Detector
    glossary: Glossary
    memory: Memory
    database: Database
    get_time: Callable[[], datetime]
    rates: RateLimiter = field(default_factory=RateLimiter)
    provider: IdentityProvider | None = None
    passwords: PasswordHashes = field(default_factory=PasswordHashes)
    fetcher: Fetcher = field(default_factory=Fetcher)
    observer: RungObserver | None = None
    count: Callable[[Sequence[TranslatedArticle]], None] = _count_nothing
    announce_job: Callable[[str], None] = _tell_nobody
    renderings: Mapping[str, Callable[[StoredArticle], bytes]] = field(default_factory=dict)

    def without_limits(self) -> Services:
        """Return the same parts with the limits on requests off."""
        return replace(self, settings=self.settings.model_copy(update={"limits": "off"}))
