"""What makes two sources equal: their words and case, not how they were typed."""

from __future__ import annotations

import hashlib
import json
import unicodedata

import regex

from translator.translation import MemoryEntry

#: Signs that no reader sees: soft hyphen, zero-width space, word joiner, byte order mark.
_UNSEEN = {ord(sign): None for sign in "\u00ad\u200b\u2060\ufeff"}

_MARKS = str.maketrans(
    {
        **dict.fromkeys("«»“”„‟❝❞〝〞＂", '"'),
        **dict.fromkeys("‘’‚‛‹›ʼ❛❜＇", "'"),
    }
)

_SPACE = regex.compile(r"\s+")
_SPACE_AFTER_OPENING = regex.compile(r"(?<=[«‹“‘„‚])\s+")
_SPACE_BEFORE_CLOSING = regex.compile(r"\s+(?=[»›”;:!?])")
_DOTS = regex.compile(r"\.{3,}")


def normalise_source(text: str) -> str:
    """Reduce a source to what must be equal for a past translation of it to serve again.

    White space, forms of quotation marks and apostrophes, the spacing that French puts at marks, the form of an
    ellipsis, invisible signs and the composition of accents do not count; words, case, numbers and other punctuation
    do. Reducing twice changes nothing more.
    """
    text = unicodedata.normalize("NFC", text.translate(_UNSEEN))
    text = _SPACE_AFTER_OPENING.sub("", text)
    text = _SPACE_BEFORE_CLOSING.sub("", text)
    text = _DOTS.sub("…", text)
    return _SPACE.sub(" ", text.translate(_MARKS)).strip()


def make_source_key(text: str) -> str:
    """Make the key under which equal sources meet: 64 hexadecimal digits, whatever the length of the text."""
    return _hash(normalise_source(text))


def make_entry_id(entry: MemoryEntry) -> str:
    """Make an entry's id of its content, so that importing the same entry again adds nothing.

    Sources that are equal after normalisation with the same target in the same context are one entry.
    """
    parts = [str(entry.pair), make_source_key(entry.source), entry.target, entry.context_hash]
    return _hash(json.dumps(parts))[:32]


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
