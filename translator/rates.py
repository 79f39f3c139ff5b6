"""Count texts a minute for each caller, and attempts to sign in, in this process or for all processes in Redis.

The counting is done by ``limits``, the library below Flask-Limiter, which decides before a view has read how many
texts a body holds and which key it brings.
"""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from limits import RateLimitItem, RateLimitItemPerMinute, RateLimitItemPerSecond
from limits.errors import StorageError
from limits.storage import MemoryStorage, Storage, storage_from_string
from limits.strategies import MovingWindowRateLimiter

from translator.errors import RateError

_T = TypeVar("_T")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Allowance:
    """How many of something are allowed in any stretch of time.

    Args:
        amount: How many.
        seconds: How long the stretch is.
    """

    amount: int
    seconds: int


class RateLimiter:
    """Lets each caller have a number of texts in any minute.

    Args:
        url: Redis address; None to count in this process alone. While Redis does not answer, each process counts for
            itself, so that a lost counter stops no newsroom.
    """

    def __init__(self, url: str | None = None) -> None:
        self._url = url
        self._own = MovingWindowRateLimiter(MemoryStorage())
        self._shared: MovingWindowRateLimiter | None = None

    def take(self, caller: str, *, texts: int, limit: int) -> None:
        """Count texts of a caller.

        Args:
            caller: Who sends them.
            texts: How many; at least 1.
            limit: How many a minute are allowed.

        Raises:
            RateError: They are more than are left of this minute. None of them is counted.
        """
        self._take(RateLimitItemPerMinute(limit), caller, texts=texts)

    def take_each(self, caller: str, *, allowances: Sequence[Allowance]) -> None:
        """Count one attempt of a caller in stretches of several lengths.

        With a few attempts in a short stretch and not many more in a long one, whoever goes on waits ever longer.

        Args:
            caller: Who makes it.
            allowances: The shortest stretch first: an attempt that this one refuses is not counted in the others.

        Raises:
            RateError: It is more than one of them allows.
        """
        for allowance in allowances:
            self._take(_make_item(allowance), caller, texts=1)

    def forget(self, caller: str, *, allowances: Sequence[Allowance]) -> None:
        """Forget what a caller was counted for by ``take_each``."""
        for item in map(_make_item, allowances):
            self._try(lambda limiter, item=item: limiter.clear(item, caller))  # type: ignore[misc]

    def _take(self, item: RateLimitItem, caller: str, *, texts: int) -> None:
        reset = self._try(lambda limiter: _hit(limiter, item, caller=caller, texts=texts))
        if reset is not None:
            raise RateError(item.amount, wait=max(1, math.ceil(reset - time.time())))

    def _try(self, use: Callable[[MovingWindowRateLimiter], _T]) -> _T:
        """Use the shared limiter or, while it does not answer, this process's own."""
        try:
            return use(self._get_limiter())
        except StorageError as error:
            _log.warning("the shared limits cannot be reached (%s); this process counts alone", type(error).__name__)
            return use(self._own)

    def _get_limiter(self) -> MovingWindowRateLimiter:
        if self._url is None:
            return self._own
        if self._shared is None:
            self._shared = MovingWindowRateLimiter(_open(self._url))
        return self._shared


def _make_item(allowance: Allowance) -> RateLimitItem:
    return RateLimitItemPerSecond(allowance.amount, allowance.seconds)


def _open(url: str) -> Storage:
    storage = storage_from_string(url, wrap_exceptions=True, socket_timeout=2, socket_connect_timeout=2)
    if not isinstance(storage, Storage):
        raise TypeError(f"{type(storage).__name__} cannot count")
    return storage


def _hit(limiter: MovingWindowRateLimiter, item: RateLimitItem, *, caller: str, texts: int) -> float | None:
    """Count texts; where they are too many return the moment when the oldest of the window is forgotten."""
    if limiter.hit(item, caller, cost=texts):
        return None
    return limiter.get_window_stats(item, caller).reset_time
