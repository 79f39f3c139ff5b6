from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Route, expect

from tests.browser.conftest import OpenPage, Visits
from tests.browser.looking import list_lit
from tests.pages.catalogues import compile_catalogues
from tests.pages.stored_articles import read_ferry_article
from translator.pages import render_standalone

FRENCH_TEXT = "Le port a rouvert ce matin.\n\nLes pêcheurs sont revenus avec la marée."


def test_pasted_article_becomes_a_page(open_page: OpenPage, viewport: dict[str, object]) -> None:
    page = open_page("/", **viewport)
    page.get_by_label("Headline").fill("Le port rouvre")
    page.get_by_label("Article", exact=True).fill(FRENCH_TEXT)
    page.get_by_label("From").select_option("French")
    page.get_by_role("button", name="Translate").click()
    page.wait_for_url(re.compile(r"/articles/[\w-]+$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Le port rouvre")
    sources = page.locator(".body .source")
    expect(sources).to_have_text(FRENCH_TEXT.split("\n\n"))
    expect(sources.first).to_have_attribute("lang", "fr")
    page.get_by_role("link", name="Vis-à-vis").click()
    expect(page.locator(".recent .headline.source").first).to_have_text("Le port rouvre")


def test_button_says_that_it_is_translating(open_page: OpenPage) -> None:
    page = open_page("/")

    def answer_nothing(route: Route) -> None:
        route.fulfill(status=204)

    page.route("**/articles", answer_nothing)
    page.get_by_label("Article", exact=True).fill(FRENCH_TEXT)
    page.get_by_role("button", name="Translate").click()
    button = page.locator("button.send")
    expect(button).to_have_text("Translating…")
    expect(button).to_be_disabled()
    expect(page.get_by_role("status")).to_have_text("Translating…")


def test_refused_form_leads_to_the_field_and_keeps_the_rest(visits: Visits) -> None:
    page = visits.open("/")
    page.get_by_label("Headline").fill("Un titre")
    page.get_by_role("button", name="Translate").click()
    field = page.get_by_label("Article", exact=True)
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description(re.compile("^Paste the article here, or give its address or a file."))
    expect(page.get_by_label("Headline")).to_have_value("Un titre")
    visits.expect_complaint("the server responded with a status of 400")


def test_interface_changes_language_and_the_article_does_not(open_page: OpenPage) -> None:
    page = open_page("/articles/ferry")
    headline = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("button", name="Français").click()
    expect(page.locator(".facts li").first).to_have_text("Traduction automatique")
    assert page.get_by_role("heading", level=1).inner_text() == headline
    assert page.url.endswith("/articles/ferry")
    page.get_by_role("button", name="English").click()
    expect(page.locator(".facts li").first).to_have_text("Machine translation")


def test_interface_speaks_the_browsers_language_at_first(open_page: OpenPage) -> None:
    page = open_page("/", locale="fr-FR")
    expect(page.get_by_role("button", name="Traduire")).to_be_visible()


def test_scheme_follows_the_system_until_it_is_switched(open_page: OpenPage) -> None:
    page = open_page("/articles/ferry", color_scheme="dark")
    switch = page.get_by_role("button", name="Dark")
    expect(switch).to_have_attribute("aria-pressed", "true")
    dark = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "false")
    light = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert light != dark
    page.reload()
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == light
    page.get_by_role("button", name="Dark").click()
    assert page.evaluate("document.documentElement.dataset.scheme ?? null") is None


def test_skip_link_comes_first_and_leads_to_the_text(open_page: OpenPage) -> None:
    page = open_page("/articles/ferry")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the text")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("j")
    assert list_lit(page) == ["s-p0s0", "t-p0s0"]


def test_standalone_file_reads_like_the_page(open_page: OpenPage, tmp_path: Path) -> None:
    locales_dir = compile_catalogues(tmp_path / "locales")
    file = tmp_path / "ferry.html"
    file.write_text(render_standalone(read_ferry_article(), locale="en", locales_dir=locales_dir), encoding="utf-8")
    page = open_page(file.as_uri())
    page.keyboard.press("j")
    assert list_lit(page) == ["s-p0s0", "t-p0s0"]
    page.locator("#t-p7s1").hover()
    assert list_lit(page) == ["s-p0s0", "t-p0s0", "s-p7s1", "t-p7s1"]
