from __future__ import annotations

from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, OpenPage, Visits
from tests.browser.looking import CONTRASTS, LEAST_CONTRAST, measure
from tests.people import PASSWORD

ADMIN_PAGES = ("/account", "/administration/people", "/administration/keys")


def sign_in(page: Page, *, email: str, password: str = PASSWORD) -> None:
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(password)
    page.locator("main").get_by_role("button", name="Sign in").click()


def test_a_person_signs_in_where_reading_was_broken_off_and_out_again(visits: Visits) -> None:
    page = visits.open("/articles/ferry", **PHONE)
    page.get_by_role("link", name="Sign in").click()
    sign_in(page, email="anne@example.org", password="wrong")
    expect(page.get_by_role("alert")).to_have_text("The e-mail address or the password is wrong.")
    # A browser notes each answer above 399.
    visits.expect_complaint("403")
    expect(page.get_by_label("Password")).to_be_focused()
    sign_in(page, email="anne@example.org")
    expect(page).to_have_url(f"{visits.address}/articles/ferry")
    menu = page.locator("details.person")
    menu.locator("summary").press("Enter")
    expect(menu.get_by_role("link", name="My account")).to_be_visible()
    menu.get_by_role("link", name="My account").press("Escape")
    expect(menu.get_by_role("link", name="My account")).to_be_hidden()
    expect(menu.locator("summary")).to_be_focused()
    menu.locator("summary").click()
    page.locator("h1").first.click()
    expect(menu.get_by_role("link", name="My account")).to_be_hidden()
    menu.locator("summary").click()
    menu.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    assert [cookie["name"] for cookie in page.context.cookies() if cookie["name"] == "signed-in"] == []


def test_everything_about_people_works_without_a_script(open_page: OpenPage) -> None:
    page = open_page("/administration/people", java_script_enabled=False)
    sign_in(page, email="olaf@example.org")
    page.get_by_label("Name").fill("Paul Martin")
    page.get_by_label("E-mail address").fill("paul@example.org")
    page.get_by_label("Reader").check()
    page.get_by_role("button", name="Make the account").click()
    link = page.locator(".secret code").inner_text()
    visitor = open_page(link, java_script_enabled=False)
    visitor.get_by_label("Password").fill(PASSWORD)
    visitor.get_by_role("button", name="Keep it and sign in").click()
    expect(visitor.locator("header summary")).to_have_text("Paul Martin")
    page.goto(page.url)
    page.get_by_role("link", name="Paul Martin").click()
    page.get_by_role("button", name="Close the account").click()
    visitor.reload()
    expect(visitor.get_by_role("link", name="Sign in")).to_be_visible()


@pytest.fixture(scope="module")
def admin_cookies(browser: object, server: str) -> list[dict[str, object]]:
    """What a browser holds in which an administrator is signed in."""
    context = browser.new_context(locale="en-US")  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto(f"{server}/sign-in")
    sign_in(page, email="eve@example.org")
    cookies: list[dict[str, object]] = context.cookies()
    context.close()
    return cookies


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 820, 1440])
def test_pages_about_people_read_well_and_fit(
    open_page: OpenPage, admin_cookies: list[dict[str, object]], width: int, scheme: str
) -> None:
    page = open_page("/sign-in", viewport={"width": width, "height": 844}, color_scheme=scheme)
    page.context.add_cookies(admin_cookies)  # type: ignore[arg-type]
    for path in ADMIN_PAGES:
        page.goto(urljoin(page.url, path))
        page.locator("details.person summary").click()
        assert page.evaluate("document.documentElement.scrollWidth") == width, path
        contrasts = page.evaluate(CONTRASTS)
        assert len(contrasts) > 10
        assert [(path, text, ratio) for text, ratio in contrasts if ratio < LEAST_CONTRAST] == []


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("locale", ["en-US", "fr-FR"])
def test_the_menu_of_a_phone_opens_within_the_page(
    open_page: OpenPage, admin_cookies: list[dict[str, object]], width: int, locale: str
) -> None:
    page = open_page("/", **PHONE | {"viewport": {"width": width, "height": 844}}, locale=locale)
    page.context.add_cookies(admin_cookies)  # type: ignore[arg-type]
    page.reload()
    page.locator("details.person summary").click()
    menu = measure(page.locator("details.person ul"))
    assert (menu.left >= 0, menu.right <= width) == (True, True)
    assert page.evaluate("document.documentElement.scrollWidth") == width
