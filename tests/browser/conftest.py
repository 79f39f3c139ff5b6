from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from tests.browser.desk import Desk, set_up_desk
from tests.browser.visits import DESKTOP, PHONE, QuietHandler, Visits
from tests.pages.catalogues import compile_catalogues
from tests.pages.parts import keep_article, make_services
from tests.pages.stored_articles import EVENING, read_ferry_article
from tests.people import make_person
from translator.app import create_app
from translator.people import Role

VIEWPORTS = {"phone": PHONE, "desktop": DESKTOP}

#: Names that the tests of pages take from here.
__all__ = ["DESKTOP", "PHONE", "VIEWPORTS", "OpenPage", "Visits"]

OpenPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a site with a fake engine and the sample article; return its address."""
    locales_dir = compile_catalogues(tmp_path_factory.mktemp("locales"))
    services = make_services(data_dir=tmp_path_factory.mktemp("browser"), locales_dir=locales_dir)
    # Later than the sample, so that what a test adds heads the list.
    services = replace(services, get_time=lambda: EVENING + timedelta(days=1))
    keep_article(services, read_ferry_article(id="ferry"))
    for name, role in (("Anne", Role.TRANSLATOR), ("Olaf", Role.ADMIN), ("Eve", Role.ADMIN)):
        make_person(services, role, name=name)
    web = make_server("127.0.0.1", 0, create_app(services=services), threaded=True, request_handler=QuietHandler)
    thread = threading.Thread(target=web.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{web.server_port}"
    web.shutdown()
    thread.join()
    web.server_close()
    services.database.engine.dispose()


@pytest.fixture
def visits(browser: Browser, server: str) -> Iterator[Visits]:
    """Open pages as a visitor; the browser must have found nothing to complain of when the test is over."""
    begun = Visits(browser, server)
    yield begun
    begun.close()
    # Errors of scripts, failed requests and breaches of the content policy all arrive here.
    assert begun.complaints == []


@pytest.fixture
def open_page(visits: Visits) -> OpenPage:
    return visits.open


@pytest.fixture(params=sorted(VIEWPORTS))
def viewport(request: pytest.FixtureRequest) -> dict[str, object]:
    """Each of the screens in turn."""
    return dict(VIEWPORTS[request.param])


@pytest.fixture
def desk(tmp_path: Path, browser: Browser) -> Iterator[Desk]:
    """A site of the test's own, with people at their browsers."""
    with set_up_desk(browser, data_dir=tmp_path) as made:
        yield made
