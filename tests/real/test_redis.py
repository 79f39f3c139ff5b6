"""Texts a minute counted in a real Redis, by processes that do not know each other."""

from __future__ import annotations

import os
import secrets
import socket

import pytest
import redis

from tests.missing import miss
from translator.errors import RateError
from translator.rates import RateLimiter

SERVER = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379")


@pytest.fixture(scope="module")
def server() -> str:
    try:
        redis.Redis.from_url(SERVER, socket_connect_timeout=5).ping()
    except redis.ConnectionError as error:
        miss(f"no Redis answers at {SERVER.rpartition('@')[2]}: {type(error).__name__}")
    return SERVER


def test_two_processes_count_together(server: str) -> None:
    caller = secrets.token_hex(8)
    one, other = RateLimiter(server), RateLimiter(server)
    one.take(caller, texts=3, limit=5)
    with pytest.raises(RateError) as raised:
        other.take(caller, texts=3, limit=5)
    assert 1 <= raised.value.wait <= 60
    other.take(caller, texts=2, limit=5)


def test_each_process_counts_alone_while_redis_is_away(caplog: pytest.LogCaptureFixture) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    away = RateLimiter(f"redis://127.0.0.1:{port}")
    away.take("caller", texts=1, limit=1)
    with pytest.raises(RateError):
        away.take("caller", texts=1, limit=1)
    assert "this process counts alone" in caplog.text
