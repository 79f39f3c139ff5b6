"""The parts of a site under test: everything real but the engine, the memory, the glossary and the clock."""

from __future__ import annotations

from pathlib import Path

from tests.fakes import FakeEngine, FakeGlossary, FakeMemory, get_noon
from tests.people import FAST_HASHES
from translator import storage
from translator.detection import Detector
from translator.settings import read_settings
from translator.storage import Database
from translator.translation import StoredArticle
from translator.workflows.services import Services


def make_services(*, data_dir: Path, locales_dir: Path) -> Services:
    """Make services on an empty database."""
    settings = read_settings({}, data_dir=data_dir, locales_dir=locales_dir)
    database = Database(settings.build_database_url())
    database.upgrade()
    return Services(
        settings=settings,
        engine=FakeEngine(),
        detector=Detector(("en", "fr")),
        glossary=FakeGlossary(),
        memory=FakeMemory(),
        database=database,
        get_time=get_noon,
        passwords=FAST_HASHES,
    )


def keep_article(services: Services, stored: StoredArticle) -> None:
    """Put an article into the database as it is."""
    with services.database.session(writing=True) as session:
        target = stored.translated.text.split("\n", 1)[0]
        storage.save_article(
            session, stored.translated, created_at=stored.created_at, target_title=target, origin=stored.origin
        )
        session.commit()
