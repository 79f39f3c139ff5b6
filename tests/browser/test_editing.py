"""An editor looks after the library in a browser: an article is translated again, and deleted."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.desk import Desk
from tests.people import make_person
from translator.people import Role
from translator.workflows.articles import list_articles


def test_editor_has_an_article_translated_again_and_keeps_what_people_wrote(desk: Desk) -> None:
    editor = make_person(desk.services, Role.EDITOR, name="Eve")
    page = desk.open("/articles/ferry/segments/p7s1/correct", editor)
    page.get_by_label("Translation").fill("It took her 47 kilometres by Kermoret.")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url(re.compile("/articles/ferry#"))
    before = page.locator("#t-p6s0").inner_text()
    page.get_by_role("button", name="Translate it again").click()
    page.wait_for_url(re.compile("/articles/ferry$"))
    # The stand-in for an engine reverses words, where the sample was translated by hand.
    expect(page.locator("#t-p6s0")).not_to_have_text(before)
    expect(page.locator("#t-p7s1")).to_have_text("It took her 47 kilometres by Kermoret.")
    expect(page.get_by_role("link", name="2 versions")).to_be_visible()


def test_editor_deletes_an_article_after_a_second_thought(desk: Desk) -> None:
    page = desk.open("/library", make_person(desk.services, Role.EDITOR, name="Eve"))
    page.get_by_role("link", name=re.compile("^Delete…")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Delete this article?")
    page.get_by_role("link", name="Keep it").click()
    expect(page.locator("h1 .source")).to_contain_text("Le bac de Port-Lannec")
    page.get_by_role("link", name="Delete…").click()
    page.get_by_role("button", name="Delete the article").click()
    expect(page.get_by_role("status").first).to_have_text("The article was deleted.")
    expect(page.locator("main")).to_contain_text("None yet.")
    assert list_articles(desk.services, limit=9) == []
    assert page.goto(f"{desk.visits.address}/articles/ferry").status == 404  # type: ignore[union-attr]
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing at this address")
    desk.visits.expect_complaint("404")


def test_translators_are_offered_neither(desk: Desk) -> None:
    page = desk.open("/articles/ferry", make_person(desk.services, Role.TRANSLATOR, name="Anne"))
    expect(page.get_by_role("button", name="Translate it again")).to_have_count(0)
    expect(page.get_by_role("link", name="Delete…")).to_have_count(0)
