"""Whoever uses no mouse: what the Tab key comes by and in which order, what Escape gives back, where a form leads."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import Desk
from tests.browser.looking import get_focused, list_lit
from tests.people import make_person
from translator.people import Role

#: What has the focus: its id where it is a passage, else its name.
_NAME = """() => {
  const { activeElement: each } = document;
  if (each === document.body) return "";
  if (each.matches(".segment")) return each.id;
  return (each.getAttribute("aria-label") || each.labels?.[0]?.innerText || each.innerText).trim().split("\\n")[0];
}"""


def get_name(page: Page) -> str:
    name: str = page.evaluate(_NAME)
    return name


def list_stops(page: Page, *, key: str = "Tab", until: str) -> list[str]:
    """Press a key until something has the focus; return all that had it."""
    stops: list[str] = []
    for _ in range(60):
        page.keyboard.press(key)
        stops.append(get_name(page))
        if stops[-1] == until:
            return stops
    pytest.fail(f"{until} is never reached: {stops}")


def go_to(page: Page, name: str) -> None:
    list_stops(page, until=name)


def test_tab_key_comes_by_everything_in_the_order_of_the_page(open_page: OpenPage) -> None:
    page = open_page("/articles/ferry")
    there = list_stops(page, until="For programs")
    assert there == [
        "Skip to the text",
        "Vis-à-vis",
        "Library",
        "Glossary",
        "Feeds",
        "Dark",
        "Français",
        "Sign in",
        "1 passage to check",
        "Reading",
        "Keyboard",
        "Take away",
        "s-p0s0",
        "Why this sentence reads so",
        "To check, 1: The number 1\u202f340 is missing or was changed.",
        "Also on the page 9",
        "Oluwaseun Adebayo, infirmier de nuit, a lancé une pétition qui a recueilli "
        "1\u202f340 signatures en neuf jours.",
        "For programs",
    ]
    back = [get_name(page), *list_stops(page, key="Shift+Tab", until="Skip to the text")]
    # The button that asks about a passage stands there while that passage has the focus, or what follows it.
    assert [name for name in back[::-1] if name != "Why this sentence reads so"] == [
        name for name in there if name != "Why this sentence reads so"
    ]


def test_links_lead_past_the_head_and_to_a_passage(open_page: OpenPage) -> None:
    page = open_page("/articles/ferry")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert get_name(page) == "1 passage to check"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert get_focused(page) == "t-p16s2"
    assert list_lit(page) == ["s-p16s2", "t-p16s2"]


def test_panel_is_used_and_left_without_a_mouse(open_page: OpenPage) -> None:
    page = open_page("/articles/ferry")
    go_to(page, "s-p0s0")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator("#why")).to_be_focused()
    stops = list_stops(page, until="Close")
    assert stops == ["Previous", "Next", "Close"]
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#panel [data-explained]")).to_have_attribute("data-explained", "p7s0")
    expect(page.locator('#panel [rel="next"]')).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#panel")).to_be_hidden()
    # Back at the sentence that was asked about last, from where the Tab key goes on.
    assert get_focused(page) == "s-p7s0"
    page.keyboard.press("Escape")
    assert (get_name(page), list_lit(page)) == ("", [])


def test_sentence_is_corrected_without_a_mouse(desk: Desk) -> None:
    page = desk.open("/articles/ferry", make_person(desk.services, Role.TRANSLATOR, name="Anne"))
    go_to(page, "s-p0s0")
    for key in ("j", "j", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    expect(page.locator("#why")).to_be_focused()
    go_to(page, "Translation")
    page.keyboard.press("Control+a")
    page.keyboard.type("“We no longer noticed it,” says Nadège Le Guennec, who has run the café since 1998.")
    assert list_stops(page, until="Check") == ["Reason optional", "State", "Save", "Check"]
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/articles/ferry#t-p7s0$"))
    # The work goes on where it was.
    expect(page.locator("#t-p7s0")).to_be_focused()
    expect(page.locator("#t-p7s0")).to_contain_text("“We no longer noticed it,”")
    page.keyboard.press("j")
    assert get_focused(page) == "t-p7s1"


def test_escape_closes_the_panel_over_a_half_written_correction_and_nothing_else(desk: Desk) -> None:
    page = desk.open("/articles/ferry", make_person(desk.services, Role.TRANSLATOR, name="Anne"))
    page.locator("#t-p7s0").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#why")).to_be_focused()
    go_to(page, "Translation")
    # Letters are text there, not keys of the page.
    page.keyboard.press("Control+End")
    page.keyboard.type(" jkl")
    expect(page.get_by_label("Translation")).to_have_value(re.compile(" jkl$"))
    expect(page.locator("#player")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    assert get_focused(page) == "t-p7s0"


def test_menus_open_and_close_without_a_mouse(desk: Desk) -> None:
    page = desk.open("/articles/ferry", make_person(desk.services, Role.ADMIN, name="Olaf"))
    go_to(page, "Olaf")
    page.keyboard.press("Enter")
    assert list_stops(page, until="Sign out") == ["My account", "People", "Keys", "Sign out"]
    page.keyboard.press("Escape")
    assert get_name(page) == "Olaf"
    expect(page.get_by_role("button", name="Sign out")).to_be_hidden()
    page.keyboard.press("Space")
    list_stops(page, until="Sign out")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Sign out")).to_be_hidden()


def test_question_before_a_deed_is_answered_without_a_mouse(desk: Desk) -> None:
    page = desk.open("/articles/ferry", make_person(desk.services, Role.EDITOR, name="Eve"))
    go_to(page, "Delete…")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/delete$"))
    go_to(page, "Delete the article")
    page.keyboard.press("Tab")
    assert get_name(page) == "Keep it"
    page.keyboard.press("Enter")
    expect(page.locator("#t-p7s0")).to_be_visible()
