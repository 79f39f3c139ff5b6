from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.pages.catalogues import compile_catalogues
from tests.standards.site import Site, build_site, serve


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site with something of everything on it."""
    locales_dir = compile_catalogues(tmp_path_factory.mktemp("locales"))
    site = build_site(data_dir=tmp_path_factory.mktemp("standards"), locales_dir=locales_dir)
    yield site
    site.app.extensions["services"].database.engine.dispose()


@pytest.fixture(scope="session")
def address(site: Site) -> Iterator[str]:
    """The site's address, where a browser finds it."""
    with serve(site.app) as address:
        yield address
