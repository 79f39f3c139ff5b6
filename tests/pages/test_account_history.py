"""What was done to accounts, and accounts that are deleted."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.pages.reading import Page, read_page
from tests.people import PASSWORD, make_person, sign_in
from translator.errors import ConflictError, NotFoundError
from translator.people import AccountDeed, Person, Role
from translator.workflows.account_events import list_events
from translator.workflows.articles import create_article
from translator.workflows.correct_segment import Signature
from translator.workflows.people import deactivate_person, delete_person, find_person, get_person
from translator.workflows.services import Services
from translator.workflows.signing_in import Visit
from translator.workflows.signing_in import sign_in as sign_in_with
from translator.workflows.update_article import update_article
from translator.workflows.update_plan import ArticleUpdate

PEOPLE = "/administration/people"


@pytest.fixture
def admin(client: FlaskClient, services: Services) -> Person:
    person = make_person(services, Role.ADMIN, name="Ada")
    sign_in(client, person)
    return person


@pytest.fixture
def ben(services: Services) -> Person:
    return make_person(services, Role.READER, name="Ben")


def send(client: FlaskClient, path: str, **fields: str) -> Page:
    token = read_page(client.get("/account")).find_all('//input[@name="csrf_token"]')[0].get("value")
    return read_page(client.post(path, data={"csrf_token": token, **fields}))


def list_deeds(services: Services, person: Person) -> list[tuple[str, str]]:
    events = list_events(services, limit=100, person_id=person.id)
    return [(event.deed.value, event.actor) for _, event in reversed(events)]


def test_every_change_of_an_account_is_kept_with_who_made_it(
    client: FlaskClient, services: Services, admin: Person, ben: Person
) -> None:
    place = f"{PEOPLE}/{ben.id}"
    send(client, place, name="Ben", role="translator", locales="en-US")
    send(client, place, name="Benjamin", role="translator", locales="en-US")
    for deed in ("link", "sign-out", "close", "open"):
        send(client, f"{place}/{deed}")
    assert list_deeds(services, ben) == [
        ("created", ""),
        *((deed, admin.id) for deed in ("changed", "changed", "link", "signed_out", "closed", "opened")),
    ]
    rights, named = (event.details for _, event in list_events(services, limit=7, person_id=ben.id)[::-1][1:3])
    assert rights == {"role_before": "reader", "locales_before": "", "role": "translator", "locales": "en-US"}
    assert named == {"name": "changed"}
    told = read_page(client.get(place)).read_all('//ul[contains(@class, "history")]/li')
    assert len(told) == 7
    assert "Rights changed from Reader to Translator (en-US)" in told[-2]
    assert "by Ada" in told[-2]
    history = read_page(client.get(f"{PEOPLE}/history")).read_all('//ul[contains(@class, "history")]/li')
    assert any(line.startswith("Benjamin Account closed") for line in history)


def test_what_changes_nothing_is_no_deed(client: FlaskClient, services: Services, admin: Person, ben: Person) -> None:
    send(client, f"{PEOPLE}/{ben.id}", name="Ben", role="reader")
    send(client, f"{PEOPLE}/{ben.id}/open")
    assert list_deeds(services, ben) == [("created", "")]
    del admin


def test_people_change_their_own_accounts_in_their_own_name(
    client: FlaskClient, services: Services, ben: Person
) -> None:
    sign_in(client, ben)
    send(client, "/account/name", name="Benjamin")
    send(client, "/account/password", current=PASSWORD, password="quatre chevaux verts à Brest")
    send(client, "/account/sign-out-everywhere")
    assert [deed for deed in list_deeds(services, ben) if deed[1]] == [
        ("changed", ben.id),
        ("password", ben.id),
        ("signed_out", ben.id),
    ]


def test_a_closed_account_is_deleted_with_all_that_is_personal(
    client: FlaskClient, services: Services, admin: Person, ben: Person
) -> None:
    create_article(services, title="Le pont", text="Il pleut.", source="fr", target="en", identifier="bridge")
    update_article(services, "bridge", update=ArticleUpdate(text="Il neige."), signature=Signature(ben.id))
    place = f"{PEOPLE}/{ben.id}"
    assert send(client, f"{place}/delete").status == 409
    send(client, f"{place}/close")
    way = read_page(client.get(place)).find('//a[contains(@href, "/delete")]').get("href")
    form = read_page(client.get(way)).find('//form[contains(@action, "/delete")]')
    assert send(client, form.get("action")).status == 303
    assert client.get(place).status_code == 404
    with pytest.raises(NotFoundError):
        get_person(services, ben.id)
    assert list_deeds(services, ben)[-1] == ("deleted", admin.id)
    history = client.get(f"{PEOPLE}/history").get_data(as_text=True)
    assert "deleted account" in history
    assert "Ben" not in history
    assert "deleted account" in read_page(client.get("/articles/bridge/versions")).read('//ol[@class="versions"]')
    assert find_person(services, email=ben.email) is None


def test_an_address_is_free_again_after_its_account_is_deleted(services: Services, ben: Person) -> None:
    with pytest.raises(ConflictError, match="close it before"):
        delete_person(services, ben.id)
    deactivate_person(services, ben.id)
    delete_person(services, ben.id, by="command line")
    with pytest.raises(NotFoundError):
        delete_person(services, ben.id)
    again = make_person(services, Role.READER, name="Ben")
    assert again.id != ben.id
    assert sign_in_with(services, email=ben.email, password=PASSWORD, visit=Visit("192.0.2.1"))[1].id == again.id
    assert list_deeds(services, ben)[-1][0] == AccountDeed.DELETED


def test_the_history_is_read_page_by_page(client: FlaskClient, services: Services, admin: Person) -> None:
    for number in range(60):
        make_person(services, Role.READER, name=f"N{number}", password=None)
    first = read_page(client.get(f"{PEOPLE}/history"))
    older = first.find('//a[contains(@href, "before=")]').get("href")
    shown = [
        len(page.find_all('//ul[contains(@class, "history")]/li')) for page in (first, read_page(client.get(older)))
    ]
    assert shown == [50, 11]
    assert read_page(client.get(f"{PEOPLE}/history?before=x")).status == 200
    del admin
