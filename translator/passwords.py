"""What is kept of passwords: Argon2id hashes, and the time that a comparison takes whoever asks."""

from __future__ import annotations

import secrets
import threading
import unicodedata
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argon2 import PasswordHasher

#: The second recommended choice of RFC 9106, section 4, for machines that cannot spare 2 GiB for each sign-in.
TIME_COST = 3
MEMORY_KIB = 64 * 1024
LANES = 4

#: Passwords that a process works on at once, so that a crowd that signs in does not take the memory of the machine.
AT_ONCE = 2


class PasswordHashes:
    """Makes and compares hashes of passwords.

    Args:
        time_cost: Passes over the memory.
        memory_kib: Memory that each comparison takes, in KiB.
        lanes: Threads that could share the work.
    """

    def __init__(self, *, time_cost: int = TIME_COST, memory_kib: int = MEMORY_KIB, lanes: int = LANES) -> None:
        self._costs = (time_cost, memory_kib, lanes)
        self._turn = threading.BoundedSemaphore(AT_ONCE)

    def make(self, password: str) -> str:
        """Return what is to be kept of a password; it names its own parameters and salt."""
        with self._turn:
            return self._hasher.hash(_normalise(password))

    def matches(self, password: str, kept: str | None) -> bool:
        """Tell whether a password is the one that a hash was made of.

        It takes the same work where nothing is kept, so that its time does not tell who has an account.
        """
        from argon2.exceptions import InvalidHashError, VerificationError

        nobodys = self._nobodys
        with self._turn:
            try:
                is_right = self._hasher.verify(kept or nobodys, _normalise(password))
            except (VerificationError, InvalidHashError):
                return False
        return is_right and kept is not None

    def is_outdated(self, kept: str) -> bool:
        """Tell whether a hash was made with other parameters than those in force."""
        return self._hasher.check_needs_rehash(kept)

    @cached_property
    def _hasher(self) -> PasswordHasher:
        from argon2 import PasswordHasher

        time_cost, memory_kib, lanes = self._costs
        return PasswordHasher(time_cost=time_cost, memory_cost=memory_kib, parallelism=lanes)

    @cached_property
    def _nobodys(self) -> str:
        """A hash of a password that nobody has."""
        return self._hasher.hash(secrets.token_hex(16))


def _normalise(password: str) -> str:
    # The same letters typed on two systems must be the same password (NIST SP 800-63B, 3.1.1.2).
    return unicodedata.normalize("NFKC", password)
