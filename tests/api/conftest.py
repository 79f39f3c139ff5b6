from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from flask import Blueprint, Flask
from flask.testing import FlaskClient
from pydantic import SecretStr

from tests.fakes import FakeEngine, FakeGlossary, FakeMemory, get_noon
from translator.access import Scope
from translator.api import register_api
from translator.detection import Detector
from translator.settings import read_settings
from translator.storage import Database
from translator.translation import Engine, Glossary
from translator.workflows.keys import KeyOrder, create_key
from translator.workflows.services import Services

MakeClient = Callable[..., FlaskClient]

ADMIN_KEY = "a-key-for-the-tests"
BRIDGE = "Le pont ouvre enfin. Olga Petrova est venue.\n\nLes travaux ont duré."


@pytest.fixture(scope="session")
def services(tmp_path_factory: pytest.TempPathFactory) -> Services:
    """Real detection, stages and database; an engine that reverses words."""
    settings = read_settings({}, data_dir=tmp_path_factory.mktemp("api"))
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
    )


@pytest.fixture
def make_client(services: Services) -> MakeClient:
    """Make a client of an app with settings, an engine, a database, a glossary or a clock of its own."""

    def make(
        *,
        engine: Engine | None = None,
        database: Database | None = None,
        glossary: Glossary | None = None,
        get_time: Callable[[], datetime] = get_noon,
        **settings: object,
    ) -> FlaskClient:
        app = Flask("api")
        app.extensions["services"] = replace(
            services,
            engine=engine or services.engine,
            database=database or services.database,
            glossary=glossary or services.glossary,
            get_time=get_time,
            settings=services.settings.model_copy(update=settings),
        )
        register_api(app)
        pages = Blueprint("pages", __name__)
        pages.add_url_rule("/articles/<article_id>", "show_article", lambda article_id: article_id)
        app.register_blueprint(pages)
        return app.test_client()

    return make


@pytest.fixture
def client(make_client: MakeClient) -> FlaskClient:
    return make_client()


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """An empty database of one test's own."""
    database = Database(f"sqlite:///{tmp_path / 'own.sqlite3'}")
    database.upgrade()
    return database


@pytest.fixture
def editing(make_client: MakeClient, database: Database) -> FlaskClient:
    """A client of a site with a database of its own, which can make keys."""
    return make_client(database=database, admin_key=SecretStr(ADMIN_KEY))


@pytest.fixture
def desk(editing: FlaskClient) -> dict[str, str]:
    """The header of a key that may change articles."""
    return make_key(editing, Scope.ARTICLES)


@pytest.fixture
def article(editing: FlaskClient) -> str:
    """The address of an article."""
    fields = {"title": "Un pont neuf", "text": BRIDGE, "source": "fr", "target": "en"}
    return f"/api/articles/{editing.post('/api/articles', json=fields).get_json()['id']}"


def make_key(client: FlaskClient, *scopes: Scope) -> dict[str, str]:
    """Return the header of a new key."""
    _, secret = create_key(client.application.extensions["services"], KeyOrder("desk", frozenset(scopes)))
    return {"Authorization": f"Bearer {secret}"}
