from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.fetching.site import Answer, Site, open_site
from tests.pages.catalogues import compile_catalogues
from tests.pages.parts import keep_article, make_services
from tests.pages.reading import Page, read_page
from tests.pages.stored_articles import read_ferry_article
from translator.app import create_app
from translator.fetching import Fetcher, FetchLimits
from translator.translation import StoredArticle
from translator.workflows.services import Services

SCRAPED = Path(__file__).parent.parent / "cases" / "pages" / "phare.html"

MakeClient = Callable[..., FlaskClient]
Submit = Callable[..., Page]


@pytest.fixture(scope="session")
def locales_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return compile_catalogues(tmp_path_factory.mktemp("locales"))


@pytest.fixture
def services(tmp_path: Path, locales_dir: Path) -> Services:
    return make_services(data_dir=tmp_path, locales_dir=locales_dir)


@pytest.fixture
def make_client(services: Services) -> MakeClient:
    """Make a client of an app with settings or parts of its own."""

    def make(*, settings: dict[str, object] | None = None, **parts: object) -> FlaskClient:
        configured = services.settings.model_copy(update=settings or {})
        return create_app(services=replace(services, settings=configured, **parts)).test_client()

    return make


@pytest.fixture
def client(make_client: MakeClient) -> FlaskClient:
    return make_client()


@pytest.fixture
def keep(services: Services) -> Callable[[StoredArticle], None]:
    """Put an article into the database as it is."""
    return partial(keep_article, services)


@pytest.fixture
def ferry(keep: Callable[[StoredArticle], None]) -> str:
    """The id of the sample article with a translation made by hand."""
    keep(read_ferry_article(id="ferry"))
    return "ferry"


@pytest.fixture
def submit(client: FlaskClient) -> Submit:
    """Fill in the form of the home page as a browser would, and send it."""

    def send(**fields: str) -> Page:
        home = read_page(client.get("/"))
        token = home.find('//form[@action="/articles"]//input[@name="csrf_token"]').get("value")
        return read_page(client.post("/articles", data={"csrf_token": token, **fields}))

    return send


@pytest.fixture
def site() -> Iterator[Site]:
    with open_site() as opened:
        opened.pages["/bac"] = Answer(SCRAPED.read_bytes())
        yield opened


@pytest.fixture
def reader(make_client: MakeClient) -> FlaskClient:
    """A client of a site that may fetch from this machine."""
    return make_client(fetcher=Fetcher(FetchLimits(networks=("127.0.0.0/8",))))
