"""Open ``.argosmodel`` archives without trusting them.

An archive is a zip file with one top folder. Only the files that the engine reads are unpacked; the sentence
splitters that some packages bring along are left in the archive.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import stat
import tempfile
import time
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from translator.engines.metadata import FILE_NAME, MAX_METADATA_BYTES, PackageMetadata, parse_metadata
from translator.errors import PackageError

#: Real packages hold about 15 files.
MAX_MEMBERS = 1_000
#: The largest packages of the Argos index unpack to some 500 MB.
MAX_UNPACKED_BYTES = 2 * 1024**3
#: Weights hardly compress and vocabularies about fourfold; zip bombs reach a thousandfold.
MAX_COMPRESSION_RATIO = 100

_WANTED = re.compile(r"metadata\.json|README\.md|sentencepiece\.model|bpe\.model|model/[^/]+")
_BLOCK_BYTES = 1024**2
_DRAFT_PREFIX = ".unpacking-"
#: Unpacking takes seconds; a draft this old was left by a process that was killed.
_DRAFT_LIFETIME_SECONDS = 3_600


@dataclass(frozen=True, slots=True)
class PackageArchive:
    """An open archive whose list of members has been found safe.

    Args:
        zip_file: The open file.
        members: The wanted files by their path inside the top folder.
        sha256: Digest of the whole archive, in hexadecimal; empty where it was not asked for.
    """

    zip_file: zipfile.ZipFile
    members: dict[str, zipfile.ZipInfo]
    sha256: str = ""

    @property
    def where(self) -> str:
        """The archive's path, for messages."""
        return str(self.zip_file.filename)


def hash_file(path: Path) -> str:
    """Return the SHA-256 digest of a file in hexadecimal.

    Raises:
        PackageError: The file cannot be read.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise PackageError(f"{path}: {error.strerror}") from error


@contextlib.contextmanager
def open_archive(path: Path, *, with_digest: bool = False) -> Iterator[PackageArchive]:
    """Open an archive and check its list of members.

    Args:
        path: The ``.argosmodel`` file.
        with_digest: Also hash the file, through the same handle, so that what is hashed is what is read.

    Raises:
        PackageError: It cannot be read, is no zip archive, or has a member that is unsafe or over a limit.
    """
    with _translate_errors(path), path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest() if with_digest else ""
        file.seek(0)
        with zipfile.ZipFile(file) as zip_file:
            zip_file.filename = str(path)
            yield PackageArchive(zip_file, _check_members(zip_file, where=str(path)), sha256)


@contextlib.contextmanager
def _translate_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise PackageError(f"{path}: {error.strerror or error}") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise PackageError(f"{path}: damaged archive: {error}") from error


def read_archive_metadata(archive: PackageArchive) -> PackageMetadata:
    """Read an archive's metadata.

    Raises:
        PackageError: It is missing, too large or malformed.
    """
    member = archive.members.get(FILE_NAME)
    if member is None:
        raise PackageError(f"{archive.where}: {FILE_NAME} is missing")
    if member.file_size > MAX_METADATA_BYTES:
        raise PackageError(f"{archive.where}: {FILE_NAME} is over {MAX_METADATA_BYTES} bytes")
    return parse_metadata(archive.zip_file.read(member), where=archive.where)


def unpack_archive(archive: PackageArchive, *, cache_dir: Path) -> Path:
    """Unpack an archive that was opened with its digest, unless that has been done before.

    The files are written to a draft folder which is then renamed, so that the folder is either complete or absent;
    of two processes doing this at once, one's work is thrown away.

    Returns:
        ``<cache_dir>/<sha256 of the archive>``.

    Raises:
        PackageError: A member is damaged, or the folder cannot be written.
    """
    folder = cache_dir / archive.sha256
    if folder.is_dir():
        return folder
    with _translate_errors(cache_dir):
        cache_dir.mkdir(parents=True, exist_ok=True)
        _remove_old_drafts(cache_dir)
        draft = Path(tempfile.mkdtemp(prefix=_DRAFT_PREFIX, dir=cache_dir))
        try:
            # Temporary folders are private; the service may run as another user than the one who installs.
            draft.chmod(0o755)
            for name, member in archive.members.items():
                _extract_member(archive, member, draft / name)
            with contextlib.suppress(FileExistsError):
                _rename_folder(draft, folder)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    return folder


def is_unpacked_intact(archive: PackageArchive, *, folder: Path) -> bool:
    """Tell whether an unpacked folder still holds exactly what its archive does, by size and CRC-32."""
    for name, member in archive.members.items():
        path = folder / name
        if not path.is_file() or path.stat().st_size != member.file_size:
            return False
        with path.open("rb") as file:
            checksum = 0
            while block := file.read(_BLOCK_BYTES):
                checksum = zlib.crc32(block, checksum)
        if checksum != member.CRC:
            return False
    return True


def _check_members(zip_file: zipfile.ZipFile, *, where: str) -> dict[str, zipfile.ZipInfo]:
    members = zip_file.infolist()
    if len(members) > MAX_MEMBERS:
        raise PackageError(f"{where}: holds {len(members)} files; at most {MAX_MEMBERS} are allowed")
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if unpacked > MAX_UNPACKED_BYTES:
        raise PackageError(f"{where}: would unpack to {unpacked} bytes; at most {MAX_UNPACKED_BYTES} are allowed")
    if unpacked > MAX_COMPRESSION_RATIO * max(packed, _BLOCK_BYTES // MAX_COMPRESSION_RATIO):
        raise PackageError(f"{where}: is compressed more than {MAX_COMPRESSION_RATIO} times")
    for member in members:
        if problem := _find_member_problem(member):
            raise PackageError(f"{where}: {member.filename!r} {problem}")
    return _select_members(members, where=where)


def _find_member_problem(member: zipfile.ZipInfo) -> str:
    name = member.orig_filename
    if name.startswith("/") or "\\" in name or ":" in name or not name.isprintable():
        return "is not a plain relative path"
    if any(part in {"", ".", ".."} for part in name.removesuffix("/").split("/")):
        return "leads out of its folder"
    # The upper half of the attributes is the Unix mode; archives made elsewhere leave it 0.
    if stat.S_IFMT(member.external_attr >> 16) not in {0, stat.S_IFREG, stat.S_IFDIR}:
        return "is a link or a special file"
    if member.flag_bits & 1:
        return "is encrypted"
    if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        return "is compressed in an unsupported way"
    return ""


def _select_members(members: list[zipfile.ZipInfo], *, where: str) -> dict[str, zipfile.ZipInfo]:
    tops = {member.filename.partition("/")[0] for member in members}
    if len(tops) != 1:
        raise PackageError(f"{where}: must hold one top folder; it holds {len(tops)}")
    wanted: dict[str, zipfile.ZipInfo] = {}
    for member in members:
        name = member.filename.partition("/")[2]
        if _WANTED.fullmatch(name) is None:
            continue
        if name.casefold() in {other.casefold() for other in wanted}:
            raise PackageError(f"{where}: {name!r} occurs twice")
        wanted[name] = member
    return wanted


def _extract_member(archive: PackageArchive, member: zipfile.ZipInfo, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with archive.zip_file.open(member) as source, path.open("xb") as target:
        _copy_exactly(source, target, size=member.file_size, where=f"{archive.where}: {member.filename!r}")
        target.flush()
        # The rename that follows must not become durable before the contents do.
        os.fsync(target.fileno())


def _copy_exactly(source: IO[bytes], target: IO[bytes], *, size: int, where: str) -> None:
    copied = 0
    while block := source.read(_BLOCK_BYTES):
        copied += len(block)
        if copied > size:
            break
        target.write(block)
    if copied != size:
        raise PackageError(f"{where} does not have the size that the archive states")


def _rename_folder(draft: Path, folder: Path) -> None:
    try:
        draft.rename(folder)
    except OSError as error:
        # Renaming over a folder that is not empty fails with ENOTEMPTY or EEXIST, depending on the system.
        if folder.is_dir():
            raise FileExistsError(str(folder)) from error
        raise


def _remove_old_drafts(cache_dir: Path) -> None:
    for draft in cache_dir.glob(f"{_DRAFT_PREFIX}*"):
        with contextlib.suppress(OSError):
            if time.time() - draft.stat().st_mtime > _DRAFT_LIFETIME_SECONDS:
                shutil.rmtree(draft, ignore_errors=True)
