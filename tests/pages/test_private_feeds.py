"""Our feeds where reading is not open to everybody."""

from __future__ import annotations

import base64
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.pages.conftest import MakeClient
from tests.pages.reading import Page, read_page
from tests.people import make_person, sign_in
from translator.people import Person, Role
from translator.storage.tables import FeedKeyRow
from translator.workflows.articles import create_article
from translator.workflows.feed_keys import MOST_KEYS, create_feed_key
from translator.workflows.people import deactivate_person, delete_person
from translator.workflows.services import Services

FEED = "/feed/en.atom"


@pytest.fixture
def closed(make_client: MakeClient, services: Services) -> FlaskClient:
    create_article(services, title="Le pont", text="Le pont est ouvert.", source="fr", target="en", identifier="bridge")
    return make_client(settings={"public_reading": "off"})


@pytest.fixture
def anne(services: Services) -> Person:
    return make_person(services, Role.READER, name="Anne")


def make_address(client: FlaskClient, person: Person, reader: str = "My reader") -> str:
    """Make an address for a feed reader as its person does; the person's browser then signs out."""
    sign_in(client, person)
    page = post(client, "/account/feed-keys", reader=reader)
    client.delete_cookie("signed-in")
    parts = urlsplit(page.read('(//div[@class="secret"]//code)[1]'))
    return f"{parts.path}?{parts.query}"


def post(client: FlaskClient, path: str, **fields: str) -> Page:
    token = read_page(client.get("/account")).find_all('//input[@name="csrf_token"]')[0].get("value")
    return read_page(client.post(path, data={"csrf_token": token, **fields}))


def test_a_feed_reader_reads_by_the_address_made_for_it(closed: FlaskClient, anne: Person) -> None:
    refused = closed.get(FEED)
    assert (refused.status_code, refused.headers["Cache-Control"]) == (401, "no-store")
    assert refused.headers["WWW-Authenticate"].startswith("Basic ")
    address = make_address(closed, anne)
    answer = closed.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "application/atom+xml")
    body = answer.get_data(as_text=True)
    assert "/articles/bridge/en" in body
    assert address.rpartition("=")[2] not in body
    assert "private" in answer.headers["Cache-Control"]
    assert "public" not in answer.headers["Cache-Control"]
    assert {"Authorization", "Cookie"} <= set(answer.vary)
    again = closed.get(address, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_the_key_is_taken_as_a_password_and_as_a_token(closed: FlaskClient, anne: Person) -> None:
    key = make_address(closed, anne).rpartition("=")[2]
    basic = base64.b64encode(f"whoever:{key}".encode()).decode()
    for header in (f"Basic {basic}", f"Bearer {key}"):
        assert closed.get(FEED, headers={"Authorization": header}).status_code == 200
    for header in (f"Basic {basic[:-8]}", f"Bearer {key}x", "Bearer", "Basic ?", f"Digest {key}"):
        assert closed.get(FEED, headers={"Authorization": header}).status_code == 401


def test_the_key_opens_feeds_alone(closed: FlaskClient, anne: Person) -> None:
    key = make_address(closed, anne).rpartition("=")[2]
    header = {"Authorization": f"Bearer {key}"}
    for path in ("/", "/library", "/articles/bridge", "/articles/bridge/en", "/feeds", "/sitemap.xml"):
        assert closed.get(f"{path}?key={key}", headers=header).status_code == 303
    assert closed.get("/api/articles/bridge", headers=header).status_code == 401
    assert closed.post(f"{FEED}?key={key}", headers=header).status_code == 405
    assert closed.get(f"/account?key={key}", headers=header).status_code == 303


def test_an_ended_key_and_one_of_a_closed_account_open_nothing(
    closed: FlaskClient, services: Services, anne: Person
) -> None:
    first, second = make_address(closed, anne, "First"), make_address(closed, anne, "Second")
    sign_in(closed, anne)
    page = read_page(closed.get("/account"))
    end = page.find('//li[contains(., "First")]//form[contains(@action, "/feed-keys/")]').get("action")
    assert post(closed, end).status == 303
    closed.delete_cookie("signed-in")
    assert [closed.get(each).status_code for each in (first, second)] == [401, 200]
    deactivate_person(services, anne.id)
    assert closed.get(second).status_code == 401
    delete_person(services, anne.id)
    assert closed.get(second).status_code == 401


def test_wrong_keys_are_counted(closed: FlaskClient, anne: Person) -> None:
    address = make_address(closed, anne)
    codes = [closed.get(f"{FEED}?key=vf_{number}").status_code for number in range(11)]
    assert codes == [401] * 10 + [429]
    assert closed.get(address).status_code == 200
    # A reader that was given no key is told to bring one, however often it comes.
    assert [closed.get(FEED).status_code for _ in range(12)] == [401] * 12


def test_a_key_is_kept_as_a_hash_and_its_use_noted(closed: FlaskClient, services: Services, anne: Person) -> None:
    address = make_address(closed, anne)
    key = address.rpartition("=")[2]
    sign_in(closed, anne)
    assert "not used yet" in read_page(closed.get("/account")).read("//main")
    closed.get(address)
    page = closed.get("/account").get_data(as_text=True)
    assert "last used on" in page
    assert key not in page
    with services.database.session() as session:
        (kept,) = session.execute(select(FeedKeyRow.__table__)).all()
    assert key not in str(kept)


def test_a_reader_needs_a_name_and_there_is_an_end_of_them(
    closed: FlaskClient, services: Services, anne: Person
) -> None:
    sign_in(closed, anne)
    for name in ("", "a" * 101):
        refused = post(closed, "/account/feed-keys", reader=name)
        assert (refused.status, refused.read('//p[@id="reader-problem"]')[:11]) == (400, "Give a name")
    for number in range(MOST_KEYS):
        create_feed_key(services, anne, name=str(number))
    assert post(closed, "/account/feed-keys", reader="One more").status == 400


def test_open_feeds_need_no_key(make_client: MakeClient, anne: Person) -> None:
    client = make_client()
    assert client.get(f"{FEED}?key=wrong").status_code == 200
    sign_in(client, anne)
    assert "Feed readers" not in client.get("/account").get_data(as_text=True)
