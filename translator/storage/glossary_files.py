"""The glossaries that lie beside the interface catalogues, one CSV file for each target language.

A translator edits ``locales/<target>/glossary.csv`` and the next request uses it, in every process, with no restart.
"""

from __future__ import annotations

import hashlib
import logging
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from translator.errors import InputError, SettingsError
from translator.languages import SERVED_LANGUAGES, LanguagePair
from translator.translation import GlossaryEntry

#: Name of a glossary in the folder of its target language.
FILE_NAME = "glossary.csv"

#: A file changed less than this long before it was read is read again: its time stamp may not show a second change.
#: The coarsest stamps of file systems in use (FAT) count in steps of two seconds.
STAMP_SECONDS = 2.0

_LOG = logging.getLogger(__name__)


class ReadGlossary(Protocol):
    """The glossary stage's reader."""

    def __call__(self, text: str, *, pair: LanguagePair) -> tuple[GlossaryEntry, ...]:
        """Read entries; raise ``InputError`` where the text is not a glossary."""
        ...


@dataclass(frozen=True, slots=True)
class _Stamp:
    """What tells, without reading it, that a file has changed."""

    modified_ns: int
    size: int
    inode: int


@dataclass(frozen=True, slots=True)
class _Reading:
    """A file as it was last read.

    Args:
        stamp: None where there was no file.
        read_at: When it was read, in seconds since the epoch.
        digest: Of the content in force.
        entries: In force.
        refused: Digest of a later content that is malformed; empty where there is none.
    """

    stamp: _Stamp | None
    read_at: float
    digest: str = ""
    entries: tuple[GlossaryEntry, ...] = ()
    refused: str = ""


class GlossaryFiles:
    """The terms in force, read from files and read again when a file changes.

    A file that turns out malformed after a change is reported in the log and its former entries stay in force.

    Args:
        locales_dir: Folder that holds a folder for each language; a language without a glossary has no entries.
        read_glossary: Reads the text of one file.
    """

    def __init__(self, locales_dir: Path, *, read_glossary: ReadGlossary) -> None:
        self._locales_dir = locales_dir
        self._read_glossary = read_glossary
        self._readings: dict[LanguagePair, _Reading] = {}
        self._lock = threading.Lock()

    def get_revision(self) -> str:
        """Return a digest of the entries in force, which changes whenever one of the files does.

        Raises:
            SettingsError: A file cannot be read, and never could.
        """
        digests = [self._read(pair).digest for pair in _list_pairs()]
        return hashlib.sha256("".join(digests).encode()).hexdigest()[:16]

    def list_entries(self, *, pair: LanguagePair) -> Sequence[GlossaryEntry]:
        """Return the entries of a pair: the same tuple until the file changes.

        Raises:
            SettingsError: The file cannot be read, and never could.
        """
        return self._read(pair).entries if pair in _list_pairs() else ()

    def _read(self, pair: LanguagePair) -> _Reading:
        path = self._locales_dir / pair.target / FILE_NAME
        with self._lock:
            former = self._readings.get(pair)
            stamp = _stat_file(path)
            if former is not None and former.stamp == stamp and _is_settled(former):
                return former
            self._readings[pair] = reading = self._read_file(path, pair=pair, stamp=stamp, former=former)
            return reading

    def _read_file(self, path: Path, *, pair: LanguagePair, stamp: _Stamp | None, former: _Reading | None) -> _Reading:
        read_at = time.time()
        if stamp is None:
            return _Reading(stamp=None, read_at=read_at)
        try:
            content = path.read_bytes()
        except OSError as error:
            if former is None:
                raise SettingsError(f"{path}: {error.strerror}") from error
            # An editor may be replacing the file at this moment: the next request looks again.
            _LOG.warning("%s: %s; its former entries stay in force", path, error.strerror)
            return former
        digest = hashlib.sha256(content).hexdigest()
        if former is not None and digest in (former.digest, former.refused):
            refused = digest if digest == former.refused else ""
            return replace(former, stamp=stamp, read_at=read_at, refused=refused)
        try:
            entries = self._read_glossary(_decode(content), pair=pair)
        except InputError as error:
            if former is None:
                raise SettingsError(f"{path}: {error}") from error
            _LOG.warning("%s: %s; its former entries stay in force", path, error)
            return replace(former, stamp=stamp, read_at=read_at, refused=digest)
        return _Reading(stamp=stamp, read_at=read_at, digest=digest, entries=entries)


def _decode(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InputError(f"line {line}: is not UTF-8") from error


def _list_pairs() -> tuple[LanguagePair, ...]:
    # A file names its target by its folder; its source is the other language served.
    return tuple(
        LanguagePair(source, target) for target in SERVED_LANGUAGES for source in SERVED_LANGUAGES if source != target
    )


def _stat_file(path: Path) -> _Stamp | None:
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return _Stamp(modified_ns=status.st_mtime_ns, size=status.st_size, inode=status.st_ino)


def _is_settled(reading: _Reading) -> bool:
    return reading.stamp is None or reading.stamp.modified_ns / 1e9 + STAMP_SECONDS < reading.read_at
