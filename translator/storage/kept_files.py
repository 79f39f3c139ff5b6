"""Translated files that wait to be fetched: in one folder that all processes share, for a while."""

from __future__ import annotations

import os
import threading
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from translator.errors import NotFoundError

#: How long a file waits.
LIFETIME = timedelta(minutes=30)

_sweeps: dict[Path, threading.Timer] = {}
_sweeps_lock = threading.Lock()


class FileStore:
    """Keeps files under names that nobody can guess.

    Args:
        folder: Where they are kept; made at the first use.
        get_time: Returns the time now, in UTC.
    """

    def __init__(self, folder: Path, *, get_time: Callable[[], datetime]) -> None:
        self._folder = folder
        self._get_time = get_time

    def keep(self, name: str, *, content: bytes) -> str:
        """Keep a file and return the name under which it can be fetched.

        Args:
            name: Its own name, with no separator of folders in it.
            content: Its bytes.
        """
        self.remove_expired()
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        kept_name = f"{uuid.uuid4()}.{name}"
        draft = self._folder / f".{kept_name}"
        draft.write_bytes(content)
        now = self._get_time().timestamp()
        os.utime(draft, (now, now))
        draft.rename(self._folder / kept_name)
        self._sweep_later()
        return kept_name

    def get(self, kept_name: str) -> bytes:
        """Return a file that is still kept.

        Raises:
            NotFoundError: It is not, or never was.
        """
        self.remove_expired()
        if Path(kept_name).name != kept_name or kept_name.startswith("."):
            raise NotFoundError("file", kept_name)
        try:
            return (self._folder / kept_name).read_bytes()
        except OSError:
            raise NotFoundError("file", kept_name) from None

    def remove_expired(self) -> None:
        """Remove all files that have waited long enough; processes may do it at the same time."""
        oldest = (self._get_time() - LIFETIME).timestamp()
        for path in self._list_files():
            try:
                if path.stat().st_mtime <= oldest:
                    path.unlink()
            except FileNotFoundError:
                continue

    def _list_files(self) -> list[Path]:
        return list(self._folder.iterdir()) if self._folder.is_dir() else []

    def _sweep_later(self) -> None:
        """Let this process remove what it kept though nobody asks again."""
        with _sweeps_lock:
            if self._folder not in _sweeps:
                timer = threading.Timer(LIFETIME.total_seconds() + 1, self.sweep)
                timer.daemon = True
                _sweeps[self._folder] = timer
                timer.start()

    def sweep(self) -> None:
        """Remove what has expired, and come back for what has not."""
        with _sweeps_lock:
            _sweeps.pop(self._folder, None)
        self.remove_expired()
        if self._list_files():
            self._sweep_later()
