"""The reader's choices of layout and type, made at once."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE, OpenPage
from tests.browser.looking import get_focused, list_lit, measure

_SHIFT = """() => new Promise((resolve) => {
  let total = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) total += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => resolve(total)));
})"""

_CELLS = "() => [...document.querySelectorAll('.cell')].map((each) => each.className + each.innerText.trim())"


def choose(page: Page, *labels: str) -> None:
    if page.locator(".reading[open]").count() == 0:
        page.get_by_text("Reading", exact=True).click()
    for label in labels:
        page.locator("#reading").get_by_text(label, exact=True).first.click()


@pytest.mark.parametrize("query", ["layout=sentences", "order=target", "layout=sentences&order=target"])
def test_script_builds_what_the_server_sends(open_page: OpenPage, query: str) -> None:
    served = open_page(f"/articles/ferry?{query}")
    page = open_page("/articles/ferry")
    choose(page, *(["By sentence"] if "sentences" in query else []))
    if "order" in query:
        page.locator('#reading [name="order"][value="target"]').check(force=True)
    count = "article .cell"
    assert page.locator(count).count() == served.locator(count).count()
    assert page.evaluate(_CELLS) == served.evaluate(_CELLS)


def test_choices_come_back_when_they_are_undone(open_page: OpenPage) -> None:
    page = open_page("/articles/ferry")
    before = page.evaluate(_CELLS)
    choose(page, "By sentence")
    assert page.evaluate(_CELLS) != before
    choose(page, "Side by side")
    assert page.evaluate(_CELLS) == before


def test_choice_is_remembered_and_moves_nothing_on_the_next_page(
    open_page: OpenPage, viewport: dict[str, object]
) -> None:
    page = open_page("/articles/ferry", **viewport)
    choose(page, "By sentence", "very large", "marked")
    page.reload()
    expect(page.locator("article")).to_have_attribute("data-layout", "sentences")
    assert page.evaluate(_SHIFT) == 0


@pytest.mark.parametrize("width", [320, 390, 820, 1440])
def test_controls_and_largest_type_fit_every_screen(open_page: OpenPage, width: int) -> None:
    page = open_page("/articles/ferry", viewport={"width": width, "height": 844})
    choose(page, "very large", "marked")
    for layout in ("By sentence", "By paragraph", "Side by side"):
        choose(page, layout)
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_one_language_alone_stands_in_one_column(open_page: OpenPage) -> None:
    page = open_page("/articles/ferry?layout=target")
    expect(page.locator("#s-p7s0")).to_be_hidden()
    expect(page.locator(".column.source")).to_be_hidden()
    box = measure(page.locator("#t-p7s0"))
    assert abs((box.left + box.right) / 2 - 720) < 200


def test_keys_turn_to_the_language_that_is_not_shown(open_page: OpenPage) -> None:
    page = open_page("/articles/ferry?layout=target")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert get_focused(page) == "t-p6s0"
    page.keyboard.press("ArrowLeft")
    assert get_focused(page) == "s-p6s0"
    expect(page.locator("#t-p6s0")).to_be_hidden()
    expect(page.locator('#reading [value="source"][name="layout"]')).to_be_checked()


def test_what_was_read_stays_where_it_was(open_page: OpenPage) -> None:
    page = open_page("/articles/ferry", **DESKTOP)
    page.locator("#s-p16s1").focus()
    page.evaluate("scrollBy(0, 200)")
    before = measure(page.locator("#s-p16s1")).top
    page.evaluate(
        """() => {
          const input = document.querySelector('#reading [value="sentences"]');
          input.checked = true;
          input.dispatchEvent(new Event("change", { bubbles: true }));
        }"""
    )
    assert abs(measure(page.locator("#s-p16s1")).top - before) < 2
    assert get_focused(page) == "s-p16s1"
    assert list_lit(page) == ["s-p16s1", "t-p16s1"]


def test_keyboard_reaches_every_choice(open_page: OpenPage) -> None:
    page = open_page("/articles/ferry")
    page.locator(".reading summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    expect(page.locator("article")).to_have_attribute("data-layout", "paragraphs")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    expect(page.locator("article")).to_have_attribute("data-order", "target")


def test_form_is_sent_without_scripts(open_page: OpenPage) -> None:
    page = open_page("/articles/ferry", java_script_enabled=False, **PHONE)
    choose(page, "By sentence", "marked")
    page.get_by_role("button", name="Apply").click()
    expect(page.locator("article")).to_have_attribute("data-layout", "sentences")
    expect(page.locator("article")).to_have_attribute("data-marks", "on")


def test_sentences_light_their_partner_without_scripts(open_page: OpenPage) -> None:
    page = open_page("/articles/ferry?layout=sentences", java_script_enabled=False)
    page.locator("#s-p7s1").hover()
    assert list_lit(page) == ["s-p7s1", "t-p7s1"]
    page.locator("#t-p7s2").hover()
    assert list_lit(page) == ["s-p7s2", "t-p7s2"]
