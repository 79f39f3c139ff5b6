from __future__ import annotations

from itertools import pairwise

from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE, OpenPage
from tests.browser.looking import get_focused, list_lit, measure

PAIR = ["s-p7s1", "t-p7s1"]


def test_columns_stand_side_by_side_on_a_wide_screen(open_page: OpenPage) -> None:
    page = open_page("/articles/ferry", **DESKTOP)
    for row in page.locator("article > .text > .row").all():
        source, target = measure(row.locator(".source")), measure(row.locator(".target"))
        assert source.top == target.top
        assert source.right < target.left


def test_translation_stands_below_its_paragraph_set_in_on_a_phone(open_page: OpenPage) -> None:
    page = open_page("/articles/ferry", **PHONE)
    rows = page.locator("article > .text > .row").all()
    boxes = [(measure(row.locator(".source")), measure(row.locator(".target"))) for row in rows]
    for source, target in boxes:
        assert target.top >= source.bottom
        assert measure_gap(source.bottom, target.top) < 16
    for (source, target), (following, _) in pairwise(boxes):
        assert measure_gap(target.bottom, following.top) > measure_gap(source.bottom, target.top)
    passages = measure(page.locator("#s-p6s0")), measure(page.locator("#t-p6s0"))
    assert passages[1].left - passages[0].left >= 12


def measure_gap(bottom: float, top: float) -> float:
    return top - bottom


def test_pointer_lights_a_passage_and_its_partner(open_page: OpenPage) -> None:
    page = open_page("/articles/ferry")
    for identifier in PAIR:
        page.locator(f"#{identifier}").hover()
        assert list_lit(page) == PAIR
    page.locator(".brand").hover()
    assert list_lit(page) == []


def test_pointer_lights_the_pair_without_scripts_too(open_page: OpenPage) -> None:
    page = open_page("/articles/ferry", java_script_enabled=False)
    page.locator("#s-p7s1").hover()
    assert list_lit(page) == PAIR
    page.locator("#t-p16s3").hover()
    assert list_lit(page) == ["s-p16s3", "t-p16s3"]


def test_keys_go_from_passage_to_passage_and_let_go(open_page: OpenPage) -> None:
    page = open_page("/articles/ferry")
    page.keyboard.press("j")
    assert list_lit(page) == ["s-p0s0", "t-p0s0"]
    # What is folded away is stepped over.
    page.keyboard.press("j")
    assert list_lit(page) == ["s-p6s0", "t-p6s0"]
    page.keyboard.press("ArrowDown")
    assert list_lit(page) == ["s-p7s0", "t-p7s0"]
    page.keyboard.press("k")
    page.keyboard.press("ArrowUp")
    assert list_lit(page) == ["s-p0s0", "t-p0s0"]
    page.keyboard.press("Escape")
    assert list_lit(page) == []


def test_keys_stop_at_both_ends(open_page: OpenPage) -> None:
    page = open_page("/articles/ferry")
    page.locator("#s-p0s0").focus()
    page.keyboard.press("k")
    assert get_focused(page) == "s-p0s0"
    page.locator("#t-p17s2").focus()
    page.keyboard.press("j")
    assert get_focused(page) == "t-p17s2"


def test_keys_cross_to_the_other_language_and_stay_there(open_page: OpenPage) -> None:
    page = open_page("/articles/ferry")
    page.locator("#s-p7s1").focus()
    page.keyboard.press("ArrowRight")
    assert get_focused(page) == "t-p7s1"
    page.keyboard.press("j")
    assert get_focused(page) == "t-p7s2"
    page.keyboard.press("ArrowLeft")
    assert get_focused(page) == "s-p7s2"
    assert list_lit(page) == ["s-p7s2", "t-p7s2"]


def test_passage_reached_by_keys_is_in_view_below_the_headings(
    open_page: OpenPage, viewport: dict[str, object]
) -> None:
    page = open_page("/articles/ferry", **viewport)
    page.keyboard.press("j")
    for _ in range(24):
        page.keyboard.press("j")
    focused = measure(page.locator(":focus"))
    assert focused.top >= measure(page.locator(".columns")).bottom
    assert focused.bottom <= page.evaluate("innerHeight")


def test_text_is_one_stop_of_the_tab_key(open_page: OpenPage) -> None:
    page = open_page("/articles/ferry")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Tab")
    assert get_focused(page) == ""
    page.keyboard.press("Shift+Tab")
    assert get_focused(page) == "s-p6s0"


def test_letters_can_be_turned_off_for_good(open_page: OpenPage) -> None:
    page = open_page("/articles/ferry")
    page.get_by_text("Keyboard").click()
    page.get_by_label("Letters work anywhere").uncheck()
    page.reload()
    page.keyboard.press("j")
    assert list_lit(page) == []
    page.locator("#s-p6s0").focus()
    page.keyboard.press("j")
    assert list_lit(page) == ["s-p7s0", "t-p7s0"]


def test_keys_with_modifiers_are_left_to_the_browser(open_page: OpenPage) -> None:
    page = open_page("/articles/ferry")
    page.keyboard.press("Alt+j")
    page.keyboard.press("Shift+j")
    assert list_lit(page) == []


def test_tap_lights_the_pair_and_a_second_one_lets_go(open_page: OpenPage) -> None:
    page = open_page("/articles/ferry", **PHONE)
    passage = page.locator("#t-p7s1")
    passage.tap()
    assert list_lit(page) == PAIR
    passage.tap()
    assert list_lit(page) == []


def test_tap_elsewhere_lets_go(open_page: OpenPage) -> None:
    page = open_page("/articles/ferry", **PHONE)
    page.locator("#s-p6s0").tap()
    page.locator("#s-p7s0").tap()
    assert list_lit(page) == ["s-p7s0", "t-p7s0"]
    page.locator(".columns").tap()
    assert list_lit(page) == []


def test_language_headings_stay_in_view(open_page: OpenPage, viewport: dict[str, object]) -> None:
    page = open_page("/articles/ferry", **viewport)
    page.evaluate("scrollTo(0, 900)")
    assert measure(page.locator(".columns")).top == 0


def test_doubt_is_explained_at_its_passage_and_leads_to_the_list(
    open_page: OpenPage, viewport: dict[str, object]
) -> None:
    page = open_page("/articles/ferry", **viewport)
    note = page.locator(".mark .note")
    expect(note).to_be_hidden()
    page.locator("#t-p16s2").focus()
    expect(note).to_be_visible()
    expect(note).to_have_text("The number 1\u202f340 is missing or was changed.")
    box = measure(note)
    assert box.left >= 0
    assert box.right <= page.evaluate("innerWidth")
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    page.locator(".mark a").focus()
    expect(note).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#note-1")).to_be_in_viewport()


def test_what_surrounded_the_article_unfolds(open_page: OpenPage) -> None:
    page = open_page("/articles/ferry")
    aside = page.locator("#t-p1s0")
    expect(aside).to_be_hidden()
    page.locator(".asides summary").click()
    expect(aside).to_be_visible()
    aside.hover()
    assert list_lit(page) == ["s-p1s0", "t-p1s0"]
