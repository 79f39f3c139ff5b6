from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.conftest import Terminal
from translator.cli.operations import build_server_arguments, describe_settings
from translator.errors import SettingsError
from translator.glossary import read_glossary
from translator.settings import read_settings
from translator.storage import GlossaryFiles
from translator.workflows.articles import list_articles
from translator.workflows.services import Services


def test_server_is_gunicorn_with_threads_loading_the_app_in_each_worker() -> None:
    assert build_server_arguments(host="127.0.0.1", port=9000, workers=2) == [
        sys.executable,
        "-m",
        "gunicorn",
        "--bind",
        "127.0.0.1:9000",
        "--workers",
        "2",
        "--worker-class",
        "gthread",
        "--threads",
        "8",
        "--timeout",
        "120",
        "--graceful-timeout",
        "60",
        "--limit-request-line",
        "8190",
        "--no-control-socket",
        "--config",
        "python:translator.telemetry.server",
        "translator.app:create_served_app()",
    ]


def test_server_arguments_are_what_gunicorn_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    from gunicorn.app.wsgiapp import WSGIApplication

    monkeypatch.delenv("GUNICORN_CMD_ARGS", raising=False)
    monkeypatch.setattr(sys, "argv", ["gunicorn", *build_server_arguments(host="::1", port=80, workers=1)[3:]])
    config = WSGIApplication("").cfg
    assert (config.address, config.workers, config.threads, config.preload_app) == ([("::1", 80)], 1, 8, False)
    assert config.worker_class_str == "gthread"


@pytest.mark.parametrize("arguments", [["--port", "0"], ["--port", "x"], ["--workers", "0"]])
def test_serve_refuses_what_it_cannot_serve_on(terminal: Terminal, arguments: list[str]) -> None:
    result = terminal.run("serve", *arguments)
    assert (result.exit_code, result.stderr.count("\n"), result.stderr[:27]) == (2, 1, "translator: Invalid value f")


def test_serve_tells_a_wrong_setting_in_one_line(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> Services:
        raise SettingsError("TRANSLATOR_BEAM_SIZE: must be less")

    monkeypatch.setattr("os.execve", lambda *_: pytest.fail("the server was started"))
    result = terminal.run("serve", make=refuse)
    assert (result.exit_code, result.stderr) == (1, "translator: TRANSLATOR_BEAM_SIZE: must be less\n")


def test_serve_tells_a_wrong_glossary_in_one_line(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("os.execve", lambda *_: pytest.fail("the server was started"))
    path = tmp_path / "en" / "glossary.csv"
    path.parent.mkdir()
    path.write_text("source\nSénat\n", encoding="utf-8")
    spoilt = replace(terminal.services, glossary=GlossaryFiles(tmp_path, read_glossary=read_glossary))
    result = terminal.run("serve", make=lambda: spoilt)
    assert (result.exit_code, result.stderr) == (1, f"translator: {path}: line 1 lacks the column target\n")


def test_serve_tells_a_damaged_key_in_one_line(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.execve", lambda *_: pytest.fail("the server was started"))
    path = terminal.services.settings.data_dir / "secret-key"
    path.parent.mkdir()
    path.touch()
    result = terminal.run("serve")
    line = f"translator: TRANSLATOR_DATA_DIR: {path}: holds no whole key; remove it and another is made\n"
    assert (result.exit_code, result.stderr) == (1, line)


def test_serve_becomes_the_server(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[tuple[str, list[str]]] = []
    monkeypatch.setattr("os.execve", lambda path, arguments, _: started.append((path, arguments)))
    assert terminal.run("serve", "--host", "0.0.0.0", "--port", "9000").exit_code == 0  # noqa: S104
    assert started == [(sys.executable, build_server_arguments(host="0.0.0.0", port=9000, workers=1))]  # noqa: S104


def test_serve_with_metrics_gives_its_processes_an_empty_folder_to_share(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    measured = terminal.services.settings.model_copy(update={"metrics": "on"})
    stale = measured.data_dir / "metrics" / "9000" / "counter_1.db"
    stale.parent.mkdir(parents=True)
    stale.touch()
    folders: list[str] = []
    monkeypatch.setattr("os.execve", lambda _, __, environment: folders.append(environment["PROMETHEUS_MULTIPROC_DIR"]))
    result = terminal.run("serve", "--port", "9000", make=lambda: replace(terminal.services, settings=measured))
    assert (result.exit_code, folders) == (0, [str(stale.parent)])
    assert list(stale.parent.iterdir()) == []


def test_database_is_brought_up_to_date(terminal: Terminal) -> None:
    database = terminal.services.database
    assert database.is_current() is False
    results = [terminal.run("database", "upgrade") for _ in range(2)]
    assert [(result.exit_code, result.output) for result in results] == [(0, "")] * 2
    assert database.is_current() is True


def test_setup_stores_the_sample_once(terminal: Terminal) -> None:
    results = [terminal.run("setup") for _ in range(2)]
    assert [(result.exit_code, result.output) for result in results] == [(0, "")] * 2
    assert [summary.title for summary in list_articles(terminal.services, limit=5)] == ["Le marché rouvre samedi"]


def test_settings_are_shown_with_their_meaning(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRANSLATOR_BATCH_LIMIT", "7")
    result = terminal.run("settings")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    at = lines.index("TRANSLATOR_BATCH_LIMIT=7")
    assert lines[at - 1] == "# Texts in one request"


def test_settings_never_show_a_secret(tmp_path: Path) -> None:
    secrets = ["administrator-key-1", "s" * 32, "dbpass", "brokerpass", "querypass"]
    shown = describe_settings(
        read_settings(
            {},
            data_dir=tmp_path,
            admin_key=secrets[0],
            secret_key=secrets[1],
            database_url=f"postgresql://news:{secrets[2]}@db/news?sslmode=require&password={secrets[4]}&x=1",
            broker_url=f"redis://:{secrets[3]}@queue:6379/0",
        )
    )
    assert [secret for secret in secrets if secret in shown] == []
    values = dict(line.split("=", 1) for line in shown.splitlines() if not line.startswith("#"))
    assert values["TRANSLATOR_DATABASE_URL"] == "postgresql://news:***@db/news?sslmode=require&password=***&x=1"
    assert values["TRANSLATOR_BROKER_URL"] == "redis://:***@queue:6379/0"
    assert values["TRANSLATOR_ADMIN_KEY"] == "**********"
    assert values["TRANSLATOR_LOCALES"] == "en-US,fr-FR"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql://news:one&two@db/news", "postgresql://news:***@db/news"),
        ("postgresql://db/news?user=a&sslpassword=one@two&x=1", "postgresql://db/news?user=a&sslpassword=***&x=1"),
        ("postgresql://db:5432/news", "postgresql://db:5432/news"),
    ],
)
def test_password_is_hidden_whole_and_nothing_else(tmp_path: Path, address: str, shown: str) -> None:
    lines = describe_settings(read_settings({}, data_dir=tmp_path, database_url=address)).splitlines()
    assert f"TRANSLATOR_DATABASE_URL={shown}" in lines


def test_settings_that_are_not_set_are_empty(tmp_path: Path) -> None:
    values = dict(
        line.split("=", 1)
        for line in describe_settings(read_settings({}, data_dir=tmp_path)).splitlines()
        if not line.startswith("#")
    )
    assert (values["TRANSLATOR_ADMIN_KEY"], values["TRANSLATOR_DATABASE_URL"]) == ("", "")
    assert values["TRANSLATOR_DATA_DIR"] == str(tmp_path)
