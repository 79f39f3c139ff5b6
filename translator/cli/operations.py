"""Commands that run the service and look after it."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from translator.cli.context import CommandContext
from translator.cli.streams import write_text

if TYPE_CHECKING:
    from translator.settings import Settings

#: Requests that one process answers at once. They share the weights, so a thread costs little; eight wait no longer
#: for the engine than they would for a free thread.
THREADS = 8

#: Seconds after which a worker that gives no sign of life is replaced. The sign comes from its main thread, which
#: translates nothing, so a long translation does not need a long limit.
SILENCE_LIMIT = 120

#: Seconds that a stopping worker gives its requests.
GRACE = 60

#: Bytes of a request's first line, gunicorn's greatest value: short texts may come in the query string.
REQUEST_LINE_LIMIT = 8190

#: What gunicorn runs when a worker ends.
_WATCHER = ("--config", "python:translator.telemetry.server")

_PASSWORD = re.compile(r"(://[^:/@]*:)[^@]+(?=@)|([?&]\w*password=)[^&]+")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on.")
@click.option(
    "--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Processes; each loads the weights."
)
@click.pass_obj
def serve(context: CommandContext, host: str, port: int, workers: int) -> None:
    """Serve pages and API until stopped."""
    # A wrong setting, database, key or glossary is told here in one line, not by each worker in a traceback.
    services = context.make_services()
    services.settings.read_secret_key()
    services.glossary.get_revision()
    arguments = build_server_arguments(host=host, port=port, workers=workers)
    environment = dict(os.environ)
    if services.settings.metrics == "on":
        environment["PROMETHEUS_MULTIPROC_DIR"] = str(_empty_folder(services.settings.data_dir / "metrics" / str(port)))
    os.execve(arguments[0], arguments, environment)  # noqa: S606 - no shell is wanted


def _empty_folder(folder: Path) -> Path:
    """Return a folder without the counts of a server that has stopped: the processes of one add theirs up there."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder.resolve()


def build_server_arguments(*, host: str, port: int, workers: int) -> list[str]:
    """Return the command that serves the application: gunicorn with threads, loading the application in each worker.

    The application is not loaded before the fork, because CTranslate2 does not survive one.

    Args:
        host: Name or address, IPv4 or IPv6.
        port: Port, 1 to 65535.
        workers: Processes.
    """
    address = f"[{host}]" if ":" in host else host
    options = {
        "--bind": f"{address}:{port}",
        "--workers": workers,
        "--worker-class": "gthread",
        "--threads": THREADS,
        "--timeout": SILENCE_LIMIT,
        "--graceful-timeout": GRACE,
        "--limit-request-line": REQUEST_LINE_LIMIT,
    }
    flags = [part for name, value in options.items() for part in (name, str(value))]
    # Its control socket would lie in the home folder, where two services meet.
    return [
        sys.executable,
        "-m",
        "gunicorn",
        *flags,
        "--no-control-socket",
        *_WATCHER,
        "translator.app:create_served_app()",
    ]


@click.command()
@click.option("--jobs", default=1, show_default=True, type=click.IntRange(1, 64), help="Jobs run at once.")
@click.pass_obj
def work(context: CommandContext, jobs: int) -> None:
    """Run jobs until stopped, in a process that serves no pages."""
    context.run_jobs(context.make_services(), jobs=jobs)


@click.command()
@click.pass_obj
def setup(context: CommandContext) -> None:
    """Make the service ready to start: database up to date, sample article stored; harmless to repeat."""
    from translator.workflows.articles import ensure_sample

    services = context.make_services()
    services.database.upgrade()
    ensure_sample(services, path=context.get_sample_path())


@click.group()
def database() -> None:
    """Look after the database."""


@database.command()
@click.pass_obj
def upgrade(context: CommandContext) -> None:
    """Bring the database up to date; harmless to repeat."""
    context.make_services().database.upgrade()


@click.command()
def settings() -> None:
    """Show the settings in force, secrets hidden."""
    from translator.settings import read_settings

    write_text(describe_settings(read_settings()))


def describe_settings(settings: Settings) -> str:
    """Write each setting as ``TRANSLATOR_NAME=value``, a comment above it; what may hold a secret is masked."""
    from translator.settings import PREFIX

    return "".join(
        f"# {field.description}\n{PREFIX}{name.upper()}={_mask(getattr(settings, name))}\n"
        for name, field in type(settings).model_fields.items()
    )


def _mask(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ",".join(map(str, value))
    # A SecretStr masks itself; addresses of databases and brokers may hold a password.
    return _PASSWORD.sub(r"\1\2***", str(value))
