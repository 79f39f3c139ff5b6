from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import OpenPage


def test_reader_searches_the_library_and_comes_to_the_sentence(
    open_page: OpenPage, viewport: dict[str, object]
) -> None:
    page = open_page("/", **viewport)
    page.get_by_role("link", name="Library", exact=True).click()
    page.get_by_role("searchbox").fill("bridges")
    page.get_by_role("searchbox").press("Enter")
    expect(page.locator(".excerpt mark").first).to_have_text("bridge")
    page.locator(".excerpt").first.click()
    assert "/articles/ferry#s-p" in page.url
    expect(page.locator(":target")).to_be_visible()


def test_filters_work_without_scripts_and_stay_in_the_address(open_page: OpenPage) -> None:
    page = open_page("/library", java_script_enabled=False)
    page.locator(".narrow summary").click()
    page.get_by_label("Languages").select_option("en-fr")
    page.get_by_role("button", name="Apply the filters").click()
    assert "direction=en-fr" in page.url
    expect(page.locator(".active")).to_contain_text("English → French")
    page.get_by_role("link", name="Remove the filter “English → French”").click()
    assert "direction" not in page.url


def test_glossary_and_memory_can_be_looked_at(open_page: OpenPage, viewport: dict[str, object]) -> None:
    page = open_page("/", **viewport)
    page.get_by_role("link", name="Glossary", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Glossary")
    page.get_by_role("link", name="Search the memory").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Memory")
