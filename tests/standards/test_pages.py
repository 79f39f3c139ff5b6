from __future__ import annotations

import pytest

from tests.standards.pages import FOR_PROGRAMS, NOT_PAGES, PAGES, PageCase
from tests.standards.site import Site


def test_every_page_of_the_site_is_among_those_that_are_looked_at(site: Site) -> None:
    rules = [rule for rule in site.app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    views = {rule.endpoint for rule in rules if not rule.rule.startswith("/api/")}
    pages = {view for view in views if view.partition(".")[0] not in FOR_PROGRAMS}
    assert sorted(pages - {case.view for case in PAGES} - NOT_PAGES.keys()) == []
    assert sorted(NOT_PAGES.keys() - views) == []


@pytest.mark.parametrize("case", PAGES, ids=lambda case: case.name)
def test_page_is_as_the_list_says(site: Site, case: PageCase) -> None:
    response = site.visit(case, language="en")
    assert (response.status_code, response.mimetype) == (case.status, "text/html")
    if case.view and not case.form:
        with site.app.test_request_context(site.locate(case)) as context:
            assert context.request.endpoint == case.view
