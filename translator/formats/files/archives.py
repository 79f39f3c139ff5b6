"""Documents that are ZIP archives: read their members safely, and write them with some members changed."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO

from translator.formats.files.content import refuse_file

#: Bytes that an archive holds unpacked at most: a long illustrated book.
UNPACKED_LIMIT = 100_000_000

#: Members of an archive at most.
MEMBER_LIMIT = 5_000

#: How many times smaller than its content a large member may be; text packs to a tenth, bombs to a thousandth.
MOST_PACKED = 200
_LARGE = 1_000_000

#: What files of Office begin with that are old, or encrypted.
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_IS_ENCRYPTED = 0x1

#: Names that programs which unpack the file would put elsewhere: from the root, a drive, or a folder above.
_LEADS_OUT = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)")


def read_members(content: bytes, *, kind: str) -> dict[str, bytes]:
    """Read all members of an archive.

    Args:
        content: The archive.
        kind: What the file should be, for errors: ``Word document``.

    Returns:
        The members by their names, in order.

    Raises:
        FieldError: It is damaged, protected by a password, or holds too much.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            infos = archive.infolist()
            _check_members(infos)
            return {info.filename: archive.read(info) for info in infos if not info.is_dir()}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError):
        problem = f"is no {kind}, or it is damaged"
        if content.startswith(_OLD_OFFICE):
            problem = f"is no {kind}, or it is protected by a password or of a program of before 2007"
        raise refuse_file(problem) from None


def get_member(members: Mapping[str, bytes], name: str, *, kind: str) -> bytes:
    """Return a member that such a document must have.

    Raises:
        FieldError: It is not there.
    """
    if name not in members:
        raise refuse_file(f"is no {kind}: it lacks {name}")
    return members[name]


def write_members(content: bytes, *, changed: Mapping[str, bytes]) -> bytes:
    """Write an archive again with some members changed; order, names, times and packing stay."""
    output = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as archive, zipfile.ZipFile(output, "w") as copy:
        for info in archive.infolist():
            new = changed.get(info.filename)
            copy.writestr(info, archive.read(info) if new is None else new, compress_type=info.compress_type)
    return output.getvalue()


def _check_members(infos: list[zipfile.ZipInfo]) -> None:
    if len(infos) > MEMBER_LIMIT:
        raise refuse_file(f"holds {len(infos)} members; at most {MEMBER_LIMIT} are allowed")
    if len({info.filename for info in infos}) < len(infos):
        raise refuse_file("holds two members of one name")
    if any(map(_LEADS_OUT.search, (info.filename for info in infos))):
        raise refuse_file("holds a member whose name leads out of it")
    if any(info.flag_bits & _IS_ENCRYPTED for info in infos):
        raise refuse_file("is protected by a password")
    size = sum(info.file_size for info in infos)
    if size > UNPACKED_LIMIT:
        raise refuse_file(f"holds {size} bytes when unpacked; at most {UNPACKED_LIMIT} are allowed")
    if any(info.file_size > max(_LARGE, MOST_PACKED * info.compress_size) for info in infos):
        raise refuse_file("is packed far more tightly than a document ever is")
