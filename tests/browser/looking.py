"""What a reader sees on a page."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator, Page

_LIT = """() => [...document.querySelectorAll(".segment")]
    .filter((each) => getComputedStyle(each).backgroundImage !== "none")
    .map((each) => each.id)"""

#: Least contrast of a text with its ground, by WCAG 2.2, level AA.
LEAST_CONTRAST = 4.5

#: Contrast of each text with the ground that it stands on, by the formula of WCAG 2.2 ("contrast ratio").
CONTRASTS = r"""() => {
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


@dataclass(frozen=True)
class Box:
    """A rectangle, in CSS pixels of the window."""

    left: float
    top: float
    right: float
    bottom: float


def measure(element: Locator) -> Box:
    box = element.bounding_box()
    assert box is not None, "not shown"
    return Box(box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"])


def list_lit(page: Page) -> list[str]:
    """Return the ids of the highlighted passages, in order."""
    lit: list[str] = page.evaluate(_LIT)
    return lit


def get_focused(page: Page) -> str:
    """Return the id of the element with the focus."""
    focused: str = page.evaluate("() => document.activeElement.id")
    return focused
