"""Reach Argos Translate's own folders and its index of packages.

Importing ``argostranslate.settings`` makes five folders in the user's home and sets an environment variable, and
``argostranslate.package`` sets the level of a logger. So neither is imported before a caller of this module needs
it: for the folders, only where Argos Translate has been used; for the index, only on an explicit request.
"""

from __future__ import annotations

import contextlib
import functools
import http.client
import logging
import os
import tempfile
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

from translator.engines.metadata import order_version
from translator.errors import PackageError
from translator.languages import LanguagePair

#: Receives the bytes received so far and how many there will be, 0 where the server does not say.
Progress = Callable[[int, int], None]

_TIMEOUT_SECONDS = 30
_MAX_INDEX_BYTES = 16 * 1024**2
_MAX_PACKAGE_BYTES = 2 * 1024**3
_BLOCK_BYTES = 256 * 1024
_USER_AGENT = "vis-a-vis"
_SIDE_EFFECT = "KMP_DUPLICATE_LIB_OK"

_log = logging.getLogger(__name__)


def find_argos_folders() -> tuple[Path, ...]:
    """Return Argos Translate's package folders, or none where it has never been used.

    "Used" means that one of its folders exists or ``ARGOS_PACKAGES_DIR`` is set; only then is its own code asked.
    """
    home = Path.home()
    folders = (
        Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share"),
        Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config"),
    )
    if not os.environ.get("ARGOS_PACKAGES_DIR") and not any((path / "argos-translate").is_dir() for path in folders):
        return ()
    return _ask_for_folders()


@functools.cache
def _ask_for_folders() -> tuple[Path, ...]:
    try:
        return tuple(Path(path) for path in _import_settings().package_dirs)
    except PackageError as error:
        _log.warning("its packages are not used: %s", error)
        return ()


@contextlib.contextmanager
def download_package(pair: LanguagePair, *, folder: Path, progress: Progress | None = None) -> Iterator[Path]:
    """Download the newest package of a pair from the Argos index; it is deleted when the context ends.

    Args:
        pair: Direction wanted.
        folder: Where the file is put for the time being.
        progress: Called after each block of the package.

    Raises:
        PackageError: The index cannot be reached or lists no such package, or no link of it works.
    """
    links = find_links(pair)
    with tempfile.TemporaryDirectory(prefix=".downloading-", dir=folder) as draft:
        path = Path(draft) / f"{pair}.argosmodel"
        problems = []
        for link in links:
            try:
                _download(link, path, limit=_MAX_PACKAGE_BYTES, progress=progress)
            except PackageError as error:
                problems.append(str(error))
            else:
                break
        else:
            raise PackageError("; ".join(problems))
        yield path


def find_links(pair: LanguagePair) -> tuple[str, ...]:
    """Return the web addresses of the newest package of a pair, after fetching the index anew.

    Raises:
        PackageError: The index cannot be reached or read, or lists no such package.
    """
    settings = _import_settings()
    from argostranslate import package  # type: ignore[import-untyped]

    # Argos Translate's own update has no time limit and reports no failure.
    _download(settings.remote_package_index, Path(settings.local_package_index), limit=_MAX_INDEX_BYTES)
    try:
        available: list[Any] = package.get_available_packages()
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise PackageError(f"{settings.remote_package_index}: not an index of packages") from error
    candidates = [
        each
        for each in available
        if each.type == "translate" and (each.from_code, each.to_code) == (pair.source, pair.target)
    ]
    if not candidates:
        raise PackageError(f"the Argos index lists no package that translates {pair.source} into {pair.target}")
    newest = max(candidates, key=lambda each: order_version(str(each.package_version)))
    links = tuple(link for link in newest.links if _is_web_address(link))
    if not links:
        raise PackageError(f"the Argos index gives no web address for {pair}")
    return links


def _import_settings() -> Any:
    before = os.environ.get(_SIDE_EFFECT)
    try:
        from argostranslate import settings
    # What its settings module raises where a folder cannot be made or a setting has a wrong value.
    except (OSError, ValueError, KeyError, AssertionError) as error:
        raise PackageError(f"Argos Translate's settings cannot be read: {error}") from error
    if before is None:
        os.environ.pop(_SIDE_EFFECT, None)
    return settings


def _is_web_address(link: object) -> bool:
    return isinstance(link, str) and link.lower().startswith(("https://", "http://"))


def _download(url: str, path: Path, *, limit: int, progress: Progress | None = None) -> None:
    """Download a file completely or not at all."""
    if not _is_web_address(url):
        raise PackageError(f"{url}: not a web address")
    request = urllib.request.Request(url, headers={"User-Agent": _USER_AGENT})  # noqa: S310 - checked above
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with urllib.request.urlopen(request, timeout=_TIMEOUT_SECONDS) as response, draft.open("wb") as file:  # noqa: S310
            _copy_response(response, file, url=url, limit=limit, progress=progress)
        draft.replace(path)
    except (urllib.error.URLError, http.client.HTTPException, TimeoutError, ConnectionError) as error:
        reason = getattr(error, "reason", error)
        raise PackageError(f"{url}: cannot be downloaded: {getattr(reason, 'strerror', None) or reason}") from error
    finally:
        draft.unlink(missing_ok=True)


def _copy_response(response: Any, file: IO[bytes], *, url: str, limit: int, progress: Progress | None) -> None:
    total, done = int(response.headers.get("Content-Length") or 0), 0
    while block := response.read(_BLOCK_BYTES):
        done += len(block)
        if done > limit:
            raise PackageError(f"{url}: is over {limit} bytes")
        file.write(block)
        if progress is not None:
            progress(done, total)
    if total and done != total:
        raise PackageError(f"{url}: ended after {done} of {total} bytes")
