from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.looking import CONTRASTS, LEAST_CONTRAST, measure

PATHS = ["/", "/library?q=pont", "/glossary/fr/en", "/memory?q=pont", "/articles/ferry", "/docs"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PATHS)
def test_every_text_contrasts_with_its_ground(open_page: OpenPage, path: str, scheme: str) -> None:
    page = open_page(path, color_scheme=scheme)
    for summary in page.locator("summary").all():
        summary.click()
    if path == "/articles/ferry":
        page.locator("#t-p16s2").focus()
        page.locator("#s-p7s0").hover()
    contrasts = page.evaluate(CONTRASTS)
    assert len(contrasts) > 10
    assert [(text, ratio) for text, ratio in contrasts if ratio < LEAST_CONTRAST] == []


@pytest.mark.parametrize("width", [320, 390, 820, 1440])
@pytest.mark.parametrize("path", PATHS)
def test_nothing_scrolls_sideways(open_page: OpenPage, path: str, width: int) -> None:
    page = open_page(path, viewport={"width": width, "height": 844})
    for summary in page.locator("summary").all():
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_lines_are_of_a_length_that_reads_well(open_page: OpenPage) -> None:
    page = open_page("/articles/ferry")
    longest = page.evaluate(
        """() => {
          const text = document.querySelector("#s-p13s1").firstChild;
          const range = document.createRange();
          const lengths = new Map();
          for (let at = 0; at < text.length; at += 1) {
            range.setStart(text, at);
            range.setEnd(text, at + 1);
            const top = Math.round(range.getBoundingClientRect().top);
            lengths.set(top, (lengths.get(top) ?? 0) + 1);
          }
          return Math.max(...lengths.values());
        }"""
    )
    assert 50 <= longest <= 75


def test_page_moves_nothing_once_it_is_drawn(open_page: OpenPage, viewport: dict[str, object]) -> None:
    page = open_page("/articles/ferry", **viewport)
    shift = page.evaluate(
        """() => new Promise((resolve) => {
          let total = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) total += entry.value;
          }).observe({ type: "layout-shift", buffered: true });
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(total)));
        })"""
    )
    assert shift == 0


def test_print_shows_the_text_and_no_controls(open_page: OpenPage) -> None:
    page = open_page("/articles/ferry")
    page.emulate_media(media="print")
    for control in ("header.site", "footer.site", ".tools", ".asides"):
        expect(page.locator(control)).to_be_hidden()
    expect(page.locator("#t-p17s2")).to_be_visible()
    row = page.locator(".row.body").first
    assert row.evaluate("element => getComputedStyle(element).breakInside") == "avoid"
    assert measure(row.locator(".source")).top == measure(row.locator(".target")).top


def test_what_a_reader_unfolded_is_printed_too(open_page: OpenPage) -> None:
    page = open_page("/articles/ferry")
    page.locator(".asides summary").click()
    page.emulate_media(media="print")
    expect(page.locator("#t-p1s0")).to_be_visible()


def test_print_is_dark_on_light_whatever_the_screen_shows(open_page: OpenPage) -> None:
    page = open_page("/articles/ferry", color_scheme="light")
    page.get_by_role("button", name="Dark").click()
    page.emulate_media(media="print")
    look = "[getComputedStyle(document.documentElement).colorScheme, getComputedStyle(document.body).color]"
    scheme, ink = page.evaluate(look)
    assert (scheme, ink) == ("light", "rgb(29, 28, 26)")
