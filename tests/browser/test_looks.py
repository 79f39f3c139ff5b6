from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.looking import measure

PATHS = ["/", "/articles/ferry", "/docs"]
LEAST_CONTRAST = 4.5

#: Contrast of each text with the ground that it stands on, by the formula of WCAG 2.2 ("contrast ratio").
_CONTRASTS = r"""() => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const read = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r, g, b]) => {
    const linear = (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    const [x, y, z] = [r, g, b].map((v) => linear(v / 255));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const findGround = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const style = getComputedStyle(each);
      const gradient = each.matches(".segment") && style.backgroundImage.match(/rgba?\([^)]*\)|color\([^)]*\)/);
      if (gradient) return read(gradient[0]);
      const color = read(style.backgroundColor);
      if (color[3] === 255) return color;
    }
  };
  const texts = [...document.body.querySelectorAll("*")].filter((element) =>
    element.checkVisibility() && !element.closest(".unseen, option, script") &&
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()));
  return texts.map((element) => {
    const [one, other] = [light(read(getComputedStyle(element).color)), light(findGround(element))];
    const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    return [`${element.tagName}.${element.className}: ${element.textContent.trim().slice(0, 30)}`, ratio];
  });
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PATHS)
def test_every_text_contrasts_with_its_ground(open_page: OpenPage, path: str, scheme: str) -> None:
    page = open_page(path, color_scheme=scheme)
    for summary in page.locator("summary").all():
        summary.click()
    if path == "/articles/ferry":
        page.locator("#t-p16s2").focus()
        page.locator("#s-p7s0").hover()
    contrasts = page.evaluate(_CONTRASTS)
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


def test_print_shows_the_text_whole_and_no_controls(open_page: OpenPage) -> None:
    page = open_page("/articles/ferry")
    page.emulate_media(media="print")
    expect(page.locator("header.site")).to_be_hidden()
    expect(page.locator(".take-away")).to_be_hidden()
    expect(page.locator("#t-p1s0")).to_be_visible()
    row = page.locator(".row.body").first
    assert row.evaluate("element => getComputedStyle(element).breakInside") == "avoid"
    assert measure(row.locator(".source")).top == measure(row.locator(".target")).top
