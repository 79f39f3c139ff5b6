from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.pages.conftest import MakeClient
from tests.pages.reading import read_page
from tests.people import PASSWORD, make_person, sign_in
from translator.pages.devices import name_device
from translator.people import Person, Role
from translator.rates import RateLimiter
from translator.workflows.people import get_person
from translator.workflows.services import Services
from translator.workflows.signing_in import Visit, identify_person
from translator.workflows.signing_in import sign_in as sign_in_by_password

NEW_PASSWORD = "quatre chevaux bleus à Brest"
LINUX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def anne(services: Services) -> Person:
    return make_person(services, Role.TRANSLATOR, name="Anne", locales=("fr-FR",))


@pytest.fixture
def signed_in(client: FlaskClient, anne: Person) -> FlaskClient:
    sign_in(client, anne)
    return client


def send(client: FlaskClient, path: str, **fields: str) -> TestResponse:
    token = read_page(client.get("/account")).find_all('//input[@name="csrf_token"]')[0].get("value")
    return client.post(path, data={"csrf_token": token, **fields})


def test_a_stranger_has_no_account(client: FlaskClient) -> None:
    answer = client.get("/account")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/sign-in?next=/account")


def test_a_person_sees_who_the_site_takes_them_for(signed_in: FlaskClient) -> None:
    page = read_page(signed_in.get("/account"))
    assert page.read('//p[@class="facts"]') == "anne@example.org · Translator (French (France))"
    assert page.read("//header//summary") == "Anne"
    assert page.read_all('//details[@class="person"]//li') == ["My account", "Sign out"]


def test_the_menu_of_an_administrator_leads_to_the_administration(client: FlaskClient, services: Services) -> None:
    sign_in(client, make_person(services, Role.ADMIN))
    page = read_page(client.get("/"))
    assert page.read_all('//details[@class="person"]//li') == ["My account", "People", "Keys", "Sign out"]


def test_a_stranger_finds_the_way_to_sign_in_and_back(client: FlaskClient) -> None:
    assert read_page(client.get("/docs")).find('//header//a[contains(@href, "sign-in")]').get("href") == (
        "/sign-in?next=/docs"
    )


def test_a_name_is_changed_at_once(signed_in: FlaskClient, services: Services, anne: Person) -> None:
    assert send(signed_in, "/account/name", name=" Anne  B. ").status_code == 303
    page = read_page(signed_in.get("/account"))
    assert (page.read('//p[@class="done"]'), page.read("//header//summary")) == ("Your name is changed.", "Anne B.")
    assert get_person(services, anne.id).name == "Anne B."
    refused = read_page(send(signed_in, "/account/name", name=" "))
    assert (refused.status, refused.read('//p[@id="name-problem"]')) == (400, "Give a name of up to 100 characters.")


def test_a_password_is_changed_by_whoever_knows_it(signed_in: FlaskClient, services: Services, anne: Person) -> None:
    elsewhere = sign_in(signed_in.application.test_client(), anne)
    wrong = read_page(send(signed_in, "/account/password", current="wrong", password=NEW_PASSWORD))
    short = read_page(send(signed_in, "/account/password", current=PASSWORD, password="short"))
    assert (wrong.status, wrong.read('//p[@id="current-problem"]')) == (400, "This is not your present password.")
    assert short.read('//p[@id="password-problem"]') == "A password has from 15 to 256 characters."
    assert identify_person(services, elsewhere) is not None
    assert send(signed_in, "/account/password", current=PASSWORD, password=NEW_PASSWORD).status_code == 303
    page = read_page(signed_in.get("/account"))
    assert page.read('//p[@class="done"]').startswith("Your password is changed")
    assert identify_person(services, elsewhere) is None
    visit = Visit("192.0.2.1")
    assert sign_in_by_password(services, email=anne.email, password=NEW_PASSWORD, visit=visit)[1] == anne


def test_a_present_password_cannot_be_guessed(make_client: MakeClient, anne: Person) -> None:
    client = make_client(rates=RateLimiter())
    sign_in(client, anne)
    answers = [send(client, "/account/password", current="wrong", password=NEW_PASSWORD) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [400] * 5 + [429]
    assert int(answers[-1].headers["Retry-After"]) >= 1


def test_devices_are_listed_and_signed_out(signed_in: FlaskClient, services: Services, anne: Person) -> None:
    visit = Visit("192.0.2.1", LINUX)
    elsewhere, _ = sign_in_by_password(services, email=anne.email, password=PASSWORD, visit=visit)
    page = read_page(signed_in.get("/account"))
    assert sorted(page.read_all('//*[@class="device"]')) == ["Firefox, Linux", "Unknown device"]
    assert send(signed_in, page.find('//ul[@class="devices"]//form').get("action")).status_code == 303
    assert identify_person(services, elsewhere) is None
    assert read_page(signed_in.get("/account")).read('//*[@class="devices"]//strong') == "this device"


def test_nobody_signs_out_anothers_device(signed_in: FlaskClient, services: Services) -> None:
    eve = make_person(services, Role.READER, name="Eve")
    token = sign_in(signed_in.application.test_client(), eve)
    found = identify_person(services, token)
    assert found is not None
    send(signed_in, f"/account/devices/{found.sign_in.id}/sign-out")
    assert identify_person(services, token) is not None


def test_a_person_signs_out_everywhere(signed_in: FlaskClient, services: Services, anne: Person) -> None:
    elsewhere = sign_in(signed_in.application.test_client(), anne)
    assert send(signed_in, "/account/sign-out-everywhere").headers["Location"] == "/"
    assert identify_person(services, elsewhere) is None
    assert signed_in.get("/account").status_code == 303


@pytest.mark.parametrize(
    ("description", "name"),
    [
        (LINUX, "Firefox, Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", "Chrome, Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari, iPhone"),
        ("curl/8.0", "Unknown device"),
        ("", "Unknown device"),
    ],
)
def test_a_device_is_named_by_its_browser_and_system(client: FlaskClient, description: str, name: str) -> None:
    with client.application.test_request_context():
        assert name_device(description) == name
