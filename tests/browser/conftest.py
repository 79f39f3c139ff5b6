from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.pages.catalogues import compile_catalogues
from tests.pages.parts import keep_article, make_services
from tests.pages.stored_articles import EVENING, read_ferry_article
from tests.people import make_person
from translator.app import create_app
from translator.people import Role

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}
DESKTOP = {"viewport": {"width": 1440, "height": 900}}
VIEWPORTS = {"phone": PHONE, "desktop": DESKTOP}

OpenPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


class QuietHandler(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002
        pass


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


@dataclass
class Visits:
    """The visits of one test: each in a profile of its own, with every complaint of the browser."""

    browser: Browser
    address: str
    contexts: list[BrowserContext] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str, **options: object) -> Page:
        """Visit a path, or a whole address, with options of a browser context."""
        context = self.browser.new_context(**{"locale": "en-US", **DESKTOP, **options})
        self.contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: self._note(message.type, message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(f"{self.address}{path}" if path.startswith("/") else path)
        return page

    def expect_complaint(self, text: str) -> None:
        """Take back the one complaint, which must hold the text."""
        (complaint,) = self.complaints
        assert text in complaint
        self.complaints.clear()

    def _note(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(text)


@pytest.fixture
def visits(browser: Browser, server: str) -> Iterator[Visits]:
    """Open pages as a visitor; the browser must have found nothing to complain of when the test is over."""
    begun = Visits(browser, server)
    yield begun
    for context in begun.contexts:
        context.close()
    # Errors of scripts, failed requests and breaches of the content policy all arrive here.
    assert begun.complaints == []


@pytest.fixture
def open_page(visits: Visits) -> OpenPage:
    return visits.open


@pytest.fixture(params=sorted(VIEWPORTS))
def viewport(request: pytest.FixtureRequest) -> dict[str, object]:
    """Each of the screens in turn."""
    return dict(VIEWPORTS[request.param])
