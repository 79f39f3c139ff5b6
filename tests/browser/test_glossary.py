"""The glossary in a browser: an entry is added, changed, deleted and brought back, and holds from then on."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.desk import Desk
from tests.people import make_person
from translator.people import Role

TEXT = "Le traversier est revenu au port ce matin, et les habitants ont applaudi."


def fill(page: Page, source: str, target: str) -> None:
    page.get_by_label("French", exact=True).fill(source)
    page.get_by_label("English", exact=True).fill(target)


def translate(desk: Desk, page: Page) -> None:
    """Translate an article with the term, and stay on its page."""
    page.goto(f"{desk.visits.address}/")
    page.get_by_label("Article", exact=True).fill(TEXT)
    page.get_by_label("From").select_option("French")
    page.get_by_role("button", name="Translate").click()
    page.wait_for_url(re.compile(r"/articles/[\w-]+$"))


def test_entry_holds_from_its_making_to_its_end(desk: Desk) -> None:
    page = desk.open("/glossary/fr/en", make_person(desk.services, Role.TRANSLATOR, name="Anne"))
    page.get_by_role("link", name="Add an entry").click()
    fill(page, "traversier", "ferryboat")
    page.get_by_label("Reason").fill("house style")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_have_text("Saved; it holds from the next translation on.")
    entry = page.url.partition("?")[0]

    translate(desk, page)
    expect(page.locator(".row.body .target")).to_contain_text("ferryboat")

    page.goto(entry)
    fill(page, "traversier", "car ferry")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".history li")).to_have_count(2)
    changed = page.locator(".history li").first
    expect(changed.locator("del")).to_contain_text("ferryboat")
    expect(changed.locator("ins")).to_contain_text("car ferry")
    expect(changed).to_contain_text("Anne")
    translate(desk, page)
    expect(page.locator(".row.body .target")).to_contain_text("car ferry")

    page.goto(entry)
    page.get_by_text("Delete the entry…").click()
    page.get_by_role("button", name="Delete the entry").click()
    expect(page.locator("main")).to_contain_text("This entry was deleted.")
    translate(desk, page)
    expect(page.locator(".row.body .target")).not_to_contain_text("ferry")

    page.goto(entry)
    page.locator(".history li").first.get_by_role("button", name="Go back to before this change").click()
    expect(page.get_by_label("English", exact=True)).to_have_value("car ferry")
    expect(page.locator(".history li")).to_have_count(4)


def test_second_translator_who_changes_an_entry_is_told(desk: Desk) -> None:
    anne = desk.open("/glossary/fr/en/new", make_person(desk.services, name="Anne"))
    fill(anne, "traversier", "ferryboat")
    anne.get_by_role("button", name="Save").click()
    address = anne.url.removeprefix(desk.visits.address).partition("?")[0]
    ben = desk.open(address, make_person(desk.services, name="Ben"))
    for page, target in ((anne, "ferry"), (ben, "car ferry")):
        page.get_by_label("English", exact=True).fill(target)
        page.get_by_role("button", name="Save").click()
    expect(ben.get_by_role("alert")).to_contain_text("ferry")
    expect(ben.get_by_label("English", exact=True)).to_have_value("car ferry")
    desk.visits.expect_complaint("409")
    ben.get_by_role("button", name="Save").click()
    expect(ben.locator(".history li")).to_have_count(3)


def test_readers_see_entries_and_no_form(desk: Desk) -> None:
    page = desk.visits.open("/glossary/fr/en")
    expect(page.locator("main")).to_contain_text("This glossary has no entry yet.")
    expect(page.get_by_role("link", name="Add an entry")).to_have_count(0)
