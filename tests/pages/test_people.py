from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.fakes import NOON
from tests.pages.reading import Page, read_page
from tests.people import PASSWORD, make_person, sign_in
from translator.people import Person, Role
from translator.workflows.people import deactivate_person, get_person, list_people
from translator.workflows.services import Services
from translator.workflows.signing_in import Visit, identify_person
from translator.workflows.signing_in import sign_in as sign_in_by_password

PEOPLE = "/administration/people"


@pytest.fixture
def olaf(services: Services) -> Person:
    return make_person(services, Role.ADMIN, name="Olaf")


@pytest.fixture
def desk(client: FlaskClient, olaf: Person) -> FlaskClient:
    """A browser in which somebody is signed in who may administer."""
    sign_in(client, olaf)
    return client


def send(client: FlaskClient, path: str, *, form_at: str, **fields: object) -> TestResponse:
    token = read_page(client.get(form_at)).find_all('//input[@name="csrf_token"]')[0].get("value")
    return client.post(path, data={"csrf_token": token, **fields})


def add_person(client: FlaskClient, **fields: object) -> Page:
    form: dict[str, object] = {"name": "Anne", "email": "anne@example.org", "role": "translator", "locales": ["fr-FR"]}
    return read_page(send(client, PEOPLE, form_at=PEOPLE, **(form | fields)))


def read_link(page: Page) -> str:
    return urlsplit(page.read('//*[@class="secret"]/code')).path


def test_a_new_person_chooses_a_password_by_a_link(desk: FlaskClient, services: Services) -> None:
    page = add_person(desk)
    link = read_link(page)
    assert page.read('//*[@class="secret"]/code').startswith("http://localhost/password/")
    visitor = desk.application.test_client()
    form = read_page(visitor.get(link))
    assert (form.status, form.read("//main/div/p")) == (200, "For Anne, anne@example.org.")
    refused = read_page(send(visitor, link, form_at=link, password="short"))
    assert (refused.status, refused.read('//p[@class="problem"]')) == (
        400,
        "A password has from 15 to 256 characters.",
    )
    answer = send(visitor, link, form_at=link, password=PASSWORD)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert read_page(visitor.get("/account")).read("//h1") == "My account"
    visit = Visit("192.0.2.1")
    assert sign_in_by_password(services, email="anne@example.org", password=PASSWORD, visit=visit)[1].name == "Anne"


def test_a_link_is_good_once_and_for_a_week_and_for_open_accounts(desk: FlaskClient, services: Services) -> None:
    link = read_link(add_person(desk))
    other = make_person(services, Role.READER, name="Eve", password=None)
    page = f"{PEOPLE}/{other.id}"
    closed = read_link(read_page(send(desk, f"{page}/link", form_at=page)))
    deactivate_person(services, other.id)
    visitor = desk.application.test_client()
    app = desk.application
    running = app.extensions["services"]
    app.extensions["services"] = replace(running, get_time=lambda: NOON + timedelta(days=7))
    assert visitor.get(link).status_code == 404
    app.extensions["services"] = running
    send(visitor, link, form_at=link, password=PASSWORD)
    again = visitor.post(link, data={"csrf_token": _get_token(visitor), "password": "quatre chevaux bleus"})
    assert read_page(again).read("//h1") == "This link can no longer be used"
    statuses = [visitor.get(each).status_code for each in (link, closed, "/password/x", "/password/a.b.é", link + "x")]
    assert statuses == [404] * 5


def _get_token(client: FlaskClient) -> str:
    return str(read_page(client.get("/")).find_all('//input[@name="csrf_token"]')[0].get("value"))


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"name": " "}, "Give a name of up to 100 characters."),
        ({"email": "anne"}, "Give an e-mail address of at most 254 characters."),
        ({"email": "OLAF@example.org"}, "This address belongs to an account already."),
        ({"role": "king"}, "Choose one of the four."),
        ({"role": ""}, "Choose one of the four."),
        ({"locales": []}, "Choose at least one."),
        ({"locales": ["xx-YY-ZZ"]}, "Choose at least one."),
    ],
)
def test_an_account_that_cannot_be_made_is_told_beside_its_field(
    desk: FlaskClient, services: Services, olaf: Person, fields: dict[str, object], problem: str
) -> None:
    page = add_person(desk, **fields)
    assert (page.status, page.read_all('//p[@class="problem"]')) == (400, [problem])
    assert list_people(services) == [olaf]
    # What was right stays in the form.
    if "name" not in fields:
        assert page.find('//input[@name="name"]').get("value") == "Anne"


def test_a_person_gets_another_name_and_other_rights(desk: FlaskClient, services: Services) -> None:
    anne = make_person(services, Role.READER, name="Anne")
    page = f"{PEOPLE}/{anne.id}"
    answer = send(desk, page, form_at=page, name="Anne B.", role="translator", locales=["fr-CA", "fr-FR"])
    assert (answer.status_code, answer.headers["Location"]) == (303, PEOPLE)
    changed = get_person(services, anne.id)
    assert (changed.name, changed.role, changed.locales) == ("Anne B.", Role.TRANSLATOR, {"fr-CA", "fr-FR"})
    refused = read_page(send(desk, page, form_at=page, name="", role="translator", locales=["fr-CA"]))
    assert refused.read_all('//p[@class="problem"]') == ["Give a name of up to 100 characters."]


def test_a_person_is_signed_out_and_an_account_closed_and_opened(desk: FlaskClient, services: Services) -> None:
    anne = make_person(services, Role.EDITOR, name="Anne")
    page = f"{PEOPLE}/{anne.id}"
    token = sign_in(desk.application.test_client(), anne)
    send(desk, f"{page}/sign-out", form_at=page)
    assert identify_person(services, token) is None
    send(desk, f"{page}/close", form_at=page)
    assert read_page(desk.get(PEOPLE)).read('//tr[@class="over"]/th') == "Anne"
    send(desk, f"{page}/open", form_at=page)
    assert get_person(services, anne.id).is_active


def test_the_last_who_may_administer_cannot_give_that_up(desk: FlaskClient, services: Services, olaf: Person) -> None:
    page = f"{PEOPLE}/{olaf.id}"
    answers = [
        read_page(send(desk, f"{page}/close", form_at=page)),
        read_page(send(desk, page, form_at=page, name="Olaf", role="reader")),
    ]
    assert [(answer.status, answer.read('//p[@class="problem"]')) for answer in answers] == [
        (409, "Nobody else may administer. Give somebody that role first.")
    ] * 2
    assert get_person(services, olaf.id) == olaf


def test_somebody_unknown_is_not_found(desk: FlaskClient) -> None:
    page = read_page(desk.get(f"{PEOPLE}/nobody"))
    assert page.status == 404
    for deed in ("", "/link", "/sign-out", "/close", "/open"):
        form = {"name": "x", "role": "reader"}
        assert send(desk, f"{PEOPLE}/nobody{deed}", form_at=PEOPLE, **form).status_code == 404


@pytest.mark.parametrize("deed", ["", "/link", "/sign-out", "/close", "/open"])
def test_nothing_is_done_without_a_forms_token(desk: FlaskClient, services: Services, deed: str) -> None:
    anne = make_person(services, Role.EDITOR, name="Anne")
    assert desk.post(f"{PEOPLE}/{anne.id}{deed}", data={"name": "x", "role": "reader"}).status_code == 400
    assert get_person(services, anne.id) == anne


def test_names_are_shown_as_text(desk: FlaskClient, services: Services) -> None:
    name = '<script>alert("x")</script>'
    make_person(services, Role.READER, name="Eve")
    add_person(desk, name=name)
    page = read_page(desk.get(PEOPLE))
    assert name in page.read_all("//tbody/tr/th")
    assert page.find_all("//script[not(@src)]") == []


def test_pages_about_people_are_kept_nowhere(desk: FlaskClient, olaf: Person) -> None:
    paths = (PEOPLE, f"{PEOPLE}/{olaf.id}", "/account", "/administration/keys")
    assert [desk.get(path).headers["Cache-Control"] for path in paths] == ["no-store"] * 4
