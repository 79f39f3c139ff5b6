from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.fakes import NOON
from tests.pages.conftest import MakeClient
from tests.pages.reading import Page, read_page
from tests.people import make_person
from tests.provider import CLIENT_ID, CLIENT_SECRET, Provider, make_key, serve_provider
from translator.pages.guard import get_person
from translator.people import Role
from translator.rates import RateLimiter
from translator.single_sign_on import IdentityProvider
from translator.workflows.people import deactivate_person, find_person, list_people
from translator.workflows.people import get_person as get_kept
from translator.workflows.services import Services

NOW = int(NOON.timestamp())
UNTRUSTED = "Single sign-on does not work at present. Try again in a moment."
GIVEN_UP = "This sign-in was given up, or took too long. Begin again."


@pytest.fixture
def provider() -> Iterator[Provider]:
    with serve_provider() as running:
        yield running


@pytest.fixture
def make_site(make_client: MakeClient, provider: Provider) -> MakeClient:
    """Make a site that asks the provider."""

    def make(*, client_secret: str = CLIENT_SECRET, **settings: object) -> FlaskClient:
        asked = IdentityProvider(
            provider.issuer, client_id=CLIENT_ID, client_secret=client_secret, groups_claim="groups"
        )
        return make_client(settings=settings, provider=asked)

    return make


@pytest.fixture
def site(make_site: MakeClient) -> FlaskClient:
    return make_site()


def begin(client: FlaskClient, *, way_back: str = "/docs") -> str:
    """Press the button; return where the browser is sent."""
    button = read_page(client.get(f"/sign-in?next={way_back}")).find('//*[@class="sign-on"]/a')
    answer = client.get(button.get("href"))
    assert answer.status_code == 303
    return answer.headers["Location"]


def come_back(client: FlaskClient, address: str) -> TestResponse:
    parts = urlsplit(address)
    return client.get(f"{parts.path}?{parts.query}")


def enter(client: FlaskClient, provider: Provider, *, way_back: str = "/docs") -> TestResponse:
    return come_back(client, provider.authorise(begin(client, way_back=way_back)))


def read_refusal(response: TestResponse) -> tuple[int, str]:
    page: Page = read_page(response)
    assert "signed-in" not in response.headers.get("Set-Cookie", "")
    return page.status, page.read('//p[@id="refusal"]')


def test_without_a_provider_there_is_no_button(client: FlaskClient) -> None:
    assert read_page(client.get("/sign-in")).find_all('//*[@class="sign-on"]') == []
    assert [client.get(path).status_code for path in ("/sign-in/single", "/sign-in/single/answer")] == [404, 404]


def test_whoever_the_provider_knows_is_let_in_and_gets_an_account(
    site: FlaskClient, provider: Provider, services: Services
) -> None:
    answer = enter(site, provider)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/docs")
    with site:
        site.get("/")
        person = get_person()
    assert person is not None
    assert (person.email, person.name, person.role) == ("anne@example.org", "Anne Le Gall", Role.READER)
    assert not person.has_password
    assert enter(site.application.test_client(), provider).status_code == 303
    assert list_people(services) == [person]


def test_the_browser_is_sent_with_state_nonce_and_a_challenge_of_its_own(site: FlaskClient, provider: Provider) -> None:
    seen = []
    for _ in range(2):
        address = begin(site)
        assert address.startswith(f"{provider.issuer}/authorize?")
        seen.append(dict(parse_qsl(urlsplit(address).query)))
    assert {each["response_type"] for each in seen} == {"code"}
    assert {each["redirect_uri"] for each in seen} == {"http://localhost/sign-in/single/answer"}
    assert {each["code_challenge_method"] for each in seen} == {"S256"}
    assert set(seen[0]["scope"].split()) == {"openid", "email", "profile"}
    for name in ("state", "nonce", "code_challenge"):
        assert seen[0][name] != seen[1][name]
        assert len(seen[0][name]) >= 43


def test_the_way_back_stays_on_this_site(site: FlaskClient, provider: Provider) -> None:
    assert enter(site, provider, way_back="https://evil.example/").headers["Location"] == "/"


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "another site"},
        {"aud": None},
        {"aud": [CLIENT_ID, "another site"]},
        {"exp": NOW - 61},
        {"exp": None},
        {"iat": NOW + 3600},
        {"iss": "https://evil.example"},
        {"iss": None},
        {"sub": None},
        {"azp": "another site"},
        {"at_hash": "d3Jvbmc"},
    ],
    ids=repr,
)
def test_a_token_that_says_a_wrong_thing_lets_nobody_in(
    site: FlaskClient, provider: Provider, services: Services, claims: dict[str, Any]
) -> None:
    provider.claims = claims
    assert read_refusal(enter(site, provider)) == (502, UNTRUSTED)
    assert (len(provider.redeemed), list_people(services)) == (1, [])


def test_a_token_that_somebody_else_signed_lets_nobody_in(
    site: FlaskClient, provider: Provider, services: Services
) -> None:
    provider.signing = make_key("one")
    assert read_refusal(enter(site, provider)) == (502, UNTRUSTED)
    provider.signing = make_key("unknown")
    assert read_refusal(enter(site, provider)) == (502, UNTRUSTED)
    assert list_people(services) == []


@pytest.mark.parametrize("algorithms", [["RS256"], ["RS256", "none"], ["none"], ["HS256"]])
def test_a_token_that_is_not_signed_lets_nobody_in(
    site: FlaskClient, provider: Provider, services: Services, algorithms: list[str]
) -> None:
    provider.unsigned = True
    provider.description = {"id_token_signing_alg_values_supported": algorithms}
    assert read_refusal(enter(site, provider)) == (502, UNTRUSTED)
    assert list_people(services) == []


def test_a_new_key_of_the_provider_is_fetched_once_it_is_used(site: FlaskClient, provider: Provider) -> None:
    assert enter(site, provider).status_code == 303
    provider.keys = [make_key("two")]
    assert enter(site.application.test_client(), provider).status_code == 303
    assert (provider.fetched.count("/keys"), provider.fetched.count("/.well-known/openid-configuration")) == (2, 1)


def test_an_answer_with_another_state_is_not_redeemed(site: FlaskClient, provider: Provider) -> None:
    address = provider.authorise(begin(site))
    for state in ("", "another"):
        parts = urlsplit(address)
        forged = urlencode({**dict(parse_qsl(parts.query)), "state": state})
        assert read_refusal(site.get(f"{parts.path}?{forged}")) == (403, GIVEN_UP)
        begin(site)
    assert provider.redeemed == []


def test_an_answer_brought_by_another_browser_is_not_redeemed(site: FlaskClient, provider: Provider) -> None:
    address = provider.authorise(begin(site))
    assert read_refusal(come_back(site.application.test_client(), address)) == (403, GIVEN_UP)
    assert provider.redeemed == []


def test_an_answer_counts_once(site: FlaskClient, provider: Provider) -> None:
    address = provider.authorise(begin(site))
    assert come_back(site, address).status_code == 303
    assert read_page(come_back(site, address)).status == 403
    assert len(provider.redeemed) == 1


def test_an_answer_that_comes_too_late_is_not_redeemed(site: FlaskClient, provider: Provider) -> None:
    address = provider.authorise(begin(site))
    app = site.application
    running = app.extensions["services"]
    app.extensions["services"] = replace(running, get_time=lambda: NOON + timedelta(minutes=15))
    assert read_refusal(come_back(site, address)) == (403, GIVEN_UP)


def test_somebody_who_gives_up_at_the_provider_is_told_so(site: FlaskClient, provider: Provider) -> None:
    begin(site)
    answer = site.get(f"/sign-in/single/answer?error=access_denied&state={provider.asked.get('state', 'x')}")
    assert read_refusal(answer) == (403, GIVEN_UP)


def test_a_wrong_secret_of_the_site_lets_nobody_in(make_site: MakeClient, provider: Provider) -> None:
    assert read_refusal(enter(make_site(client_secret="wrong"), provider)) == (502, UNTRUSTED)


def test_a_provider_that_wants_the_secret_in_the_form_gets_it_there(site: FlaskClient, provider: Provider) -> None:
    provider.description = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
    assert enter(site, provider).status_code == 303


@pytest.mark.parametrize(
    "description", [{"issuer": "https://evil.example"}, {"authorization_endpoint": None}, {"token_endpoint": None}]
)
def test_a_provider_that_describes_itself_wrongly_is_not_asked(
    site: FlaskClient, provider: Provider, description: dict[str, Any]
) -> None:
    provider.description = description
    assert read_refusal(site.get("/sign-in/single")) == (502, UNTRUSTED)


def test_a_provider_that_cannot_be_reached_is_said_not_to_work(make_client: MakeClient) -> None:
    lost = IdentityProvider("http://127.0.0.1:9", client_id=CLIENT_ID, client_secret=None)
    assert read_refusal(make_client(provider=lost).get("/sign-in/single")) == (502, UNTRUSTED)


def test_attempts_to_sign_in_by_the_provider_are_slowed_down(make_client: MakeClient, provider: Provider) -> None:
    asked = IdentityProvider(provider.issuer, client_id=CLIENT_ID, client_secret=None)
    client = make_client(provider=asked, rates=RateLimiter())
    answers = [client.get("/sign-in/single") for _ in range(11)]
    assert [answer.status_code for answer in answers] == [303] * 10 + [429]
    assert int(answers[-1].headers["Retry-After"]) >= 1


@pytest.mark.parametrize("verified", [False, None, "false", 1, "yes"])
def test_an_address_that_the_provider_did_not_verify_takes_over_no_account(
    site: FlaskClient, provider: Provider, services: Services, verified: object
) -> None:
    anne = make_person(services, Role.ADMIN, name="Anne")
    provider.claims = {"email_verified": verified}
    assert read_refusal(enter(site, provider)) == (403, "The provider has not verified your e-mail address.")
    assert list_people(services) == [anne]


def test_no_address_at_all_lets_nobody_in(site: FlaskClient, provider: Provider) -> None:
    provider.claims = {"email": None}
    assert read_refusal(enter(site, provider))[0] == 403


def test_an_address_that_the_token_leaves_out_is_asked_for(
    site: FlaskClient, provider: Provider, services: Services
) -> None:
    provider.claims = {"email": None, "email_verified": None}
    provider.userinfo = {"email": "anne@example.org", "email_verified": True}
    assert enter(site, provider).status_code == 303
    assert find_person(services, email="anne@example.org") is not None


def test_what_the_provider_says_of_another_person_is_not_believed(site: FlaskClient, provider: Provider) -> None:
    provider.claims = {"email": None}
    provider.userinfo = {"sub": "43", "email": "olaf@example.org", "email_verified": True}
    assert read_refusal(enter(site, provider)) == (502, UNTRUSTED)


def test_a_verified_address_opens_the_account_that_has_it(
    site: FlaskClient, provider: Provider, services: Services
) -> None:
    anne = make_person(services, Role.EDITOR, name="Anne")
    assert enter(site, provider).status_code == 303
    with site:
        site.get("/")
        assert get_person() == anne
    # From now on she is known by who she is there, whatever her address.
    provider.claims = {"email": "a.legall@example.org"}
    other = site.application.test_client()
    assert enter(other, provider).status_code == 303
    with other:
        other.get("/")
        assert get_person() == anne


def test_an_address_that_was_given_to_another_person_opens_nothing(
    site: FlaskClient, provider: Provider, services: Services
) -> None:
    assert enter(site, provider).status_code == 303
    provider.claims = {"sub": "43"}
    other = site.application.test_client()
    assert read_refusal(enter(other, provider)) == (
        403,
        "This e-mail address belongs to another account. Ask whoever runs this site.",
    )
    assert len(list_people(services)) == 1


def test_a_closed_account_stays_closed(site: FlaskClient, provider: Provider, services: Services) -> None:
    anne = make_person(services, Role.EDITOR, name="Anne")
    deactivate_person(services, anne.id)
    problem = "Your account is closed. Ask whoever runs this site."
    assert [read_refusal(enter(site, provider)) for _ in range(2)] == [(403, problem)] * 2


@pytest.mark.parametrize(
    ("email", "is_let_in"),
    [
        ("anne@example.org", True),
        ("anne@EXAMPLE.org", True),
        ("anne@evil.example", False),
        ("anne@a.example.org", False),
    ],
)
def test_only_addresses_of_the_named_domains_are_let_in(
    make_site: MakeClient, provider: Provider, email: str, is_let_in: bool
) -> None:
    provider.claims = {"email": email}
    answer = enter(make_site(oidc_domains=("example.org", "news.example")), provider)
    assert answer.status_code == (303 if is_let_in else 403)


def test_strangers_are_not_let_in_where_the_settings_make_no_accounts(
    make_site: MakeClient, provider: Provider, services: Services
) -> None:
    client = make_site(oidc_role="none")
    problem = "You have no account here. Ask whoever runs this site for one."
    assert read_refusal(enter(client, provider)) == (403, problem)
    make_person(services, Role.EDITOR, name="Anne", password=None)
    assert enter(client, provider).status_code == 303


def test_roles_follow_the_providers_groups(make_site: MakeClient, provider: Provider, services: Services) -> None:
    client = make_site(oidc_roles=(("desk", "translator"), ("chiefs", "editor")), oidc_role="none")
    seen = []
    for groups in (["desk", "cooks"], ["desk", "chiefs"], "desk", [], ["cooks"]):
        provider.claims = {"groups": groups}
        assert enter(client.application.test_client(), provider).status_code == 303
        (anne,) = list_people(services)
        seen.append((anne.role.value, bool(anne.locales)))
    # Without a group that stands for a role, the role is as the people here left it.
    assert seen == [("translator", True), ("editor", False)] + [("translator", True)] * 3


def test_groups_do_not_take_the_last_admins_right(
    make_site: MakeClient, provider: Provider, services: Services
) -> None:
    anne = make_person(services, Role.ADMIN, name="Anne")
    provider.claims = {"groups": ["desk"]}
    assert enter(make_site(oidc_roles=(("desk", "reader"),)), provider).status_code == 303
    assert get_kept(services, anne.id).role is Role.ADMIN
