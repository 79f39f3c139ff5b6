from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.chromium import start_chromium
from tests.missing import miss


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The one Chromium of a run: two folders of tests look at pages, and Playwright runs once in a process."""
    with start_chromium() as chromium:
        if chromium is None:
            miss("Chromium is not installed; set CHROMIUM to where one is")
        yield chromium
