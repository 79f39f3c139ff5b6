"""Texts as bytes: which encoding a file is in, and how it is written back."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from translator.formats.files.content import refuse_file

#: What a text that is no UTF-8 is taken for: what Windows wrote in western Europe.
_OLD_ENCODING = "cp1252"

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(frozen=True, slots=True)
class DecodedText:
    """A text and how it was written.

    Args:
        text: Without its byte order mark.
        mark: The byte order mark, often none.
        encoding: In which the text is written back.
    """

    text: str
    mark: bytes
    encoding: str

    def encode(self, text: str) -> bytes:
        """Write another text in its place; what the encoding lacks is written as a reference to the character."""
        return self.mark + text.encode(self.encoding, errors="xmlcharrefreplace")


def decode_text(content: bytes, *, declared: str = "") -> DecodedText:
    """Read a text: as its byte order mark says, as UTF-8, as it declares, or as Windows wrote it.

    Args:
        content: The bytes.
        declared: The encoding that the text names, in which it is written back; any other becomes UTF-8.

    Raises:
        FieldError: It is no text: it holds a NUL, or bytes of no encoding.
    """
    mark, encoding = next(((mark, name) for mark, name in _MARKS if content.startswith(mark)), (b"", "utf-8"))
    decoded = _decode(content[len(mark) :], encoding) or (not mark and _decode_old(content, declared=declared))
    if not decoded or "\0" in decoded.text:
        raise refuse_file("is no text in UTF-8")
    return DecodedText(decoded.text, mark, decoded.encoding)


def _decode(content: bytes, encoding: str) -> DecodedText | None:
    try:
        return DecodedText(content.decode(encoding), b"", encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _decode_old(content: bytes, *, declared: str) -> DecodedText | None:
    if declared and (found := _decode(content, declared)):
        return found
    old = _decode(content, _OLD_ENCODING)
    return old and DecodedText(old.text, b"", "utf-8")
