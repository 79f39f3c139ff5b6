"""What somebody who hears a page finds their way by: one heading above the others, landmarks, the way past the head."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.pages.reading import Page, read_page, read_text
from tests.standards.pages import PAGES, PageCase
from tests.standards.site import Site

#: Framed by another page, which has a head of its own.
FRAMED = {"embed"}


@pytest.fixture(params=PAGES, ids=lambda case: case.name)
def case(request: pytest.FixtureRequest) -> PageCase:
    return request.param


@pytest.fixture
def page(site: Site, case: PageCase) -> Page:
    return read_page(site.visit(case, language="en"))


def test_headings_begin_with_one_and_leave_out_no_level(page: Page) -> None:
    headings = page.find_all("//h1 | //h2 | //h3 | //h4 | //h5 | //h6")
    levels = [int(each.tag[1]) for each in headings]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert [(one, other) for one, other in pairwise(levels) if other > one + 1] == []
    assert [each.tag for each in headings if not read_text(each)] == []


def test_all_that_is_read_stands_in_a_landmark(page: Page, case: PageCase) -> None:
    landmarks = [each.tag for each in page.find_all("//body/*") if each.tag not in ("script", "a")]
    assert landmarks == (["main"] if case.name in FRAMED else ["header", "main", "footer"])
    assert len(page.find_all("//main")) == 1


def test_first_link_leads_past_the_head(page: Page, case: PageCase) -> None:
    if case.name in FRAMED:
        return
    first = page.find_all("//body//a[@href] | //body//button | //body//input[not(@type='hidden')]")[0]
    assert (first.get("href"), page.find("//main").get("id")) == ("#main", "main")


def test_regions_of_a_kind_are_told_apart_by_name(page: Page) -> None:
    for tag in ("nav", "aside"):
        names = [each.get("aria-label") or each.get("aria-labelledby") for each in page.find_all(f"//{tag}")]
        assert [name for name in names if not name] == []
        assert len(set(names)) == len(names)


def test_page_has_a_name_of_its_own(page: Page) -> None:
    title = page.read("//title")
    assert title.endswith("Vis-à-vis")


def test_links_and_buttons_say_what_they_are_for(page: Page) -> None:
    nameless = [
        each.get("href") or each.tag
        for each in page.find_all("//a[@href] | //button")
        if not (read_text(each) or each.get("aria-label"))
    ]
    assert nameless == []
