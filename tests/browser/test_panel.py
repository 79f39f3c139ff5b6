"""Why a sentence reads so, laid over the article."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, OpenPage, Visits
from tests.browser.looking import get_focused, list_lit, measure


def test_enter_opens_the_panel_and_escape_gives_the_sentence_back(open_page: OpenPage) -> None:
    page = open_page("/articles/ferry")
    page.locator("#t-p16s2").focus()
    page.keyboard.press("Enter")
    panel = page.locator("#panel")
    expect(panel.get_by_role("heading", name="Why this sentence reads so")).to_be_focused()
    expect(panel).to_contain_text("The number 1\u202f340 is missing or was changed.")
    assert {"s-p16s2", "t-p16s2"} <= set(list_lit(page))
    assert measure(page.locator("#t-p16s2")).bottom <= measure(panel).top
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    assert get_focused(page) == "t-p16s2"


def test_button_beside_the_sentence_opens_the_panel(open_page: OpenPage) -> None:
    page = open_page("/articles/ferry")
    expect(page.locator(".why:visible")).to_have_count(0)
    page.locator("#t-p7s1").click()
    page.get_by_role("button", name="Why this sentence reads so").click()
    expect(page.locator("#panel .target .words")).to_have_text(page.locator("#t-p7s1").inner_text())


def test_open_panel_follows_the_reader(open_page: OpenPage) -> None:
    page = open_page("/articles/ferry")
    page.locator("#s-p7s0").focus()
    page.keyboard.press("Enter")
    explained = page.locator("#panel [data-explained]")
    expect(explained).to_have_attribute("data-explained", "p7s0")
    page.locator("#s-p7s0").focus()
    page.keyboard.press("j")
    expect(explained).to_have_attribute("data-explained", "p7s1")
    assert get_focused(page) == "s-p7s1"
    page.locator("#panel").get_by_role("link", name="Next").click()
    expect(explained).to_have_attribute("data-explained", "p7s2")
    expect(page.locator("#panel").get_by_role("link", name="Next")).to_be_focused()


def test_panel_opens_by_tap_and_leaves_the_sentence_in_view(open_page: OpenPage) -> None:
    page = open_page("/articles/ferry", **PHONE)
    page.locator("#t-p17s2").tap()
    page.get_by_role("button", name="Why this sentence reads so").tap()
    panel = page.locator("#panel")
    expect(panel.locator(".close")).to_have_text("Close")
    assert measure(page.locator("#t-p17s2")).bottom <= measure(panel).top
    assert measure(panel).right <= 390
    panel.locator(".close").tap()
    expect(panel).to_be_hidden()


def test_link_leads_to_a_page_of_its_own_without_scripts(open_page: OpenPage) -> None:
    page = open_page("/articles/ferry", java_script_enabled=False)
    page.locator("#t-p7s1").click()
    page.locator("#t-p7s1 ~ noscript .why").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Why this sentence reads so")
    page.get_by_role("link", name="Back to the article").click()
    assert page.url.endswith("/articles/ferry#t-p7s1")


def test_sentence_that_cannot_be_fetched_is_shown_on_its_page(visits: Visits) -> None:
    page = visits.open("/articles/ferry")
    page.route("**/segments/*?part=panel", lambda route: route.abort())
    page.locator("#t-p7s1").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Why this sentence reads so")
    visits.expect_complaint("Failed to load resource")
