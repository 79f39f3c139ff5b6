"""The composition root: settings become services, services a Flask application or a command line."""

from __future__ import annotations

import logging
import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from translator.languages import SERVED_LANGUAGES
from translator.settings import Settings, read_settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    from translator.fetching import Fetcher
    from translator.jobs import JobQueue, Traffic
    from translator.translation import StoredArticle, TranslatedArticle
    from translator.workflows.services import Services


def build_services(settings: Settings) -> Services:
    """Make the parts that workflows use; nothing is loaded, opened or written before its first use."""
    from translator.detection import Detector
    from translator.engines import ArgosEngine, EngineOptions
    from translator.glossary import merge_entries, read_glossary
    from translator.memory import make_source_key
    from translator.rates import RateLimiter
    from translator.storage import Database, GlossaryFiles, StoredGlossary, StoredMemory
    from translator.workflows.services import Services

    database = Database(settings.build_database_url())
    return Services(
        settings=settings,
        engine=ArgosEngine(
            settings.models_dir,
            cache_dir=settings.packages_dir,
            options=EngineOptions(
                intra_threads=settings.engine_threads,
                inter_threads=settings.engine_workers or _count_cores(),
                beam_size=settings.beam_size,
                batch_tokens=settings.batch_tokens,
            ),
        ),
        detector=Detector(SERVED_LANGUAGES),
        glossary=StoredGlossary(
            GlossaryFiles(settings.locales_dir, read_glossary=read_glossary), database=database, merge=merge_entries
        ),
        memory=StoredMemory(database, make_key=make_source_key),
        database=database,
        get_time=lambda: datetime.now(UTC),
        rates=RateLimiter(settings.limits_url),
        fetcher=_make_fetcher(settings),
    )


def _make_fetcher(settings: Settings) -> Fetcher:
    from translator import __version__
    from translator.fetching import Fetcher, FetchLimits

    limits = FetchLimits(settings.fetch_limit, settings.fetch_seconds, settings.fetch_networks)
    return Fetcher(limits, version=__version__, contact=settings.fetch_contact)


def _count_cores() -> int:
    """Count the cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def create_app(settings: Settings | None = None, *, services: Services | None = None) -> Flask:
    """Make the web application.

    Args:
        settings: Checked settings; read from the environment by default.
        services: Parts to use in place of the real ones.

    Raises:
        SettingsError: A setting has a wrong value.
    """
    from flask import Flask

    from translator.api import ClientAddress, register_api
    from translator.jobs import Traffic
    from translator.pages import register_pages
    from translator.telemetry import Metrics, configure_logging, register_telemetry

    settings = settings or (services.settings if services else read_settings())
    configure_logging(form=settings.log_format, level=settings.log_level)
    metrics = Metrics()
    app = Flask("translator")
    app.config.update(
        SECRET_KEY=settings.read_secret_key(),
        MAX_CONTENT_LENGTH=settings.body_limit,
        MAX_FORM_MEMORY_SIZE=settings.body_limit,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SECURE=settings.https == "on",
    )
    services = replace(services or build_services(settings), count=metrics.count_translations, observer=metrics)
    traffic = Traffic()
    queue = make_queue(services, traffic)
    app.extensions["services"] = replace(services, announce_job=queue.announce, renderings=_make_renderings())
    app.extensions["jobs"] = queue
    register_telemetry(app, settings=settings, metrics=metrics)
    traffic.watch(app)
    register_api(app)
    register_pages(app)
    if settings.trusted_proxies:
        app.wsgi_app = ClientAddress(app.wsgi_app, proxies=settings.trusted_proxies)  # type: ignore[method-assign]
    return app


def make_queue(services: Services, traffic: Traffic) -> JobQueue:
    """Make what takes up jobs, or tells those who do, as the settings want it."""
    from translator.jobs import LocalQueue, WaitingQueue

    if services.settings.broker_url:
        from translator.jobs.celery_queue import CeleryQueue, make_celery

        return CeleryQueue(make_celery(services.settings))
    if services.settings.job_runner == "worker":
        return WaitingQueue()
    return LocalQueue(services, wait_for_turn=traffic.wait_for_calm)


def _make_renderings() -> dict[str, Callable[[StoredArticle], bytes]]:
    """Gather what the doors make of an article that is given out as a file."""
    from translator.api import write_json

    return {"html": lambda stored: _render_article(stored).encode(), "json": write_json}


def _run_jobs(services: Services, *, jobs: int) -> None:
    """Run jobs until this process is told to stop, as many at once as are named."""
    from translator.telemetry import configure_logging

    # What a command at a terminal writes to would repeat each line.
    logging.getLogger().handlers.clear()
    configure_logging(form=services.settings.log_format, level=services.settings.log_level)
    if services.settings.broker_url:
        from translator.jobs.celery_queue import CeleryWorker, make_celery

        CeleryWorker(make_celery(services.settings), services).work(jobs=jobs)
    else:
        from translator.jobs import work_alone

        work_alone(services, jobs=jobs)


def create_served_app() -> Flask:
    """Make the web application within a server's process, after the fork: jobs that wait are begun at once."""
    app = create_app()
    app.extensions["jobs"].start()
    return app


def main() -> None:
    """Run the command line; whatever is heavy is imported by the command that needs it."""
    from translator.cli import CommandContext, cli

    cli(
        obj=CommandContext(
            make_services=_make_command_services,
            render_article=_render_article,
            describe_segments=_describe_segments,
            get_sample_path=_get_sample_path,
            run_jobs=_run_jobs,
        )
    )


def _make_command_services() -> Services:
    """Make the services for a command, bringing the database up to date first: a command may be the first to run."""
    logging.basicConfig(level=logging.WARNING, format="%(name)s: %(message)s")
    services = build_services(read_settings())
    if not services.database.is_current():
        services.database.upgrade()
    return services


def _render_article(stored: StoredArticle) -> str:
    from translator.pages import render_standalone

    return render_standalone(stored)


def _describe_segments(translated: TranslatedArticle) -> list[dict[str, object]]:
    from translator.api import describe_segments

    return describe_segments(translated)


def _get_sample_path() -> Path:
    from translator.pages import SAMPLE_PATH

    return SAMPLE_PATH
