"""With the shipped packages no sentence is lost and none loops, whatever is asked for at once."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.texts import build_articles
from translator.app import build_services
from translator.settings import read_settings
from translator.translation import Rung
from translator.workflows.services import Services
from translator.workflows.translate_text import TextRequest, translate_texts

pytestmark = pytest.mark.packages

FAULTS = {"repetition_loop", "sentence_lost", "empty_target", "garbled", "untranslated", "language_wrong"}


@pytest.fixture(scope="module")
def services() -> Iterator[Services]:
    with tempfile.TemporaryDirectory() as folder:
        services = build_services(read_settings({"TRANSLATOR_LIMITS": "off"}, data_dir=Path(folder)))
        services.database.upgrade()
        yield services


@pytest.mark.parametrize(("source", "target"), [("fr", "en"), ("en", "fr")])
def test_no_sentence_of_an_article_is_lost_and_none_loops(services: Services, source: str, target: str) -> None:
    results = translate_texts(services, TextRequest(texts=tuple(build_articles(source)), source=source, target=target))
    translations = [translation for result in results for translation in result.translations]
    assert len(translations) == 72
    assert [t.target for t in translations if FAULTS & {issue.code for issue in t.issues}] == []
    assert [t.target for t in translations if t.rung is Rung.SOURCE] == []
