from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Blueprint
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.pages.conftest import MakeClient
from tests.pages.reading import read_page
from tests.people import PASSWORD, make_person, sign_in
from translator.pages.guard import demand, get_person, require
from translator.pages.security import check_form_token, protect_page
from translator.people import Person, Role
from translator.rates import RateLimiter
from translator.workflows.people import change_person, deactivate_person
from translator.workflows.services import Services


def enter(client: FlaskClient, *, email: str, password: str = PASSWORD, way_back: str = "/") -> TestResponse:
    token = read_page(client.get("/sign-in")).find('//form[@action="/sign-in"]//input[@name="csrf_token"]').get("value")
    form = {"csrf_token": token, "email": email, "password": password, "next": way_back}
    return client.post("/sign-in", data=form, headers={"User-Agent": "Firefox"})


def leave(client: FlaskClient) -> TestResponse:
    token = read_page(client.get("/")).find_all('//input[@name="csrf_token"]')[0].get("value")
    return client.post("/sign-out", data={"csrf_token": token})


def read_cookies(response: TestResponse) -> dict[str, set[str]]:
    """Return the attributes of each cookie that an answer sets, by its name."""
    cookies = {}
    for header in response.headers.getlist("Set-Cookie"):
        name, *attributes = header.split("; ")
        cookies[name.partition("=")[0]] = set(attributes)
    return cookies


@pytest.fixture
def guarded(make_client: MakeClient) -> FlaskClient:
    """A site with views that not everybody may use."""
    client = make_client(rates=RateLimiter())
    views = Blueprint("guarded", __name__)
    views.before_request(check_form_token)
    views.after_request(protect_page)

    @views.get("/edit")
    @require(Person.may_edit_library)
    def edit() -> str:
        return f"edited by {get_person().name}"  # type: ignore[union-attr]

    @views.route("/correct/<locale>", methods=["GET", "POST"])
    def correct(locale: str) -> str:
        return f"corrected by {demand(lambda person: person.may_correct(locale)).name}"

    client.application.register_blueprint(views)
    return client


def test_a_person_signs_in_and_is_known_from_then_on(client: FlaskClient, services: Services) -> None:
    anne = make_person(services, name="Anne")
    answer = enter(client, email=" ANNE@example.org", way_back="/articles/ferry?from=feed")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/articles/ferry?from=feed")
    with client:
        client.get("/")
        assert get_person() == anne
    # There is nothing to sign in to any more.
    assert client.get("/sign-in?next=/docs").headers["Location"] == "/docs"


@pytest.mark.parametrize("way_back", ["https://evil.example/", "//evil.example", "/\\evil.example", ""])
def test_nobody_is_sent_to_another_site_after_signing_in(
    client: FlaskClient, services: Services, way_back: str
) -> None:
    make_person(services, name="Anne")
    assert enter(client, email="anne@example.org", way_back=way_back).headers["Location"] == "/"


@pytest.mark.parametrize(("email", "password"), [("anne@example.org", "wrong"), ("eve@example.org", PASSWORD)])
def test_a_wrong_password_is_refused_like_an_unknown_address(
    client: FlaskClient, services: Services, email: str, password: str
) -> None:
    make_person(services, name="Anne")
    answer = enter(client, email=email, password=password, way_back="/docs")
    page = read_page(answer)
    assert (page.status, "signed-in" in read_cookies(answer)) == (403, False)
    assert page.read('//p[@id="refusal"]') == "The e-mail address or the password is wrong."
    assert page.find('//input[@name="email"]').get("value") == email
    assert page.find('//input[@name="password"]').get("value") is None
    assert page.find('//main//input[@name="next"]').get("value") == "/docs"


def test_too_many_attempts_are_told_how_long_to_wait(make_client: MakeClient, services: Services) -> None:
    make_person(services, name="Anne")
    client = make_client(rates=RateLimiter())
    answers = [enter(client, email="anne@example.org", password="wrong") for _ in range(6)]
    assert [answer.status_code for answer in answers] == [403] * 5 + [429]
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 60
    assert read_page(answers[-1]).read('//p[@id="refusal"]') == "Too many attempts. Wait 1 minute."


def test_a_form_that_is_not_ours_signs_nobody_in(client: FlaskClient, services: Services) -> None:
    make_person(services, name="Anne")
    answer = client.post("/sign-in", data={"email": "anne@example.org", "password": PASSWORD})
    assert (answer.status_code, "signed-in" in read_cookies(answer)) == (400, False)


def test_forms_from_before_the_sign_in_are_refused_after_it(client: FlaskClient, services: Services) -> None:
    make_person(services, name="Anne")
    token = read_page(client.get("/")).find_all('//input[@name="csrf_token"]')[0].get("value")
    enter(client, email="anne@example.org")
    assert client.post("/sign-out", data={"csrf_token": token}).status_code == 400


def test_the_cookie_is_kept_from_scripts_and_other_sites(client: FlaskClient, services: Services) -> None:
    make_person(services, name="Anne")
    attributes = read_cookies(enter(client, email="anne@example.org"))["signed-in"]
    assert {"HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=2592000"} <= attributes
    assert not {"Secure"} & attributes
    assert not [each for each in attributes if each.startswith("Domain")]


def test_the_cookie_is_kept_to_https_and_to_this_host_where_the_site_is(
    make_client: MakeClient, services: Services
) -> None:
    make_person(services, name="Anne")
    client = make_client(settings={"https": "on"})
    page = read_page(client.get("/sign-in", base_url="https://localhost"))
    form = {"csrf_token": page.find('//main//input[@name="csrf_token"]').get("value"), "email": "anne@example.org"}
    answer = client.post(
        "/sign-in",
        data={**form, "password": PASSWORD},
        base_url="https://localhost",
        headers={"Referer": "https://localhost/sign-in"},
    )
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= read_cookies(answer)["__Host-signed-in"]


def test_signing_out_ends_the_sign_in_not_only_the_cookie(client: FlaskClient, services: Services) -> None:
    make_person(services, name="Anne")
    enter(client, email="anne@example.org")
    token = client.get_cookie("signed-in")
    assert token is not None
    answer = leave(client)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert client.get_cookie("signed-in") is None
    client.set_cookie("signed-in", token.value)
    with client:
        client.get("/")
        assert get_person() is None


def test_a_sign_in_outlives_a_restart_and_is_known_to_every_process(
    make_client: MakeClient, services: Services
) -> None:
    anne = make_person(services, name="Anne")
    token = sign_in(make_client(), anne)
    other = make_client()
    other.set_cookie("signed-in", token)
    with other:
        other.get("/")
        assert get_person() == anne
    deactivate_person(services, anne.id)
    with other:
        other.get("/")
        assert get_person() is None


def test_the_sign_in_page_is_kept_nowhere(client: FlaskClient) -> None:
    assert client.get("/sign-in").headers["Cache-Control"] == "no-store"


def test_a_stranger_is_asked_to_sign_in_and_comes_back(guarded: FlaskClient) -> None:
    answer = guarded.get("/edit?view=all")
    address = urlsplit(answer.headers["Location"])
    assert (answer.status_code, address.path, parse_qs(address.query)) == (
        303,
        "/sign-in",
        {"next": ["/edit?view=all"]},
    )


@pytest.mark.parametrize(
    ("referrer", "way_back"),
    [
        ("http://localhost/articles/x?side=both", "/articles/x?side=both"),
        ("http://evil.example/articles/x", "/"),
        ("", "/"),
    ],
)
def test_a_stranger_who_sends_a_form_comes_back_to_where_that_stood(
    guarded: FlaskClient, referrer: str, way_back: str
) -> None:
    token = read_page(guarded.get("/")).find_all('//input[@name="csrf_token"]')[0].get("value")
    answer = guarded.post("/correct/fr-FR", data={"csrf_token": token}, headers={"Referer": referrer})
    assert parse_qs(urlsplit(answer.headers["Location"]).query) == {"next": [way_back]}


def test_a_person_without_the_right_is_told_so(guarded: FlaskClient, services: Services) -> None:
    sign_in(guarded, make_person(services, Role.TRANSLATOR, locales=("fr-FR",)))
    page = read_page(guarded.get("/edit"))
    assert (page.status, page.read("//h1")) == (403, "Your account does not allow this")
    assert [guarded.get(f"/correct/{locale}").status_code for locale in ("fr-CA", "fr-FR")] == [403, 200]


def test_a_right_that_is_lost_is_lost_at_once(guarded: FlaskClient, services: Services) -> None:
    eve = make_person(services, Role.EDITOR, name="Eve")
    sign_in(guarded, eve)
    assert guarded.get("/edit").get_data(as_text=True) == "edited by Eve"
    change_person(services, eve.id, role=Role.READER, locales=())
    assert guarded.get("/edit").status_code == 303
    sign_in(guarded, replace(eve, role=Role.READER))
    assert guarded.get("/edit").status_code == 403
