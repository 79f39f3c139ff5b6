"""Kinds of values that settings have: how each is written in a variable, and what is refused."""

from __future__ import annotations

import ipaddress
import re
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, SecretStr

from translator.errors import UnsupportedLocaleError
from translator.languages import parse_locale
from translator.people import Role

#: Characters that a key has at least: one that callers send, and one that signs.
KEY_LENGTH, SECRET_KEY_LENGTH = 16, 32

_ORIGIN = re.compile(r"https?://(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?")
_DATABASE_SCHEMES = ("sqlite", "postgresql", "postgresql+psycopg", "postgres")
_REDIS_SCHEMES = ("redis", "rediss")
_BROKER_SCHEMES = (*_REDIS_SCHEMES, "amqp", "amqps")


def _allow_schemes(*allowed: str) -> AfterValidator:
    def check(value: str) -> str:
        scheme, separator, _ = value.partition(":")
        if not separator or scheme not in allowed:
            raise ValueError(f"must be a URL that begins with one of {', '.join(f'{name}:' for name in allowed)}")
        return value

    return AfterValidator(check)


def _ask_length(least: int) -> AfterValidator:
    def check(value: SecretStr) -> SecretStr:
        if len(value.get_secret_value()) < least:
            raise ValueError(f"must have at least {least} characters")
        return value

    return AfterValidator(check)


def _check_issuer(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme != "https" and parts.hostname not in ("localhost", "127.0.0.1", "::1"):
        raise ValueError("must be a URL that begins with https:")
    if not parts.hostname or parts.query or parts.fragment:
        raise ValueError("must be a URL without ? and #")
    return value


def _check_folder(value: Path) -> Path:
    if not value.is_dir():
        raise ValueError("is not a directory")
    return value


def _split_list(value: object) -> object:
    return tuple(part.strip() for part in value.split(",")) if isinstance(value, str) else value


def _split_roles(value: object) -> object:
    if not isinstance(value, str):
        return value
    return tuple(tuple(part.strip().rpartition("=")[::2]) for part in value.split(",") if part.strip())


def _check_roles(value: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    for group, role in value:
        if not group or role not in set(Role):
            raise ValueError(f"must be pairs such as desk=editor, with one of the roles {', '.join(Role)}")
    return value


def _fold_domains(value: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part.lower().removeprefix("@") for part in value if part)


def _check_locales(value: tuple[str, ...]) -> tuple[str, ...]:
    try:
        return tuple(str(parse_locale(tag)) for tag in value)
    except UnsupportedLocaleError as error:
        raise ValueError(str(error)) from error


def _check_networks(value: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(str(ipaddress.ip_network(part, strict=False)) for part in value if part)


def _check_origins(value: tuple[str, ...]) -> tuple[str, ...]:
    origins = tuple(part.removesuffix("/") for part in value if part)
    for origin in origins:
        # It becomes part of a header: nothing but a scheme, a host and a port may get there.
        if not _ORIGIN.fullmatch(origin):
            raise ValueError(f"{origin!r} is no origin such as https://news.example or https://*.news.example")
    return origins


def _check_site_address(value: str) -> str:
    address = value.removesuffix("/")
    if "*" in address or not _ORIGIN.fullmatch(address):
        raise ValueError("is no address such as https://articles.news.example, without a path")
    return address


DatabaseUrl = Annotated[str, _allow_schemes(*_DATABASE_SCHEMES)]
BrokerUrl = Annotated[str, _allow_schemes(*_BROKER_SCHEMES)]
RedisUrl = Annotated[str, _allow_schemes(*_REDIS_SCHEMES)]

IssuerUrl = Annotated[str, AfterValidator(_check_issuer)]
"""Address of a provider of identities: over TLS, unless it is on the same machine."""

SiteAddress = Annotated[str, AfterValidator(_check_site_address)]
"""Scheme, host and port of a site, without a slash behind."""

Folder = Annotated[Path, AfterValidator(_check_folder)]
"""A folder that is there."""

Key = Annotated[SecretStr, _ask_length(KEY_LENGTH)]
SigningKey = Annotated[SecretStr, _ask_length(SECRET_KEY_LENGTH)]

_Listed = Annotated[tuple[str, ...], BeforeValidator(_split_list)]

Domains = Annotated[_Listed, AfterValidator(_fold_domains)]
"""Domains of e-mail addresses, separated by commas, with or without ``@``."""

Networks = Annotated[_Listed, AfterValidator(_check_networks)]
"""Addresses or networks, separated by commas."""

Origins = Annotated[_Listed, AfterValidator(_check_origins)]
"""Sites as a content security policy names them, separated by commas."""

Locales = Annotated[_Listed, AfterValidator(_check_locales)]
"""Locale tags, separated by commas."""

GroupRoles = Annotated[tuple[tuple[str, str], ...], BeforeValidator(_split_roles), AfterValidator(_check_roles)]
"""Roles by groups of people: ``desk=editor,chiefs=admin``."""
