from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.desk import Desk, set_up_desk
from tests.fakes import FakeEngine, reverse_words
from tests.people import make_person
from translator.people import Role
from translator.workflows.run_job import run_job

LONG = "\n\n".join(f"Le maire numéro {number} a parlé du pont et de la rue." for number in range(300))


@pytest.fixture
def desk(tmp_path: Path, browser: Browser) -> Iterator[Desk]:
    """A site whose jobs are run by nobody but the test."""
    with set_up_desk(browser, data_dir=tmp_path, job_runner="worker") as made:
        yield made


def begin_update(desk: Desk) -> Page:
    """Hand in a text that is translated by a job; return the page that tells of it, its clock stopped."""
    page = desk.open("/articles/ferry/edit", make_person(desk.services, Role.EDITOR, name="Eve"))
    page.clock.install()
    page.reload()
    page.get_by_label("Article", exact=True).fill(LONG)
    page.get_by_role("button", name="Save and translate").click()
    page.wait_for_url(re.compile("/articles/ferry/updates/"))
    return page


def look_again(page: Page) -> None:
    """Let the time pass after which the page asks for news."""
    with page.expect_response(lambda response: "part=state" in response.url):
        page.clock.run_for(3_000)


def list_requests_of_half_a_minute(page: Page) -> list[str]:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.clock.run_for(30_000)
    return asked


def run(desk: Desk, page: Page, *, engine: FakeEngine | None = None) -> None:
    services = desk.services if engine is None else replace(desk.services, engine=engine)
    run_job(services, page.url.rpartition("/")[2])


def test_page_tells_by_itself_how_far_the_update_is(desk: Desk) -> None:
    page = begin_update(desk)
    told = page.get_by_role("status")
    expect(told).to_contain_text("Waiting for its turn")
    again = page.get_by_role("link", name="Look again")
    again.focus()
    looked: list[str] = []

    def render(text: str) -> str:
        if "numéro 200" in text:
            look_again(page)
            expect(told).to_contain_text("192 of 300 sentences are translated.")
            expect(again).to_be_focused()
            looked.append(text)
        return reverse_words(text)

    run(desk, page, engine=FakeEngine(render=render))
    assert len(looked) == 1
    look_again(page)
    expect(told).to_contain_text("Version 2 is in force")
    expect(page.get_by_role("link", name="Read the article")).to_be_focused()
    assert list_requests_of_half_a_minute(page) == []


def look_in_vain(desk: Desk, page: Page, *, status: int) -> None:
    """Let the page ask for news once and get an error."""
    page.route("**/*part=state", lambda route: route.fulfill(status=status), times=1)
    with page.expect_event("console"):
        look_again(page)
    desk.visits.expect_complaint(str(status))


def test_page_goes_on_after_a_moment_without_the_site(desk: Desk) -> None:
    page = begin_update(desk)
    look_in_vain(desk, page, status=503)
    run(desk, page)
    look_again(page)
    expect(page.get_by_role("status")).to_contain_text("Version 2 is in force")


def test_page_asks_no_more_once_the_article_is_gone(desk: Desk) -> None:
    page = begin_update(desk)
    look_in_vain(desk, page, status=404)
    assert list_requests_of_half_a_minute(page) == []
