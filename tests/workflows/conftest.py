from __future__ import annotations

from pathlib import Path

import pytest

from tests.fakes import FakeEngine, FakeGlossary, get_noon
from tests.people import FAST_HASHES
from translator.detection import Detector
from translator.memory import make_source_key
from translator.settings import read_settings
from translator.storage import Database, StoredMemory
from translator.workflows.services import Services


@pytest.fixture
def services(tmp_path: Path) -> Services:
    """A database and memory of their own, real stages, and an engine that reverses words."""
    settings = read_settings({}, data_dir=tmp_path)
    database = Database(settings.build_database_url())
    database.upgrade()
    return Services(
        settings=settings,
        engine=FakeEngine(),
        detector=Detector(("en", "fr")),
        glossary=FakeGlossary(),
        memory=StoredMemory(database, make_key=make_source_key),
        database=database,
        get_time=get_noon,
        passwords=FAST_HASHES,
    )
