from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.pages.reading import read_page
from translator.pages.security import is_local_path

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
    ),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.mark.parametrize("path", ["/", "/articles/ferry", "/articles/unknown", "/nowhere", "/assets/site.css"])
@pytest.mark.usefixtures("ferry")
def test_every_page_carries_the_security_headers(client: FlaskClient, path: str) -> None:
    response = client.get(path, buffered=True)
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS


@pytest.mark.parametrize("path", ["/", "/articles/ferry", "/nowhere"])
@pytest.mark.usefixtures("ferry")
def test_page_is_kept_by_no_shared_cache(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    assert (response.cache_control.private, response.cache_control.no_cache) == (True, True)
    assert {"cookie", "accept-language"} <= {each.lower() for each in response.vary}


@pytest.mark.parametrize("path", ["/", "/articles/ferry", "/nowhere"])
@pytest.mark.usefixtures("ferry")
def test_every_form_that_writes_carries_a_token(client: FlaskClient, path: str) -> None:
    forms = read_page(client.get(path)).find_all('//form[@method="post"]')
    assert forms
    assert [len(form.xpath('.//input[@name="csrf_token"][@value!=""]')) for form in forms] == [1] * len(forms)


def test_session_cookie_is_kept_from_scripts_and_other_sites(client: FlaskClient) -> None:
    (cookie,) = client.get("/").headers.getlist("Set-Cookie")
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))


@pytest.mark.parametrize("path", ["/", "/articles/x", "/articles/x?from=feed&n=1", "/?before=abc"])
def test_own_paths_are_local(path: str) -> None:
    assert is_local_path(path)


@pytest.mark.parametrize("path", ["", "articles", "//x", "/\\x", "/a\\b", "http://x/", "/\n/x", "/a b", "/\x7f"])
def test_other_addresses_are_not_local(path: str) -> None:
    assert not is_local_path(path)
