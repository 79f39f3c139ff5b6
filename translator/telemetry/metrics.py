"""Counts and durations for Prometheus, added up over all processes of a server.

Two names are LibreTranslate's, so that dashboards made for it show this service too; its labels for addresses and keys
are left out, because they are personal.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from translator.job import JobKind, JobState
from translator.languages import LanguagePair
from translator.translation import Rung, TranslatedArticle

#: Names the folder in which the processes of one server share their counts; prometheus_client reads it when imported.
SHARED_FOLDER_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"

#: Upper bounds in seconds: a sentence takes hundredths of one, a long article a few.
_DURATIONS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


class Metrics:
    """The counters of one process, and the sum over the processes that share a folder with it."""

    content_type = CONTENT_TYPE_LATEST

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._durations = Histogram(
            "libretranslate_http_request_duration_seconds",
            "Time from a request's arrival to its answer",
            ("method", "endpoint", "status"),
            buckets=_DURATIONS,
            registry=self._registry,
        )
        self._in_flight = Gauge(
            "libretranslate_http_requests_in_flight",
            "Requests being answered",
            registry=self._registry,
            multiprocess_mode="livesum",
        )
        self._segments = Counter(
            "translator_segments",
            "Segments translated, by the attempt of the ladder that served them",
            ("source", "target", "rung"),
            registry=self._registry,
        )
        self._rungs = Counter(
            "translator_attempts",
            "Segments that each rung of the ladder was tried for",
            ("source", "target", "rung"),
            registry=self._registry,
        )
        self._characters = Counter(
            "translator_source_characters",
            "Characters of the texts translated",
            ("source", "target"),
            registry=self._registry,
        )
        self._issues = Counter(
            "translator_issues", "Issues found in translations", ("code", "severity"), registry=self._registry
        )

    def begin_request(self) -> None:
        """Count a request as being answered."""
        self._in_flight.inc()

    def end_request(self, *, method: str, endpoint: str, status: int, seconds: float) -> None:
        """Count a request as answered.

        Args:
            method: HTTP method.
            endpoint: The route's rule, never the path that was asked for.
            status: HTTP status.
            seconds: How long it took.
        """
        self._in_flight.dec()
        self._durations.labels(method, endpoint, str(status)).observe(seconds)

    def count_translations(self, results: Iterable[TranslatedArticle]) -> None:
        """Count the segments, characters and issues of translated texts."""
        for result in results:
            target = result.target_locale.partition("-")[0]
            for (paragraph, segment), translation in zip(
                result.article.iterate_segments(), result.translations, strict=True
            ):
                language = paragraph.get_language(segment)
                self._segments.labels(language, target, translation.rung.value).inc()
                self._characters.labels(language, target).inc(len(segment.source))
                for issue in translation.issues:
                    self._issues.labels(issue.code, issue.severity.value).inc()

    def observe_rung(self, rung: Rung, *, pair: LanguagePair, tried: int, served: int) -> None:
        """Count the segments that a rung was tried for; those it served are counted with the translations."""
        del served
        self._rungs.labels(pair.source, pair.target, rung.value).inc(tried)

    def write(self, *, jobs: Mapping[tuple[JobKind, JobState], int]) -> bytes:
        """Return all metrics in Prometheus' text format.

        Args:
            jobs: Jobs that are kept, which all processes count alike in the database.
        """
        kept = CollectorRegistry()
        kept.register(_JobCount(jobs))
        registry = self._registry
        if SHARED_FOLDER_VARIABLE in os.environ:
            registry = CollectorRegistry()
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return generate_latest(registry) + generate_latest(kept)


class _JobCount(Collector):
    """Jobs that are kept, by kind and state. A gauge would be added up over the processes, which all see the same."""

    def __init__(self, jobs: Mapping[tuple[JobKind, JobState], int]) -> None:
        self._jobs = jobs

    def collect(self) -> Iterator[Metric]:
        """Yield the one metric."""
        family = GaugeMetricFamily("translator_jobs", "Jobs that are kept", labels=("kind", "state"))
        for (kind, state), number in self._jobs.items():
            family.add_metric((kind.value, state.value), number)
        yield family
