"""What people who see little, use no mouse, or choose their own colours meet on every page."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.looking import CONTRASTS, LEAST_CONTRAST
from tests.standards.opening import open_page
from tests.standards.pages import PAGES, PageCase
from tests.standards.site import Site

pytestmark = pytest.mark.browser

#: A window of 1280 by 1024 at 400 %, the width that WCAG 2.2 wants text to fit in (1.4.10, Reflow).
ZOOMED = {"viewport": {"width": 320, "height": 256}}

#: Stops of the Tab key that are tried on a page; a long one repeats itself.
STOPS = 30

#: The spacing that readers may set, which must break nothing (WCAG 2.2, 1.4.12, Text Spacing).
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }"""

#: What has the focus: a name for it, whether it shows, whether anything lies over it, and its height and width.
_FOCUSED = """() => {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return null;
  const style = getComputedStyle(focused);
  const box = focused.getClientRects()[0];
  // What is too high for the rest of the window counts by its part in the window.
  const bottom = Math.min(box.bottom, innerHeight);
  const at = document.elementFromPoint((box.left + box.right) / 2, (Math.max(box.top, 0) + bottom) / 2);
  return {
    name: `${focused.tagName}.${focused.className} ${(focused.textContent || focused.name || "").trim().slice(0, 40)}`,
    shows: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    uncovered: at !== null && (focused.contains(at) || at.contains(focused)),
  };
}"""

#: Elements that move: whatever takes time to change.
_MOVING = """() => [...document.querySelectorAll("*")].filter((each) => {
  const style = getComputedStyle(each);
  const takes = (durations) => durations.split(",").some((duration) => parseFloat(duration) > 0);
  return takes(style.transitionDuration) || (style.animationName !== "none" && takes(style.animationDuration))
    || style.scrollBehavior === "smooth";
}).map((each) => `${each.tagName}.${each.className}`)"""

OpenCase = Callable[..., Page]


@pytest.fixture
def open_case(browser: Browser, site: Site, address: str) -> Iterator[OpenCase]:
    """Open a page of the list with options of a browser context."""
    contexts: list[BrowserContext] = []

    def open_it(case: PageCase, **options: object) -> Page:
        contexts.append(browser.new_context(**{"locale": "fr-FR", **DESKTOP, **options}))
        return open_page(contexts[-1], site, address, case, language="fr")

    yield open_it
    for context in contexts:
        context.close()


@pytest.fixture(params=PAGES, ids=lambda case: case.name)
def case(request: pytest.FixtureRequest) -> PageCase:
    return request.param


def test_text_fits_a_window_at_four_hundred_percent(open_case: OpenCase, case: PageCase) -> None:
    page = open_case(case, **ZOOMED)
    assert page.evaluate("document.documentElement.scrollWidth") == ZOOMED["viewport"]["width"]


def test_text_with_wider_spaces_still_fits(open_case: OpenCase, case: PageCase) -> None:
    page = open_case(case, **PHONE, bypass_csp=True)
    page.add_style_tag(content=SPACING)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["viewport"]["width"]


def test_focus_is_seen_wherever_the_tab_key_leads(open_case: OpenCase, case: PageCase) -> None:
    page = open_case(case)
    # A field that was refused has the focus at first.
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0); getSelection().removeAllRanges()")
    stops = []
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        focused = page.evaluate(_FOCUSED)
        if focused is None:
            break
        stops.append(focused)
    assert stops
    assert [stop["name"] for stop in stops if not (stop["shows"] and stop["uncovered"])] == []


def test_every_text_contrasts_with_its_ground(open_case: OpenCase, case: PageCase) -> None:
    page = open_case(case)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        contrasts = page.evaluate(CONTRASTS)
        assert contrasts
        assert [(text, ratio) for text, ratio in contrasts if ratio < LEAST_CONTRAST] == []


def test_nothing_moves_for_whoever_wants_no_motion(open_case: OpenCase, case: PageCase) -> None:
    page = open_case(case, reduced_motion="reduce")
    assert page.evaluate(_MOVING) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_lit_passage_is_told_apart_in_colours_of_the_readers_own(browser: Browser, address: str, scheme: str) -> None:
    context = browser.new_context(forced_colors="active", color_scheme=scheme, **DESKTOP)
    try:
        page = context.new_page()
        page.goto(f"{address}/articles/ferry")
        ground = "element => getComputedStyle(element).backgroundColor"
        lit, other = page.locator("#t-p7s1"), page.locator("#t-p7s2")
        page.locator("#s-p7s1").hover()
        assert lit.evaluate(ground) != other.evaluate(ground)
        page.locator("#s-p7s2").focus()
        assert other.evaluate(ground) != page.locator("#t-p6s0").evaluate(ground)
    finally:
        context.close()


def test_pressed_switch_is_told_apart_in_colours_of_the_readers_own(browser: Browser, address: str) -> None:
    context = browser.new_context(forced_colors="active", color_scheme="dark", **DESKTOP)
    try:
        page = context.new_page()
        page.goto(address)
        switch = page.locator("#scheme")
        ground = "element => getComputedStyle(element).backgroundColor"
        pressed = switch.evaluate(ground)
        switch.click()
        assert switch.get_attribute("aria-pressed") == "false"
        page.mouse.move(0, 0)
        assert switch.evaluate(ground) != pressed
    finally:
        context.close()
