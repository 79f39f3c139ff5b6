"""Cut HTML and XML into tags, comments and text without losing or judging a character."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum


class LexemeKind(StrEnum):
    """What a lexeme is; ``OTHER`` is a comment, a literal text, a doctype or an instruction.

    ``BROKEN`` is any of them without an end, or a tag whose quotation marks do not pair: what follows would be read
    otherwise if it stood elsewhere.
    """

    TEXT = "text"
    START = "start"
    END = "end"
    SINGLE = "single"
    OTHER = "other"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A tag, a comment, or the text between two of them.

    Args:
        kind: What it is; ``SINGLE`` is a tag that needs no end tag.
        raw: As it stands in the text.
        name: Name of a tag's element.
    """

    kind: LexemeKind
    raw: str
    name: str = ""


#: A tag with its attributes; a quoted value may hold ``>``.
_TAG = re.compile(r"""<(/?)([A-Za-z_:][^\s/>"'<=]*+)(?:[^>"']|"[^"]*"|'[^']*')*+>""")
_CDATA = "<![CDATA["
_TAG_START = re.compile(r"<[A-Za-z_:!?/]")


def cut_markup(
    text: str, *, opaque: Collection[str] = (), void: Collection[str] = (), is_html: bool = True
) -> Iterator[Lexeme]:
    """Yield the lexemes of a text; joined, they are the text.

    Args:
        text: Any text, well formed or not.
        opaque: Elements whose content is one text up to their end tag.
        void: Elements without an end tag.
        is_html: Whether names are the same in small and capital letters, and a doctype holds no brackets.
    """
    position = 0
    end = len(text)
    while position < end:
        found = _TAG_START.search(text, position)
        start = found.start() if found else end
        if start > position:
            yield Lexeme(LexemeKind.TEXT, text[position:start])
        if found is None:
            return
        lexeme = _read_lexeme(text, start, void=void, is_html=is_html)
        yield lexeme
        position = start + len(lexeme.raw)
        if lexeme.kind is LexemeKind.START and lexeme.name in opaque:
            closing = re.compile(f"</{re.escape(lexeme.name)}(?![^\\s/>])", re.IGNORECASE).search(text, position)
            stop = closing.start() if closing else end
            if stop > position:
                yield Lexeme(LexemeKind.TEXT, text[position:stop])
            position = stop


def _read_lexeme(text: str, start: int, *, void: Collection[str], is_html: bool) -> Lexeme:
    """Read what begins with ``<`` at an offset."""
    if text[start + 1] in "!?":
        return _read_other(text, start, is_html=is_html)
    tag = _TAG.match(text, start)
    if tag is None:
        stop = text.find(">", start)
        return Lexeme(LexemeKind.BROKEN, text[start : stop + 1] if stop >= 0 else text[start:])
    name = tag[2].lower() if is_html else tag[2]
    if tag[1]:
        return Lexeme(LexemeKind.END, tag[0], name)
    is_single = name in void or (tag[0].endswith("/>") and not is_html)
    return Lexeme(LexemeKind.SINGLE if is_single else LexemeKind.START, tag[0], name)


def _read_other(text: str, start: int, *, is_html: bool) -> Lexeme:
    """Read a comment, a literal text, an instruction or a doctype, to the end of the text where it has no end."""
    is_literal = text.startswith(_CDATA, start)
    closing = "]]>" if is_literal else _choose_end(text, start, is_html=is_html)
    stop = text.find(closing, start + (len(_CDATA) if is_literal else 2))
    if stop < 0:
        return Lexeme(LexemeKind.BROKEN, text[start:])
    return Lexeme(LexemeKind.OTHER, text[start : stop + len(closing)])


def _choose_end(text: str, start: int, *, is_html: bool) -> str:
    if text.startswith("<!--", start):
        return "-->"
    if is_html:
        return ">"
    if text[start + 1] == "?":
        return "?>"
    bracket = text.find("[", start)
    return "]>" if 0 <= bracket < text.find(">", start) else ">"
