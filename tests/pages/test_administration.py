from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from pydantic import SecretStr
from werkzeug.test import TestResponse

from tests import people
from tests.fakes import NOON
from tests.pages.conftest import MakeClient
from tests.pages.reading import Page, read_page
from translator.access import Scope
from translator.people import Role
from translator.rates import RateLimiter
from translator.workflows.keys import KeyOrder, create_key, identify_caller, list_keys, revoke_key
from translator.workflows.services import Services

ADMIN_KEY = "a-key-for-administrators"
KEYS = "/administration/keys"
SIGN_IN = "/administration/sign-in"


@pytest.fixture
def guarded(make_client: MakeClient) -> FlaskClient:
    """A site with a key for administrators."""
    return make_client(settings={"admin_key": SecretStr(ADMIN_KEY)}, rates=RateLimiter())


@pytest.fixture
def signed_in(guarded: FlaskClient) -> FlaskClient:
    assert sign_in(guarded, key=ADMIN_KEY).status_code == 303
    return guarded


def send(client: FlaskClient, path: str, *, form_at: str, **fields: object) -> TestResponse:
    token = read_page(client.get(form_at)).find_all('//input[@name="csrf_token"]')[0].get("value")
    return client.post(path, data={"csrf_token": token, **fields})


def sign_in(client: FlaskClient, *, key: str) -> TestResponse:
    return send(client, SIGN_IN, form_at=SIGN_IN, key=key)


def add_key(client: FlaskClient, **fields: object) -> Page:
    form: dict[str, object] = {"name": "CMS", "scopes": ["translate", "glossary"]}
    return read_page(send(client, KEYS, form_at=KEYS, **(form | fields)))


def test_without_a_key_in_the_settings_a_person_is_asked_for(client: FlaskClient) -> None:
    assert client.get(SIGN_IN).status_code == 404
    answer = client.get(KEYS)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/sign-in?next=/administration/keys")


def test_a_person_who_may_administer_needs_no_key(client: FlaskClient, services: Services) -> None:
    people.sign_in(client, people.make_person(services, Role.ADMIN))
    assert "secret" in add_key(client).response.get_data(as_text=True)
    assert [key.name for key in list_keys(services)] == ["CMS"]


@pytest.mark.parametrize("role", [Role.READER, Role.TRANSLATOR, Role.EDITOR])
@pytest.mark.parametrize("path", ["/administration/keys", "/administration/people"])
def test_another_person_may_not_administer(guarded: FlaskClient, services: Services, role: Role, path: str) -> None:
    people.sign_in(guarded, people.make_person(services, role))
    assert guarded.get(path).status_code == 403


def test_a_session_ends_when_the_settings_key_is_another(signed_in: FlaskClient) -> None:
    assert signed_in.get(KEYS).status_code == 200
    for admin_key in (SecretStr("another-key-for-administrators"), None):
        app = signed_in.application
        services = app.extensions["services"]
        settings = services.settings.model_copy(update={"admin_key": admin_key})
        app.extensions["services"] = replace(services, settings=settings)
        assert signed_in.get(KEYS).status_code in (302, 303)


def test_a_session_ends_when_its_key_is_revoked_or_expires(guarded: FlaskClient, services: Services) -> None:
    order = KeyOrder(name="Olaf", scopes=frozenset({Scope.ADMIN}), expires_at=NOON + timedelta(hours=1))
    key, secret = create_key(services, order)
    assert sign_in(guarded, key=secret).status_code == 303
    assert guarded.get(KEYS).status_code == 200
    running = guarded.application.extensions["services"]
    guarded.application.extensions["services"] = replace(running, get_time=lambda: NOON + timedelta(hours=1))
    assert guarded.get(KEYS).status_code == 302
    guarded.application.extensions["services"] = running
    assert guarded.get(KEYS).status_code == 200
    revoke_key(services, key.id)
    assert guarded.get(KEYS).status_code == 302


def test_a_session_tells_nothing_of_the_settings_key(signed_in: FlaskClient) -> None:
    with signed_in.session_transaction() as session:
        kept = dict(session)["key_holder"]
    assert set(kept) == {"key", "until", "mark"}
    assert hashlib.sha256(ADMIN_KEY.encode()).hexdigest() not in repr(kept)


def test_a_stranger_is_asked_to_sign_in(guarded: FlaskClient) -> None:
    answer = guarded.get(KEYS)
    assert (answer.status_code, answer.headers["Location"]) == (302, SIGN_IN)
    assert list_keys(guarded.application.extensions["services"]) == []


@pytest.mark.parametrize("key", ["", "wrong", ADMIN_KEY + "x"])
def test_a_wrong_key_lets_nobody_in(guarded: FlaskClient, key: str) -> None:
    answer = sign_in(guarded, key=key)
    assert answer.status_code == 403
    assert read_page(answer).read('//p[@id="key-problem"]') == "This is not a key with the right to administer."
    assert guarded.get(KEYS).status_code == 302


def test_a_key_for_translating_lets_nobody_in(guarded: FlaskClient, services: Services) -> None:
    _, secret = create_key(services, KeyOrder(name="CMS", scopes=frozenset({Scope.TRANSLATE})))
    assert sign_in(guarded, key=secret).status_code == 403


def test_attempts_to_sign_in_are_slowed_down(guarded: FlaskClient) -> None:
    answers = [sign_in(guarded, key="wrong") for _ in range(11)]
    assert [answer.status_code for answer in answers] == [403] * 10 + [429]
    assert int(answers[-1].headers["Retry-After"]) >= 1
    assert sign_in(guarded, key=ADMIN_KEY).status_code == 429


def test_a_form_without_its_token_is_refused(signed_in: FlaskClient) -> None:
    assert signed_in.post(KEYS, data={"name": "CMS", "scopes": "translate"}).status_code == 400
    assert list_keys(signed_in.application.extensions["services"]) == []


def test_a_session_ends_after_its_hours(signed_in: FlaskClient) -> None:
    assert signed_in.get(KEYS).status_code == 200
    app = signed_in.application
    later = app.extensions["services"]
    app.extensions["services"] = replace(later, get_time=lambda: NOON + timedelta(hours=8))
    assert signed_in.get(KEYS).status_code == 302


def test_signing_out_ends_the_session(signed_in: FlaskClient) -> None:
    assert send(signed_in, "/administration/sign-out", form_at=KEYS).status_code == 303
    assert signed_in.get(KEYS).status_code == 302


def test_a_made_key_is_shown_once_and_works(signed_in: FlaskClient, services: Services) -> None:
    page = add_key(signed_in, monthly_characters="5000", texts_per_minute="60", expires_at="2027-01-31")
    secret = page.read('//*[@class="secret"]/code')
    caller = identify_caller(services, secret)
    assert caller.scopes == {Scope.TRANSLATE, Scope.GLOSSARY}
    assert (caller.monthly_characters, caller.texts_per_minute) == (5000, 60)
    listed = signed_in.get(KEYS).get_data(as_text=True)
    assert caller.key_id in listed
    assert secret not in listed
    assert page.response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"name": " "}, "Give the key a name of up to 100 characters."),
        ({"scopes": []}, "Choose at least one."),
        ({"scopes": ["everything"]}, "Choose at least one."),
        ({"monthly_characters": "0"}, "Give a whole number above 0."),
        ({"monthly_characters": "many"}, "Give a whole number above 0."),
        ({"texts_per_minute": "9" * 30}, "Give a whole number above 0."),
        ({"expires_at": "2020-01-01"}, "Give a day that is to come."),
        ({"expires_at": "tomorrow"}, "Give a day that is to come."),
    ],
)
def test_an_order_that_makes_no_sense_is_told_beside_its_field(
    signed_in: FlaskClient, services: Services, fields: dict[str, object], problem: str
) -> None:
    page = add_key(signed_in, **fields)
    assert (page.status, page.read_all('//p[@class="problem"]')) == (400, [problem])
    assert list_keys(services) == []


def test_a_key_is_revoked(signed_in: FlaskClient, services: Services) -> None:
    key, _ = create_key(services, KeyOrder(name="CMS", scopes=frozenset({Scope.TRANSLATE})))
    answer = send(signed_in, f"{KEYS}/{key.id}/revoke", form_at=KEYS)
    assert (answer.status_code, answer.headers["Location"]) == (303, KEYS)
    assert list_keys(services)[0].revoked_at == NOON
    assert read_page(signed_in.get(KEYS)).find_all('//button[contains(@aria-label, "Revoke")]') == []
    assert send(signed_in, f"{KEYS}/feed/revoke", form_at=KEYS).status_code == 404


def test_a_name_is_shown_as_text(signed_in: FlaskClient) -> None:
    page = add_key(signed_in, name='<script>alert("x")</script>')
    assert page.find_all("//script[not(@src)]") == []
    assert page.read_all("//tbody/tr/th") == ['<script>alert("x")</script>']


@pytest.mark.parametrize(("https", "is_secure"), [("on", True), ("off", False)])
def test_cookies_are_kept_to_https_where_the_site_has_it(make_client: MakeClient, https: str, is_secure: bool) -> None:
    client = make_client(settings={"admin_key": SecretStr(ADMIN_KEY), "https": https})
    answer = client.get(SIGN_IN, base_url="http://localhost")
    assert ("Secure" in answer.headers["Set-Cookie"]) is is_secure
