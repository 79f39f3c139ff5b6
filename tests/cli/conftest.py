from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.fakes import FakeEngine, FakeGlossary, FakeMemory, get_noon
from translator.cli import CommandContext, cli
from translator.detection import Detector
from translator.settings import read_settings
from translator.storage import Database
from translator.translation import Engine, StoredArticle, TranslatedArticle
from translator.workflows.services import Services

SAMPLE = Path(__file__).parent.parent / "cases" / "cli_sample.txt"


def render_article(stored: StoredArticle) -> str:
    return f"<html>{stored.translated.article.text} | {stored.translated.text}</html>\n"


def describe_segments(translated: TranslatedArticle) -> list[dict[str, object]]:
    return [{"target": translation.target} for translation in translated.translations]


def run_no_jobs(services: Services, *, jobs: int) -> None:
    del services, jobs


@dataclass
class Terminal:
    """Runs commands as a person would, with the services replaced."""

    services: Services

    def run(self, *arguments: str, text: str | bytes = "", make: Callable[[], Services] | None = None) -> Result:
        context = CommandContext(
            make_services=make or (lambda: self.services),
            render_article=render_article,
            get_sample_path=lambda: SAMPLE,
            describe_segments=describe_segments,
            run_jobs=run_no_jobs,
        )
        return CliRunner().invoke(cli, list(arguments), input=text, obj=context, prog_name="translator")

    def with_engine(self, engine: Engine) -> Terminal:
        return Terminal(replace(self.services, engine=engine))


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    models = tmp_path / "models"
    models.mkdir()
    settings = read_settings({}, data_dir=tmp_path / "data", models_dir=models, character_limit=100)
    database = Database(settings.build_database_url())
    yield Terminal(
        Services(
            settings=settings,
            engine=FakeEngine(),
            detector=Detector(("en", "fr")),
            glossary=FakeGlossary(),
            memory=FakeMemory(),
            database=database,
            get_time=get_noon,
        )
    )
    database.close()
