from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from pydantic import SecretStr

from tests.fakes import NOON
from translator.access import ANYBODY, Caller, Scope, Usage
from translator.errors import (
    FieldError,
    InvalidKeyError,
    MissingKeyError,
    NotFoundError,
    QuotaError,
    RateError,
    ScopeError,
)
from translator.rates import RateLimiter
from translator.workflows.keys import (
    KeyOrder,
    admit,
    charge,
    check_scope,
    create_key,
    get_usage,
    identify_caller,
    list_keys,
    list_usage,
    revoke_key,
)
from translator.workflows.services import Services

TRANSLATE = KeyOrder(name="CMS", scopes=frozenset({Scope.TRANSLATE}))


def at(services: Services, moment: datetime) -> Services:
    return replace(services, get_time=lambda: moment)


def with_settings(services: Services, **settings: object) -> Services:
    return replace(services, settings=services.settings.model_copy(update=settings), rates=RateLimiter())


def test_a_key_names_its_caller_and_is_not_kept(services: Services) -> None:
    key, secret = create_key(services, replace(TRANSLATE, monthly_characters=10, texts_per_minute=3))
    assert identify_caller(services, secret) == Caller(key.id, frozenset({Scope.TRANSLATE}), 10, 3)
    assert list_keys(services) == [key]
    assert secret.startswith(f"vv_{key.id}_")
    with services.database.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM api_keys").all()
    assert secret.rpartition("_")[2] not in repr(rows)


def test_keys_differ(services: Services) -> None:
    assert len({create_key(services, TRANSLATE)[1] for _ in range(5)}) == 5


@pytest.mark.parametrize("token", ["wrong", "vv_00000000_" + "0" * 42, "x" * 100_000, "é\x00"])
def test_an_unknown_key_is_refused(services: Services, token: str) -> None:
    with pytest.raises(InvalidKeyError):
        identify_caller(services, token)


def test_a_revoked_key_is_refused_and_keeps_its_first_time(services: Services) -> None:
    key, secret = create_key(services, TRANSLATE)
    revoke_key(services, key.id)
    again = revoke_key(at(services, NOON + timedelta(days=1)), key.id)
    assert again.revoked_at == NOON
    with pytest.raises(InvalidKeyError):
        identify_caller(services, secret)


def test_revoking_what_is_not_there_is_told(services: Services) -> None:
    with pytest.raises(NotFoundError, match="no key has the id feed"):
        revoke_key(services, "feed")


def test_a_key_ends_at_its_time(services: Services) -> None:
    _, secret = create_key(services, replace(TRANSLATE, expires_at=NOON + timedelta(hours=1)))
    assert identify_caller(at(services, NOON + timedelta(minutes=59)), secret).key_id
    with pytest.raises(InvalidKeyError):
        identify_caller(at(services, NOON + timedelta(hours=1)), secret)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "x" * 101}, "name"),
        ({"scopes": frozenset()}, "scopes"),
        ({"monthly_characters": 0}, "monthly_characters"),
        ({"texts_per_minute": -1}, "texts_per_minute"),
        ({"texts_per_minute": 2**31}, "texts_per_minute"),
        ({"expires_at": NOON}, "expires_at"),
    ],
)
def test_an_order_that_makes_no_sense_is_refused(services: Services, change: dict[str, object], field: str) -> None:
    with pytest.raises(FieldError) as raised:
        create_key(services, replace(TRANSLATE, **change))  # type: ignore[arg-type]
    assert raised.value.field == field
    assert list_keys(services) == []


def test_the_key_of_the_settings_may_do_everything(services: Services) -> None:
    caller = identify_caller(with_settings(services, admin_key=SecretStr("a" * 16)), "a" * 16)
    for scope in Scope:
        check_scope(caller, scope)


def test_without_a_key_anybody_translates_unless_keys_are_required(services: Services) -> None:
    assert identify_caller(services, None) == identify_caller(services, "") == ANYBODY
    with pytest.raises(MissingKeyError):
        identify_caller(with_settings(services, require_key="on"), None)


def test_scopes_are_held() -> None:
    caller = Caller("k", frozenset({Scope.TRANSLATE}))
    check_scope(caller, Scope.TRANSLATE)
    with pytest.raises(ScopeError, match="glossary"):
        check_scope(caller, Scope.GLOSSARY)
    with pytest.raises(MissingKeyError):
        check_scope(ANYBODY, Scope.GLOSSARY)


def test_usage_adds_up_by_key_and_month(services: Services) -> None:
    caller = Caller("k1", frozenset({Scope.TRANSLATE}))
    for characters in (10, 20):
        charge(services, caller, characters=characters)
    charge(at(services, datetime(2026, 4, 1, tzinfo=UTC)), caller, characters=5)
    charge(services, ANYBODY, characters=1000)
    assert get_usage(services, caller) == Usage("k1", "2026-03", 30, 2)
    assert list_usage(services) == [Usage("k1", "2026-03", 30, 2), Usage("k1", "2026-04", 5, 1)]
    assert list_usage(services, month="2026-04") == [Usage("k1", "2026-04", 5, 1)]


def test_what_passes_the_quota_is_refused_and_not_counted(services: Services) -> None:
    caller = Caller("k1", frozenset({Scope.TRANSLATE}), monthly_characters=25)
    charge(services, caller, characters=20)
    with pytest.raises(QuotaError, match="25 characters a month"):
        charge(services, caller, characters=6)
    charge(services, caller, characters=5)
    assert get_usage(services, caller).characters == 25


def test_quota_holds_against_requests_that_arrive_together(services: Services) -> None:
    caller = Caller("k1", frozenset({Scope.TRANSLATE}), monthly_characters=50)
    refused: list[int] = []

    def ask() -> None:
        try:
            charge(services, caller, characters=10)
        except QuotaError:
            refused.append(1)

    _run_together(ask, times=8)
    assert (len(refused), get_usage(services, caller).characters) == (3, 50)


def _run_together(act: Callable[[], None], *, times: int) -> None:
    threads = [threading.Thread(target=act) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_a_batch_costs_its_texts_and_a_refusal_says_how_long_to_wait(services: Services) -> None:
    limited = with_settings(services, rate_limit=5)
    admit(limited, ANYBODY, address="192.0.2.1", texts=3)
    with pytest.raises(RateError) as raised:
        admit(limited, ANYBODY, address="192.0.2.1", texts=3)
    assert (raised.value.limit, 1 <= raised.value.wait <= 60) == (5, True)
    admit(limited, ANYBODY, address="192.0.2.1", texts=2)
    admit(limited, ANYBODY, address="192.0.2.2", texts=5)


def test_addresses_of_one_household_count_together(services: Services) -> None:
    limited = with_settings(services, rate_limit=1)
    admit(limited, ANYBODY, address="2001:db8:1:2::1", texts=1)
    with pytest.raises(RateError):
        admit(limited, ANYBODY, address="2001:db8:1:2:ffff::9", texts=1)
    admit(limited, ANYBODY, address="2001:db8:1:3::1", texts=1)
    admit(limited, ANYBODY, address="192.0.2.1", texts=1)
    with pytest.raises(RateError):
        admit(limited, ANYBODY, address="::ffff:192.0.2.1", texts=1)


def test_a_key_has_its_own_limit_wherever_it_calls_from(services: Services) -> None:
    limited = with_settings(services, rate_limit=1)
    caller = Caller("k1", frozenset({Scope.TRANSLATE}), texts_per_minute=3)
    for number in range(3):
        admit(limited, caller, address=f"192.0.2.{number}", texts=1)
    with pytest.raises(RateError):
        admit(limited, caller, address="192.0.2.9", texts=1)


def test_limits_can_be_lifted(services: Services) -> None:
    lifted = with_settings(services, limits="off", rate_limit=1)
    caller = Caller("k1", frozenset({Scope.TRANSLATE}), monthly_characters=1, texts_per_minute=1)
    for _ in range(3):
        admit(lifted, caller, address="192.0.2.1", texts=1)
        charge(lifted, caller, characters=10)
    assert get_usage(lifted, caller).characters == 30
