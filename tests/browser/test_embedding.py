"""An article in a frame of a newsroom's own site, which is another origin."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.desk import Desk, set_up_desk
from tests.browser.looking import list_lit
from tests.fetching.site import Answer, Site, open_site

_HEIGHTS = """addEventListener("message", (event) => {
  if (event.data.type === "vis-a-vis:height") document.querySelector("iframe").height = event.data.height;
});"""


@pytest.fixture
def newsroom() -> Iterator[Site]:
    with open_site() as opened:
        yield opened


@pytest.fixture
def desk(tmp_path: Path, browser: Browser, newsroom: Site) -> Iterator[Desk]:
    """A site that lets the newsroom frame its articles."""
    with set_up_desk(browser, data_dir=tmp_path, embed_origins=(newsroom.url,)) as made:
        yield made


def write_page(frame: str) -> Answer:
    page = f"<!doctype html><title>Le Quai</title><script>{_HEIGHTS}</script><h1>Le Quai</h1>{frame}"
    return Answer(page.encode())


def test_snippet_of_the_page_shows_the_article_elsewhere(desk: Desk, newsroom: Site) -> None:
    article = desk.visits.open("/articles/ferry")
    article.get_by_text("Take away", exact=True).click()
    snippet = article.get_by_label("To show it on your own site").input_value()
    newsroom.pages["/page"] = write_page(snippet)
    newsroom.pages["/favicon.ico"] = Answer(b"", headers={"Content-Type": "image/x-icon"})
    page = desk.visits.open(f"{newsroom.url}/page")
    page.locator("iframe").scroll_into_view_if_needed()
    frame = page.frame_locator("iframe")
    expect(frame.locator("h1 .source")).to_contain_text("Le bac de Port-Lannec")
    expect(frame.locator("header.site")).to_have_count(0)
    frame.locator("#s-p7s1").hover()
    framed = page.frames[1]
    assert list_lit(framed) == ["s-p7s1", "t-p7s1"]  # type: ignore[arg-type]
    # The page around it follows the article's height, so that nothing scrolls within.
    expect(page.locator("iframe")).not_to_have_attribute("height", "640")
    assert framed.evaluate("document.documentElement.scrollHeight - innerHeight") <= 1
    frame.locator(".reading summary").click()
    frame.locator("#reading").get_by_text("By sentence", exact=True).click()
    expect(frame.locator("article")).to_have_attribute("data-layout", "sentences")
    expect(frame.get_by_role("link", name="Read it on Vis-à-vis")).to_have_attribute("target", "_blank")


def test_other_pages_cannot_be_framed_there(desk: Desk, newsroom: Site) -> None:
    newsroom.pages["/page"] = write_page(f'<iframe src="{desk.visits.address}/articles/ferry"></iframe>')
    newsroom.pages["/favicon.ico"] = Answer(b"", headers={"Content-Type": "image/x-icon"})
    page = desk.visits.open(f"{newsroom.url}/page")
    expect(page.frame_locator("iframe").locator("article")).to_have_count(0)
    assert any("frame-ancestors 'none'" in each for each in desk.visits.complaints)
    desk.visits.complaints.clear()


def test_other_sites_cannot_frame_an_article(desk: Desk) -> None:
    with open_site() as stranger:
        stranger.pages["/page"] = write_page(f'<iframe src="{desk.visits.address}/articles/ferry/embed"></iframe>')
        stranger.pages["/favicon.ico"] = Answer(b"", headers={"Content-Type": "image/x-icon"})
        page = desk.visits.open(f"{stranger.url}/page")
        expect(page.frame_locator("iframe").locator("article")).to_have_count(0)
    assert any("frame-ancestors" in each for each in desk.visits.complaints)
    desk.visits.complaints.clear()
