"""Pages of the list in a browser."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Page

from tests.standards.pages import PageCase
from tests.standards.site import Site


def open_page(context: BrowserContext, site: Site, address: str, case: PageCase, *, language: str) -> Page:
    """Open a page as its visitor, with everything that can be unfolded unfolded."""
    if case.role:
        context.add_cookies(
            [{"name": name, "value": value, "url": address} for name, value in site.list_cookies(case.role).items()]
        )
    page = context.new_page()
    place = f"{address}{site.locate(case)}"
    if case.form:
        # The answer to a form, where a visitor's browser would show it.
        answer = site.visit(case, language=language)
        page.route(
            place,
            lambda route: route.fulfill(
                status=answer.status_code, headers=dict(answer.headers), body=answer.get_data()
            ),
        )
    page.goto(place)
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    return page
