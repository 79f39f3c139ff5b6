"""Axe, the engine of most accessibility checkers, finds nothing on any page, in either scheme, small or large."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import DESKTOP, PHONE
from tests.standards.opening import open_page
from tests.standards.packages import AXE, require
from tests.standards.pages import PAGES, PageCase
from tests.standards.site import Site

#: Screen, interface language.
SCREENS = {"phone": (PHONE, "fr"), "desktop": (DESKTOP, "en")}

#: All of axe's rules but experimental ones, and with the least target size of WCAG 2.2, which is off by default.
_RUN = """async () => {
  const { violations } = await axe.run(document, { rules: { "target-size": { enabled: true } } });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)} | ${node.failureSummary}`));
}"""

#: A page with two faults, to see that the engine is at work.
FAULTY = """<!doctype html><html lang="en"><title>Faulty</title><main><h1>Faulty</h1>
<p style="color: #888; background: #999">Grey on grey</p><img src="data:,"></main></html>"""


@pytest.fixture(scope="module")
def axe() -> str:
    return require(AXE).read_text(encoding="utf-8")


@pytest.mark.browser
@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("case", PAGES, ids=lambda case: case.name)
def test_axe_finds_no_violation(
    axe: str, browser: Browser, site: Site, address: str, case: PageCase, screen: str
) -> None:
    options, language = SCREENS[screen]
    context = browser.new_context(locale=language, **options)
    try:
        page = open_page(context, site, address, case, language=language)
        page.evaluate(axe)
        found = {}
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            found[scheme] = page.evaluate(_RUN)
        assert found == {"light": [], "dark": []}
    finally:
        context.close()


@pytest.mark.browser
def test_axe_finds_what_is_wrong(axe: str, browser: Browser) -> None:
    page = browser.new_page()
    try:
        page.set_content(FAULTY)
        page.evaluate(axe)
        assert sorted(each.partition(":")[0] for each in page.evaluate(_RUN)) == ["color-contrast", "image-alt"]
    finally:
        page.close()
