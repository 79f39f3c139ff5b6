"""Send pages packed to whom can unpack them, so that a site needs no proxy in front of it to be quick.

A page's length says something of what it holds, its form token included, to whoever can add text to the page and watch
the line (BREACH, https://breachattack.com). A page with a token is therefore lengthened at random by up to
:data:`NOISE` bytes, in a field of gzip's header that nobody reads, as Palacios, Fernández and Roncero propose ("Heal
the Breach", IEEE Access 2022) and Django does.
"""

from __future__ import annotations

import gzip
import io
import secrets

from flask import Response, request

#: Types that shrink.
TYPES = ("text/html", "application/atom+xml", "application/xml", "text/plain")

#: Shorter answers fit into one packet of a network as they are, in bytes.
LEAST = 1_024

#: Most bytes that a page with a secret is lengthened by; the figure is the paper's.
NOISE = 100

#: Of 1 to 9. On the pages of this site 9 saves 2 % more at most and takes up to half as long again.
_LEVEL = 6


def is_packed_for_asker(response: Response) -> bool:
    """Tell whether whoever asks gets this answer packed."""
    return (
        response.mimetype in TYPES
        and not response.is_streamed
        and "Content-Encoding" not in response.headers
        and request.accept_encodings["gzip"] > 0
        and len(response.get_data()) >= LEAST
    )


def pack(response: Response, *, holds_secret: bool) -> None:
    """Pack an answer; one that holds a secret gets a length that says nothing."""
    noise = "a" * secrets.randbelow(NOISE + 1) if holds_secret else ""
    packed = io.BytesIO()
    with gzip.GzipFile(filename=noise, mode="wb", compresslevel=_LEVEL, fileobj=packed, mtime=0) as file:
        file.write(response.get_data())
    response.set_data(packed.getvalue())
    response.headers["Content-Encoding"] = "gzip"
