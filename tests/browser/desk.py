"""A site of one test's own, with people at their browsers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.browser.visits import Visits
from tests.pages.catalogues import compile_catalogues
from tests.pages.parts import keep_article, make_services
from tests.pages.stored_articles import read_ferry_article
from tests.standards.site import serve
from translator.app import create_app
from translator.fetching import Fetcher, FetchLimits
from translator.glossary import merge_entries, read_glossary
from translator.people import Person
from translator.storage import GlossaryFiles, StoredGlossary
from translator.workflows.services import Services
from translator.workflows.signing_in import Visit, open_sign_in


@dataclass
class Desk:
    """A site of one test's own, with people at their browsers."""

    services: Services
    visits: Visits

    def open(self, path: str, person: Person, **options: object) -> Page:
        """Open a page as a person who is signed in."""
        page = self.visits.open("/articles/ferry/versions", **options)
        with self.services.database.session(writing=True) as session:
            token = open_sign_in(session, self.services, person, visit=Visit("127.0.0.1", "A browser"))
            session.commit()
        page.context.add_cookies([{"name": "signed-in", "value": token, "url": self.visits.address}])
        page.goto(f"{self.visits.address}{path}")
        return page


@contextmanager
def set_up_desk(browser: Browser, *, data_dir: Path, **settings: object) -> Iterator[Desk]:
    """Serve a site with the sample article, a glossary that people can change, and this machine as its web.

    Args:
        browser: Visits it.
        data_dir: An empty folder.
        settings: What is set otherwise than by default.
    """
    services = make_services(data_dir=data_dir, locales_dir=compile_catalogues(data_dir / "locales"))
    files = GlossaryFiles(data_dir / "no glossaries", read_glossary=read_glossary)
    services = replace(
        services,
        settings=services.settings.model_copy(update=settings),
        glossary=StoredGlossary(files, database=services.database, merge=merge_entries),
        fetcher=Fetcher(FetchLimits(networks=("127.0.0.0/8",))),
    )
    keep_article(services, read_ferry_article(id="ferry"))
    with serve(create_app(services=services)) as address:
        begun = Visits(browser, address)
        yield Desk(services, begun)
        begun.close()
    services.database.close()
    assert begun.complaints == []
