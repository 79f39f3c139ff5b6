"""An editor has a site's feed watched, and its articles come with it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.desk import Desk
from tests.fetching.site import HTML, Answer, Site, open_site
from tests.people import make_person
from translator.people import Role
from translator.workflows.feeds import take_due_entry

PARAGRAPH = "Les horaires d’été {name} seront affichés au port, et les habitants de l’île pourront les lire dès lundi."


def write_page(name: str) -> Answer:
    head = f'<!doctype html><html lang="fr"><head><title>{name}</title></head>'
    body = f"<body><article><h1>{name}</h1><p>{PARAGRAPH.format(name=name)}</p></article></body></html>"
    return Answer(f"{head}{body}".encode(), headers=HTML)


@pytest.fixture
def site() -> Iterator[Site]:
    with open_site() as opened:
        items = "".join(f"<item><title>{name}</title><link>/{name}</link></item>" for name in ("Marées", "Grève"))
        rss = f"<rss version='2.0'><channel><title>Le Quai</title>{items}</channel></rss>"
        opened.pages["/rss"] = Answer(rss.encode(), headers={"Content-Type": "application/rss+xml"})
        opened.pages |= {
            f"/{name}": write_page(title) for name, title in (("Mar%C3%A9es", "Marées"), ("Gr%C3%A8ve", "Grève"))
        }
        yield opened


def test_editor_watches_a_feed_whose_articles_come(desk: Desk, site: Site) -> None:
    page = desk.open("/feeds", make_person(desk.services, Role.EDITOR, name="Eve"))
    page.get_by_label("Web address").fill(f"{site.url}/rss")
    page.get_by_label("Read it").select_option("every hour")
    page.get_by_role("button", name="Watch it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Le Quai")
    expect(page.locator(".recent > .facts")).to_contain_text("every hour")
    expect(page.locator("main li")).to_have_count(2)
    expect(page.locator("main li").first).to_contain_text("waits to be translated")
    while take_due_entry(desk.services):
        pass
    page.reload()
    expect(page.locator("main")).not_to_contain_text("waits to be translated")
    expect(page.locator(".headline.source")).to_have_text(["Marées", "Grève"])
    page.get_by_role("link", name="Marées").click()
    expect(page.locator("h1 .source")).to_have_text("Marées")
    expect(page.locator(".row.body .source")).to_have_text(PARAGRAPH.format(name="Marées"))
    expect(page.locator(".row.body .target")).not_to_be_empty()


def test_editor_pauses_a_feed_and_lets_it_go(desk: Desk, site: Site) -> None:
    page = desk.open("/feeds", make_person(desk.services, Role.EDITOR, name="Eve"), java_script_enabled=False)
    page.get_by_label("Web address").fill(f"{site.url}/rss")
    page.get_by_role("button", name="Watch it").click()
    page.get_by_role("button", name="Pause").click()
    expect(page.locator(".recent > .facts")).to_contain_text("paused")
    expect(page.get_by_role("button", name="Pause")).to_have_count(0)
    page.get_by_role("button", name="Read it now").click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    page.get_by_role("button", name="Watch it no more").click()
    page.wait_for_url(re.compile("/feeds$"))
    expect(page.locator(".empty")).to_have_text("No feed is watched yet.")


def test_what_is_no_feed_is_refused_beside_its_field(desk: Desk, site: Site) -> None:
    page = desk.open("/feeds", make_person(desk.services, Role.EDITOR, name="Eve"))
    page.get_by_label("Web address").fill(f"{site.url}/Mar%C3%A9es")
    page.get_by_role("button", name="Watch it").click()
    field = page.get_by_label("Web address")
    expect(field).to_be_focused()
    expect(field).to_have_value(f"{site.url}/Mar%C3%A9es")
    expect(field).to_have_accessible_description(re.compile("feed"))
    desk.visits.expect_complaint("400")


def test_readers_are_offered_no_form(desk: Desk) -> None:
    page = desk.visits.open("/feeds")
    expect(page.locator("main form")).to_have_count(0)
