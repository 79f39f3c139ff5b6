"""Keys: make, list and revoke them; tell who calls, what the caller may do, and count what was used."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
from dataclasses import dataclass
from datetime import datetime

from translator import storage
from translator.access import ANYBODY, PASSER_BY, ApiKey, Caller, Scope, Usage
from translator.errors import FieldError, InvalidKeyError, MissingKeyError, QuotaError, ScopeError
from translator.workflows.services import Services

#: Longest name of a key, in characters.
NAME_LENGTH = 100

#: Longest key that is looked up, in characters; ours have 54.
KEY_LENGTH = 200

#: Attempts to sign in that one network address has in a minute.
ATTEMPTS_PER_MINUTE = 10

#: Id under which the use of the settings' own key is counted.
ADMIN_ID = "admin"

_PREFIX = "vv"


@dataclass(frozen=True, slots=True)
class KeyOrder:
    """What a new key is to be.

    Args:
        name: What its owner calls it.
        scopes: What it allows, at least one.
        monthly_characters: Characters a month; None for any number.
        texts_per_minute: Texts a minute; None for the site's limit.
        expires_at: When it stops working; None for never.
    """

    name: str
    scopes: frozenset[Scope]
    monthly_characters: int | None = None
    texts_per_minute: int | None = None
    expires_at: datetime | None = None


def create_key(services: Services, order: KeyOrder) -> tuple[ApiKey, str]:
    """Make a key.

    Returns:
        What is kept of it, and the key itself, which nobody can show again.

    Raises:
        FieldError: The name is empty or too long, no scope is named, a limit is not positive, or the end is past.
    """
    now = services.get_time()
    _check_order(order, now=now)
    key = ApiKey(
        id=secrets.token_hex(4),
        name=order.name.strip(),
        scopes=order.scopes,
        monthly_characters=order.monthly_characters,
        texts_per_minute=order.texts_per_minute,
        created_at=now,
        expires_at=order.expires_at,
    )
    secret = f"{_PREFIX}_{key.id}_{secrets.token_hex(21)}"
    with services.database.session(writing=True) as session:
        storage.add_key(session, key, digest=_digest(secret))
        session.commit()
    return key, secret


def list_keys(services: Services) -> list[ApiKey]:
    """Return all keys, the oldest first, expired and revoked ones included."""
    with services.database.session() as session:
        return storage.list_keys(session)


def revoke_key(services: Services, key_id: str) -> ApiKey:
    """Take a key back, from its next request on in every process; harmless to repeat.

    Raises:
        NotFoundError: No key has the id.
    """
    with services.database.session(writing=True) as session:
        key = storage.revoke_key(session, key_id, revoked_at=services.get_time())
        session.commit()
    return key


def identify_caller(services: Services, token: str | None) -> Caller:
    """Tell who calls.

    Args:
        services: The parts.
        token: The key as it was sent; None or empty without one.

    Raises:
        MissingKeyError: No key was sent and the settings ask everyone for one.
        InvalidKeyError: The key is unknown, expired or revoked.
    """
    if not token:
        if services.settings.require_key == "on":
            raise MissingKeyError
        return ANYBODY if services.settings.adding == "everyone" else PASSER_BY
    admin = services.settings.admin_key
    if admin is not None and hmac.compare_digest(token.encode(), admin.get_secret_value().encode()):
        return Caller(ADMIN_ID, frozenset({Scope.ADMIN}))
    if len(token) > KEY_LENGTH:
        raise InvalidKeyError
    with services.database.session() as session:
        key = storage.find_key(session, digest=_digest(token))
    if key is None or not key.is_usable(services.get_time()):
        raise InvalidKeyError
    return Caller(key.id, key.scopes, key.monthly_characters, key.texts_per_minute)


def find_caller(services: Services, key_id: str) -> Caller:
    """Return the caller that a key stands for, for work that is done after its request; limits are as they are now."""
    if not key_id:
        return ANYBODY
    with services.database.session() as session:
        key = storage.find_key_by_id(session, key_id)
    if key is None:
        return Caller(key_id, frozenset())
    return Caller(key.id, key.scopes, key.monthly_characters, key.texts_per_minute)


def check_scope(caller: Caller, scope: Scope) -> None:
    """Refuse a caller that may not do something.

    Raises:
        MissingKeyError: It has no key, and none without a key may.
        ScopeError: Its key does not allow it.
    """
    if caller.may(scope):
        return
    if not caller.key_id:
        raise MissingKeyError
    raise ScopeError(scope.value)


def admit(services: Services, caller: Caller, *, address: str, texts: int) -> None:
    """Count the texts of a request against the caller's texts a minute.

    Args:
        services: The parts.
        caller: Who sends them.
        address: The network address they come from, which stands for a caller without a key.
        texts: How many; a request counts as one at least.

    Raises:
        RateError: They are too many for this minute.
    """
    settings = services.settings
    if not settings.has_limits:
        return
    limit = caller.texts_per_minute or settings.rate_limit
    services.rates.take(name_caller(caller, address=address), texts=max(1, texts), limit=limit)


def name_caller(caller: Caller, *, address: str) -> str:
    """Return what limits are held against: a key or, without one, the network that an address belongs to."""
    return f"key {caller.key_id}" if caller.key_id else f"address {name_network(address)}"


def count_attempt(services: Services, *, address: str) -> None:
    """Count an attempt to sign in; this limit holds also where the others are off.

    Raises:
        RateError: There were too many from the address in this minute.
    """
    services.rates.take(f"sign-in {name_network(address)}", texts=1, limit=ATTEMPTS_PER_MINUTE)


def charge(services: Services, caller: Caller, *, characters: int) -> None:
    """Count the characters of a request before they are translated; those of callers without a key are not kept.

    Requests that arrive together cannot pass the limit together: what would pass it is not counted.

    Raises:
        QuotaError: The key's characters of this month do not suffice.
    """
    if not caller.key_id:
        return
    with services.database.session(writing=True) as session:
        charge_within(session, services, caller, characters=characters)
        session.commit()


def charge_within(session: storage.Session, services: Services, caller: Caller, *, characters: int) -> None:
    """Do what ``charge`` does within a session, whose user commits.

    Raises:
        QuotaError: The key's characters of this month do not suffice; nothing must be committed.
    """
    if not caller.key_id:
        return
    used = storage.add_usage(session, Usage(caller.key_id, _name_month(services), characters, 1))
    limit = caller.monthly_characters
    if limit is not None and used.characters > limit and services.settings.has_limits:
        raise QuotaError(limit)


def get_usage(services: Services, caller: Caller) -> Usage:
    """Return what a caller's key used this month."""
    with services.database.session() as session:
        return storage.get_usage(session, caller.key_id, month=_name_month(services))


def list_usage(services: Services, *, month: str | None = None) -> list[Usage]:
    """Return what all keys used, of one month (``2026-03``) where one is given."""
    with services.database.session() as session:
        return storage.list_usage(session, month=month)


def name_network(address: str) -> str:
    """Return what stands for one household or office: an IPv4 address, or the IPv6 network that one gets (RFC 6177)."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    mapped = parsed.ipv4_mapped
    return str(mapped or ipaddress.ip_network((parsed, 64), strict=False))


def _name_month(services: Services) -> str:
    return services.get_time().strftime("%Y-%m")


def _digest(secret: str) -> str:
    """Return what is kept of a key; its 168 random bits need no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _check_order(order: KeyOrder, *, now: datetime) -> None:
    if not 1 <= len(order.name.strip()) <= NAME_LENGTH:
        raise FieldError("name", "must have from 1 to %(limit)s characters", limit=NAME_LENGTH)
    if not order.scopes:
        raise FieldError("scopes", "must name at least one of %(names)s", names=", ".join(Scope))
    for field, value in (
        ("monthly_characters", order.monthly_characters),
        ("texts_per_minute", order.texts_per_minute),
    ):
        if value is not None and not 1 <= value < 2**31:
            raise FieldError(field, "must be a whole number from 1 to 2147483647")
    if order.expires_at is not None and order.expires_at <= now:
        raise FieldError("expires_at", "must be in the future")
