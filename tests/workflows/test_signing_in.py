from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.fakes import NOON
from tests.people import PASSWORD, make_person
from translator import storage
from translator.errors import CredentialsError, FieldError, RateError
from translator.passwords import PasswordHashes
from translator.people import Person, Role
from translator.rates import RateLimiter
from translator.workflows.people import deactivate_person
from translator.workflows.services import Services
from translator.workflows.signing_in import (
    SignedIn,
    Visit,
    change_password,
    end_sign_in,
    identify_person,
    list_sign_ins,
    sign_in,
    sign_out,
    sign_out_everywhere,
)

NEW_PASSWORD = "quatre chevaux bleus à Brest"


@pytest.fixture
def anne(services: Services) -> Person:
    return make_person(services, Role.TRANSLATOR, name="Anne")


def enter(services: Services, person: Person, *, password: str = PASSWORD, token: str = "", device: str = "") -> str:
    # A counter of its own each time: the limit is another test's.
    counting = replace(services, rates=RateLimiter())
    return sign_in(counting, email=person.email, password=password, visit=Visit("192.0.2.1", device, token))[0]


def get_signed_in(services: Services, token: str) -> SignedIn:
    found = identify_person(services, token)
    assert found is not None
    return found


def later(services: Services, **time: float) -> Services:
    return replace(services, get_time=lambda: NOON + timedelta(**time))


def read_rows(services: Services, table: str) -> str:
    with services.database.engine.connect() as connection:
        return repr(connection.exec_driver_sql(f"SELECT * FROM {table}").all())  # noqa: S608 - a test's own name


def test_whoever_signs_in_is_known_by_a_token_that_is_not_kept(services: Services, anne: Person) -> None:
    token = enter(services, anne, device="Firefox\x00\n" + "x" * 500)
    signed_in = get_signed_in(services, token)
    assert (signed_in.person, signed_in.sign_in.created_at) == (anne, NOON)
    assert signed_in.sign_in.device == "Firefox" + "x" * 193
    assert re.fullmatch(r"[\w-]{43}", token)
    assert token not in read_rows(services, "sign_ins")


@pytest.mark.parametrize("token", ["", None, "unknown", "x" * 100_000])
def test_no_other_token_stands_for_anybody(services: Services, anne: Person, token: str | None) -> None:
    enter(services, anne)
    assert identify_person(services, token) is None


def test_a_wrong_password_an_unknown_address_and_a_closed_account_look_the_same(services: Services) -> None:
    anne, olaf = make_person(services, name="Anne"), make_person(services, name="Olaf")
    nobody = make_person(services, name="Paul", password=None)
    deactivate_person(services, olaf.id)
    compared: list[str | None] = []

    class Counting(PasswordHashes):
        def matches(self, password: str, kept: str | None) -> bool:
            compared.append(kept)
            return services.passwords.matches(password, kept)

    watched = replace(services, passwords=Counting())
    texts = set()
    for email, password in (
        (anne.email, "wrong"),
        (anne.email, ""),
        (anne.email, PASSWORD + "x"),
        ("eve@example.org", PASSWORD),
        (olaf.email, PASSWORD),
        (nobody.email, ""),
        ("x" * 10_000, "x" * 10_000),
    ):
        with pytest.raises(CredentialsError) as caught:
            sign_in(replace(watched, rates=RateLimiter()), email=email, password=password, visit=Visit("192.0.2.1"))
        texts.add(str(caught.value))
    # Each took the work of one comparison, whether there was anything to compare with or not.
    assert (texts, len(compared)) == ({"the e-mail address or the password is wrong"}, 7)
    assert read_rows(services, "sign_ins") == "[]"


def guess(services: Services, email: str, *, address: str = "192.0.2.1") -> None:
    with pytest.raises(CredentialsError):
        sign_in(services, email=email, password="wrong", visit=Visit(address))


@pytest.mark.parametrize("email", ["anne@example.org", "eve@example.org"])
def test_guesses_at_an_account_wait_ever_longer(
    services: Services, anne: Person, monkeypatch: pytest.MonkeyPatch, email: str
) -> None:
    del anne
    begun = 1_800_000_000.0
    now = [begun]
    monkeypatch.setattr("time.time", lambda: now[0])
    tried: list[float] = []
    while now[0] < begun + 2 * 3600:
        try:
            guess(services, f" {email.upper()}")
            tried.append(now[0] - begun)
        except RateError as error:
            # As patient as it is told to be.
            now[0] += error.wait
    assert [sum(each < minutes * 60 for each in tried) for minutes in (1, 15, 119)] == [5, 10, 20]
    assert max(tried) - min(tried) < 3600


def test_nobody_keeps_an_owner_out_who_comes_from_elsewhere(services: Services, anne: Person) -> None:
    for network in range(40):
        for _ in range(5):
            guess(services, anne.email, address=f"198.51.{network}.1")
    token, person = sign_in(services, email=anne.email, password=PASSWORD, visit=Visit("192.0.2.1"))
    assert (bool(token), person.id) == (True, anne.id)
    with pytest.raises(RateError):
        sign_in(services, email=anne.email, password=PASSWORD, visit=Visit("198.51.3.1"))


def test_addresses_of_one_network_are_counted_together(services: Services, anne: Person) -> None:
    for number in range(5):
        guess(services, anne.email, address=f"2001:db8:1:2::{number}")
    with pytest.raises(RateError):
        sign_in(services, email=anne.email, password=PASSWORD, visit=Visit("2001:db8:1:2:ffff::1"))
    assert sign_in(services, email=anne.email, password=PASSWORD, visit=Visit("2001:db8:1:3::1"))


def test_a_right_password_forgets_the_slips_before_it(
    services: Services, anne: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1_800_000_000.0]
    monkeypatch.setattr("time.time", lambda: now[0])
    for _ in range(8):
        now[0] += 60
        for _ in range(4):
            guess(services, anne.email)
        assert sign_in(services, email=anne.email, password=PASSWORD, visit=Visit("192.0.2.1"))


def test_attempts_from_an_address_are_counted_whatever_the_account(services: Services) -> None:
    for number in range(10):
        with pytest.raises(CredentialsError):
            sign_in(services, email=f"eve{number}@example.org", password="wrong", visit=Visit("192.0.2.1"))
    with pytest.raises(RateError):
        sign_in(services, email="eve@example.org", password="wrong", visit=Visit("192.0.2.1"))


def test_a_sign_in_ends_the_one_before_it_in_the_same_browser(services: Services, anne: Person) -> None:
    first = enter(services, anne)
    second = enter(services, anne, token=first)
    assert first != second
    assert identify_person(services, first) is None
    assert get_signed_in(services, second).person == anne


def test_a_sign_in_ends_when_it_is_not_used(services: Services, anne: Person) -> None:
    token = enter(services, anne)
    assert identify_person(later(services, hours=71), token) is not None
    # That was a use, so the three days begin again.
    assert identify_person(later(services, hours=142), token) is not None
    assert identify_person(later(services, hours=142 + 72), token) is None


def test_a_sign_in_ends_however_much_it_is_used(services: Services, anne: Person) -> None:
    token = enter(services, anne)
    uses = [identify_person(later(services, days=day), token) is not None for day in range(0, 32, 2)]
    assert uses == [True] * 15 + [False]


def test_use_is_noted_now_and_then_only(services: Services, anne: Person) -> None:
    token = enter(services, anne)
    identify_person(later(services, minutes=4), token)
    assert get_signed_in(services, token).sign_in.seen_at == NOON
    identify_person(later(services, minutes=6), token)
    assert get_signed_in(services, token).sign_in.seen_at == NOON + timedelta(minutes=6)


def test_ended_sign_ins_are_forgotten_at_the_next_one(services: Services, anne: Person) -> None:
    enter(services, anne)
    after = later(services, days=40)
    token = enter(after, anne)
    with services.database.session() as session:
        kept = [each.id for each in storage.sign_ins.list_sign_ins(session, anne.id)]
    assert kept == [get_signed_in(after, token).sign_in.id]


def test_a_person_signs_out_here_there_and_everywhere(services: Services, anne: Person) -> None:
    olaf = make_person(services, name="Olaf")
    tokens = [enter(services, anne) for _ in range(4)]
    others = enter(services, olaf)
    assert len(list_sign_ins(services, anne)) == 4
    sign_out(services, tokens[0])
    sign_out(services, tokens[0])
    sign_out(services, None)
    end_sign_in(services, anne, get_signed_in(services, tokens[1]).sign_in.id)
    end_sign_in(services, anne, get_signed_in(services, others).sign_in.id)
    assert [identify_person(services, token) is None for token in tokens] == [True, True, False, False]
    sign_out_everywhere(services, anne)
    assert (list_sign_ins(services, anne), get_signed_in(services, others).person) == ([], olaf)


def test_a_hash_of_other_parameters_is_renewed_at_a_sign_in(services: Services, anne: Person) -> None:
    stronger = replace(services, passwords=PasswordHashes(time_cost=2, memory_kib=16, lanes=1))
    before = read_rows(services, "people")
    enter(stronger, anne)
    assert ("m=8,t=1,p=1" in before, "m=16,t=2,p=1" in read_rows(services, "people")) == (True, True)
    enter(stronger, anne)


def test_a_person_changes_the_own_password_and_stays_signed_in_here_alone(services: Services, anne: Person) -> None:
    here, there = enter(services, anne), enter(services, anne)
    change_password(services, get_signed_in(services, here), current=PASSWORD, new=NEW_PASSWORD, address="192.0.2.1")
    assert get_signed_in(services, here).person == anne
    assert identify_person(services, there) is None
    with pytest.raises(CredentialsError):
        enter(services, anne)
    assert get_signed_in(services, enter(services, anne, password=NEW_PASSWORD)).person == anne


@pytest.mark.parametrize(
    ("current", "new", "field"), [("wrong", NEW_PASSWORD, "current"), (PASSWORD, "short", "password")]
)
def test_a_password_is_not_changed_to_a_bad_one_nor_by_somebody_else(
    services: Services, anne: Person, current: str, new: str, field: str
) -> None:
    token = enter(services, anne)
    with pytest.raises(FieldError) as caught:
        change_password(services, get_signed_in(services, token), current=current, new=new, address="192.0.2.1")
    assert caught.value.field == field
    assert get_signed_in(services, enter(services, anne)).person == anne


def test_the_password_cannot_be_guessed_at_the_change_either(services: Services, anne: Person) -> None:
    signed_in = get_signed_in(services, enter(services, anne))
    for _ in range(5):
        with pytest.raises(FieldError):
            change_password(services, signed_in, current="wrong", new=NEW_PASSWORD, address="192.0.2.1")
    with pytest.raises(RateError):
        change_password(services, signed_in, current=PASSWORD, new=NEW_PASSWORD, address="192.0.2.1")
