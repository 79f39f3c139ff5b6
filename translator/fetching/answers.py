"""Read an answer of HTTP without letting it fill the memory."""

from __future__ import annotations

import math
import re
import time
import zlib
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from http.client import HTTPResponse

from translator.errors import N_, ContentError

#: The encodings that are asked for.
ACCEPTED_ENCODINGS = "gzip, deflate"

_PIECE = 65_536

#: For zlib: the header tells whether it is gzip or zlib; a bare stream has none (some servers send one as deflate).
_ANY_HEADER = zlib.MAX_WBITS | 32
_NO_HEADER = -zlib.MAX_WBITS

#: Longest mark of a page that is kept, in characters: sites' have up to 60.
_MARK_LENGTH = 500

#: Digits of a number of seconds that are read.
_WAIT_DIGITS = 9
_MAX_AGE = re.compile(r"""max-age="?([0-9]{1,9})"?""")

_MEDIA_TYPE = re.compile(r"\s*([\w.+-]{1,80}/[\w.+-]{1,80})\s*(?:;|,|$)", re.ASCII)
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]{1,40})""", re.IGNORECASE)


def read_media_type(response: HTTPResponse) -> tuple[str, str]:
    """Return the media type and the charset that an answer names; each empty where it names none."""
    value = response.getheader("Content-Type", "")
    media_type, charset = _MEDIA_TYPE.match(value), _CHARSET.search(value)
    return media_type[1].lower() if media_type else "", charset[1].lower() if charset else ""


def read_validators(response: HTTPResponse) -> tuple[str, str]:
    """Return what an answer gives to ask by the next time, ``ETag`` and ``Last-Modified``; each empty without one."""
    return _read_mark(response, "ETag"), _read_mark(response, "Last-Modified")


def _read_mark(response: HTTPResponse, name: str) -> str:
    # It is sent back as it came, so it must be one line that a header can hold.
    value = response.getheader(name, "").strip()
    return value if len(value) <= _MARK_LENGTH and value.isascii() and value.isprintable() else ""


def read_freshness(response: HTTPResponse) -> int:
    """Return for how many seconds an answer need not be asked for again (RFC 9111, 4.2.1); 0 where nothing says so."""
    directives = [each.strip().lower() for each in response.getheader("Cache-Control", "").split(",")]
    if "no-store" in directives or "no-cache" in directives:
        return 0
    ages = (_MAX_AGE.fullmatch(each) for each in directives)
    return next((int(age[1]) for age in ages if age), 0)


def read_wait(response: HTTPResponse) -> int:
    """Return for how many seconds a site wants to be left alone (RFC 9110, 10.2.3); 0 where it does not say."""
    value = response.getheader("Retry-After", "").strip()
    if value.isascii() and value.isdigit():
        return int(value[:_WAIT_DIGITS])
    try:
        until = parsedate_to_datetime(value)
    except ValueError:
        return 0
    return max(0, math.ceil(until.timestamp() - time.time()))


def read_body(response: HTTPResponse, *, limit: int, is_cut: bool = False) -> bytes:
    """Read the body, unpacked.

    Args:
        response: The answer, whose body was not touched.
        limit: Bytes that it may have, both as sent and unpacked.
        is_cut: Whether a longer one is cut at the limit.

    Raises:
        ContentError: It has more, or is damaged, or packed in a way that was not asked for.
        OSError: The connection broke off.
        HTTPException: It broke the rules of HTTP.
    """
    if response.length is not None and response.length > limit and not is_cut:
        raise _refuse_size(limit)
    body = bytearray()
    for piece in _unpack(response):
        body += piece
        if len(body) > limit:
            if is_cut:
                return bytes(body[:limit])
            raise _refuse_size(limit)
    return bytes(body)


def _unpack(response: HTTPResponse) -> Iterator[bytes]:
    encoding = response.getheader("Content-Encoding", "").strip().lower()
    if encoding in ("", "identity"):
        yield from _iterate_pieces(response)
    elif encoding in ("gzip", "x-gzip", "deflate"):
        yield from _inflate(_iterate_pieces(response))
    else:
        raise ContentError(N_("the page is packed in a way that was not asked for"))


def _iterate_pieces(response: HTTPResponse) -> Iterator[bytes]:
    while piece := response.read(_PIECE):
        yield piece
    if response.length:
        # Where the length was told, http.client takes an early end for the end.
        raise _refuse_damage()


def _inflate(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Unpack piece by piece; each yield holds little, so that whoever counts can stop in time."""
    unpacking = None
    try:
        for piece in pieces:
            if unpacking is None:
                unpacking = zlib.decompressobj(_NO_HEADER if _is_bare(piece) else _ANY_HEADER)
            while piece:
                yield unpacking.decompress(piece, _PIECE)
                piece = unpacking.unconsumed_tail
    except zlib.error:
        raise _refuse_damage() from None
    if unpacking is not None and not unpacking.eof:
        raise _refuse_damage()


def _is_bare(piece: bytes) -> bool:
    """Tell whether packed bytes have neither the header of gzip (RFC 1952) nor of zlib (RFC 1950)."""
    is_zlib = len(piece) > 1 and piece[0] & 0x0F == 8 and int.from_bytes(piece[:2]) % 31 == 0
    return not (piece.startswith(b"\x1f\x8b") or is_zlib)


def _refuse_size(limit: int) -> ContentError:
    return ContentError(N_("the page has more than %(limit)s bytes"), limit=limit)


def _refuse_damage() -> ContentError:
    return ContentError(N_("the page arrived damaged"))
