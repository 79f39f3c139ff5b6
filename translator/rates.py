"""Count texts a minute for each caller, in this process or, for all processes together, in Redis.

The counting is done by ``limits``, the library below Flask-Limiter, which decides before a view has read how many
texts a body holds and which key it brings.
"""

from __future__ import annotations

import logging
import math
import time

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.errors import StorageError
from limits.storage import MemoryStorage, Storage, storage_from_string
from limits.strategies import MovingWindowRateLimiter

from translator.errors import RateError

_log = logging.getLogger(__name__)


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
        item = RateLimitItemPerMinute(limit)
        try:
            reset = _hit(self._get_limiter(), item, caller=caller, texts=texts)
        except StorageError as error:
            _log.warning("the shared limits cannot be reached (%s); this process counts alone", type(error).__name__)
            reset = _hit(self._own, item, caller=caller, texts=texts)
        if reset is not None:
            raise RateError(limit, wait=max(1, math.ceil(reset - time.time())))

    def _get_limiter(self) -> MovingWindowRateLimiter:
        if self._url is None:
            return self._own
        if self._shared is None:
            self._shared = MovingWindowRateLimiter(_open(self._url))
        return self._shared


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
