"""Bring text into the one form that engines read and write and that models are trained on.

* Unicode NFC; every kind of space is a plain one, runs of them are one; invisible characters are gone
  (the zero-width joiner stays: emoji need it);
* apostrophes are ``'``, the ellipsis is ``...``; dashes are kept as they are;
* quotation marks have a direction and a level: ``“ ”`` outside, ``‘ ’`` nested, no space inside the marks.
  A straight mark takes its direction from its place and from what is open, and stays ``"`` if neither tells;
* no space before ``; : ! ?`` (French typography puts it back for a locale that wants it); ``%`` is left alone.

Nothing here knows the language. Applied to its own output it changes nothing, but for texts whose marks contradict
each other (1 in 1,000). Only the standard library is imported, because the training recipe uses this module too.
"""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile(r"[\s\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
_INVISIBLE = re.compile(r"[\u200b\u200e\u200f\u2060\ufeff\u00ad]")
_HIGH_PUNCTUATION = re.compile(r"(?<=\S) ([;:!?]+)(?=[\s”’\"')\]]|$)")
_APOSTROPHES = re.compile(r"[\u2019\u02bc\u2018\u201b\u00b4`](?=\w)(?<=\w.)")
_DOUBLED = re.compile(r"''|``|‘‘|’’|´´")
_QUOTED = re.compile(r"[\"“”„‟«»‹›‘’‚‛]")
_INNER_AFTER = re.compile(r"[«“„‹] +")
_INNER_BEFORE = re.compile(r" +[»”›]")
_SINGLE_CLOSER = re.compile(r"\S’(?!\w)")

_OPENERS = frozenset("«‹“„‟‘‚‛")
_CLOSERS = frozenset("»›”’")
_SINGLES = frozenset("‘’‚‛")
_GUILLEMETS = frozenset("«»‹›")
_BEFORE_OPENING = frozenset(" ([{'-–—/=“‘")
_MARKS_BY_LEVEL = (("“", "”"), ("‘", "’"))


def to_canonical(text: str) -> str:
    """Return a text in the form that models were trained on.

    Args:
        text: One segment, in any language; line breaks count as spaces. Placeholders come through untouched.
    """
    text = unicodedata.normalize("NFC", text)
    text = _INVISIBLE.sub("", text)
    text = _SPACES.sub(" ", text).strip()
    text = text.replace("…", "...").replace("ʼ", "'")
    text = _DOUBLED.sub('"', text)
    text = _APOSTROPHES.sub("'", text)
    if _QUOTED.search(text):
        text = _direct_quotation_marks(text)
    return _HIGH_PUNCTUATION.sub(r"\1", text)


def _direct_quotation_marks(text: str) -> str:
    """Give every quotation mark its direction and level, and take the spaces inside the marks away."""
    text = _INNER_AFTER.sub(lambda match: match.group()[0], text)
    text = _INNER_BEFORE.sub(lambda match: match.group()[-1], text)
    written: list[str] = []
    is_open: list[bool] = []  # one entry per open quotation: whether single marks opened it
    skip_space = False
    for position, char in enumerate(text):
        if skip_space and char == " ":
            skip_space = False
            continue
        skip_space = False
        if char != '"' and char not in _OPENERS and char not in _CLOSERS:
            written.append(char)
            continue
        direction = _direction(text, position, is_open)
        if direction == "open":
            level = len(is_open)
            is_open.append(char in _SINGLES)
            written.append(_MARKS_BY_LEVEL[level % 2][0])
            skip_space = True
        elif direction == "close":
            if is_open:
                is_open.pop()
            if written and written[-1] == " ":
                written.pop()
            written.append(_MARKS_BY_LEVEL[len(is_open) % 2][1])
        else:
            written.append("'" if char in _SINGLES else '"')
    return "".join(written)


def _direction(text: str, position: int, is_open: list[bool]) -> str:
    """Say whether a mark is to ``open``, to ``close`` or, undecided, to ``stay`` as it is.

    Args:
        text: Text whose inner spaces are gone.
        position: Where the mark stands.
        is_open: For each quotation open at this point, whether single marks opened it.
    """
    char = text[position]
    before = text[position - 1] if position else " "
    after = text[position + 1] if position + 1 < len(text) else " "
    can_open = before in _BEFORE_OPENING and after != " "
    can_close = before != " " and not after.isalnum()
    if char in _SINGLES:
        return _single_direction(text, position, can_open, can_close, is_open)
    if char in _GUILLEMETS:
        return "open" if char in _OPENERS else "close"
    if char == '"':
        return _straight_direction(text, position, can_open, can_close, is_open)
    if char in _OPENERS:  # a mark turned the wrong way is believed only where its place allows it
        return "close" if is_open and can_close and not can_open else "open"
    return "open" if not is_open and can_open and not can_close else "close"


def _single_direction(text: str, position: int, can_open: bool, can_close: bool, is_open: list[bool]) -> str:
    """Tell single quotation marks from apostrophes; arguments as for :func:`_direction`."""
    if text[position] in _CLOSERS:
        return "close" if is_open and is_open[-1] and can_close else "stay"
    matched = bool(is_open) or _SINGLE_CLOSER.search(text, position + 1)
    return "open" if can_open and matched else "stay"


def _straight_direction(text: str, position: int, can_open: bool, can_close: bool, is_open: list[bool]) -> str:
    """Direct a straight double mark by its place and, where that is not enough, by what is open."""
    opened = any(not single for single in is_open)
    if can_open and can_close:
        return "close" if opened else "stay"
    if can_open:
        return "open"
    if opened:
        return "close"
    if can_close and not text[position - 1].isdigit():  # the opening mark is in an earlier segment
        return "close"
    more_follow = max(text.rfind('"'), text.rfind("”")) > position
    spaced = position == 0 or text[position - 1] == " "
    return "open" if spaced and more_follow else "stay"
