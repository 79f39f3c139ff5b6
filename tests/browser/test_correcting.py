from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.desk import Desk
from tests.browser.visits import PHONE
from tests.people import make_person
from translator.people import Role
from translator.workflows.segments import open_segment

FORM = "/articles/ferry/segments/p7s1/correct"
WITHOUT_SCRIPTS = {"java_script_enabled": False}


def test_sentence_is_corrected_in_its_panel_by_keyboard(desk: Desk) -> None:
    page = desk.open("/articles/ferry", make_person(desk.services, name="Anne"))
    page.locator("#t-p7s1").click()
    page.keyboard.press("Enter")
    box = page.locator("#panel").get_by_label("Translation")
    box.fill("For 46 kilometres, she drove.")
    found = page.locator("#panel .found")
    expect(found).to_contain_text("The number 47 is missing or was changed.")
    expect(found).to_contain_text("The name Kermoret is missing.")
    box.fill("It took her 47 kilometres by the Kermoret bridge to see her sister.")
    expect(found).to_have_text("No issue found.")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/articles/ferry#t-p7s1$"))
    expect(page.locator("#t-p7s1")).to_have_text("It took her 47 kilometres by the Kermoret bridge to see her sister.")
    expect(page.get_by_role("img", name="Reviewed by a person")).to_have_count(1)
    expect(page.locator(".facts li").first).to_contain_text(re.compile(r"1 of \d+ sentences reviewed by a person"))


def test_two_editors_at_once_lose_nothing(desk: Desk) -> None:
    anne = desk.open(FORM, make_person(desk.services, name="Anne"))
    ben = desk.open(FORM, make_person(desk.services, name="Ben"), **PHONE)
    for page, text in ((anne, "Anne: 47 kilometres by Kermoret."), (ben, "Ben: 47 kilometres by Kermoret.")):
        page.get_by_label("Translation").fill(text)
    anne.get_by_role("button", name="Save").click()
    anne.wait_for_url(re.compile("/articles/ferry#"))
    ben.get_by_role("button", name="Save").click()
    conflict = ben.get_by_role("alert")
    expect(conflict).to_contain_text("Anne saved another wording")
    expect(conflict).to_contain_text("Anne: 47 kilometres by Kermoret.")
    expect(ben.get_by_label("Translation")).to_have_value("Ben: 47 kilometres by Kermoret.")
    desk.visits.expect_complaint("409")
    ben.get_by_role("button", name="Save").click()
    ben.wait_for_url(re.compile("/articles/ferry#"))
    corrections = open_segment(desk.services, "ferry", "p7s1").corrections
    assert [each.after for each in corrections] == [
        "Anne: 47 kilometres by Kermoret.",
        "Ben: 47 kilometres by Kermoret.",
    ]


def test_history_leads_back(desk: Desk) -> None:
    before = open_segment(desk.services, "ferry", "p7s1").translation.target
    page = desk.open(FORM, make_person(desk.services, name="Anne"))
    page.get_by_label("Translation").fill("Another wording.")
    page.get_by_label("Reason").fill("a try")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url(re.compile("/articles/ferry#"))
    page.goto(f"{desk.visits.address}{FORM}")
    entry = page.locator(".history li")
    expect(entry).to_contain_text("a try")
    expect(entry.locator("ins")).to_have_text("Another wording.")
    page.get_by_role("button", name="Go back to what stood there before").click()
    expect(page.get_by_label("Translation")).to_have_value(before)
    expect(page.locator(".history li")).to_have_count(2)


def test_correcting_needs_no_script(desk: Desk) -> None:
    page = desk.open(FORM, make_person(desk.services, name="Anne"), **WITHOUT_SCRIPTS)
    page.get_by_label("Translation").fill("She drove.")
    page.get_by_role("button", name="Check").click()
    expect(page.locator(".found")).to_contain_text("The number 47 is missing or was changed.")
    expect(page.get_by_label("Translation")).to_have_value("She drove.")
    page.get_by_label("Translation").fill("She drove 47 kilometres by the Kermoret bridge.")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#t-p7s1")).to_have_text("She drove 47 kilometres by the Kermoret bridge.")


def test_new_text_keeps_corrections_and_shows_what_changed(desk: Desk) -> None:
    editor = make_person(desk.services, Role.EDITOR, name="Eve")
    page = desk.open(FORM, editor)
    page.get_by_label("Translation").fill("It took her 47 kilometres by Kermoret.")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url(re.compile("/articles/ferry#"))
    page.get_by_role("link", name="Edit the text").click()
    box = page.get_by_label("Article", exact=True)
    box.fill(box.input_value().replace("Celle-ci habite", "Elle habite") + "\n\nUne fête est prévue bientôt.")
    page.get_by_role("button", name="Preview").click()
    outlook = page.get_by_role("status")
    expect(outlook).to_contain_text("(1 by a person)")
    expect(outlook.locator("ins").last).to_have_text("Une fête est prévue bientôt.")
    page.get_by_role("button", name="Save and translate").click()
    page.wait_for_url(re.compile("/articles/ferry$"))
    expect(page.locator("#t-p7s1")).to_have_text("It took her 47 kilometres by Kermoret.")
    page.get_by_role("link", name="2 versions").click()
    page.get_by_role("link", name="What changed").click()
    expect(page.locator(".pair.added .source ins")).to_have_text("Une fête est prévue bientôt.")
    changed = page.locator(".pair.changed .source").filter(has_text="Elle")
    expect(changed.locator("del")).to_have_text("Celle-ci")
    expect(changed.locator("ins")).to_have_text("Elle")
    lines = changed.locator("del").evaluate("each => getComputedStyle(each).textDecorationLine")
    assert lines == "line-through"


def test_readers_see_no_form(desk: Desk) -> None:
    page = desk.open("/articles/ferry/segments/p7s1", make_person(desk.services, Role.READER, name="Rea", locales=()))
    expect(page.locator("form.correction")).to_have_count(0)


def test_source_and_box_are_in_view_above_the_keyboard_of_a_phone(desk: Desk) -> None:
    page = desk.open("/articles/ferry", make_person(desk.services, name="Anne"), **PHONE)
    page.locator("#t-p7s1").click()
    page.locator("button.why").click()
    panel = page.locator("#panel")
    panel.get_by_label("Translation").focus()
    page.set_viewport_size({"width": 390, "height": 450})
    expect(panel.locator(".sides .source")).to_be_in_viewport(ratio=1)
    expect(panel.get_by_label("Translation")).to_be_in_viewport(ratio=1)
    expect(panel.get_by_role("link", name="Close")).to_be_in_viewport(ratio=1)
