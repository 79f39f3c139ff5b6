"""What a reader sees on a page."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator, Page

_LIT = """() => [...document.querySelectorAll(".segment")]
    .filter((each) => getComputedStyle(each).backgroundImage !== "none")
    .map((each) => each.id)"""


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
