"""How a reader wants an article laid out and set: kept in a cookie, so that the page arrives as it is wanted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from urllib.parse import parse_qsl, urlencode

from flask import request

READING_COOKIE = "reading"

#: Longer than every choice together; what stands behind is none of ours.
_COOKIE_LENGTH = 200

#: What each preference may be; the first is what a reader gets who chose nothing.
CHOICES: Mapping[str, tuple[str, ...]] = {
    "layout": ("columns", "paragraphs", "sentences", "source", "target"),
    "order": ("source", "target"),
    "size": ("medium", "small", "large", "huge"),
    "measure": ("medium", "narrow", "wide"),
    "spacing": ("medium", "tight", "airy"),
    "marks": ("off", "on"),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """A reader's preferences; each is one of :data:`CHOICES`.

    Args:
        layout: Both languages in columns, paragraph by paragraph, sentence by sentence; or one language alone.
        order: Which language comes first.
        size: Size of the type.
        measure: Length of the lines.
        spacing: Space between the lines.
        marks: Whether quotations, names, terms and numbers are marked.
    """

    layout: str = "columns"
    order: str = "source"
    size: str = "medium"
    measure: str = "medium"
    spacing: str = "medium"
    marks: str = "off"

    @property
    def sides(self) -> tuple[str, str]:
        """The sides of a row, in the reader's order."""
        return ("target", "source") if self.order == "target" else ("source", "target")


def read_reading(*given: Iterable[tuple[str, str]]) -> Reading:
    """Read preferences from names and values; later ones win, and what no reader can choose is passed over."""
    known = {name: value for pairs in given for name, value in pairs if value in CHOICES.get(name, ())}
    return Reading(**known)


def get_reading() -> Reading:
    """Return the visitor's preferences: those that the cookie remembers, and over them those of the address."""
    remembered = parse_qsl(request.cookies.get(READING_COOKIE, "")[:_COOKIE_LENGTH])
    return read_reading(remembered, request.args.items())


def encode_reading(reading: Reading) -> str:
    """Write preferences for the cookie, without those that nobody had to choose."""
    chosen = {name: value for name, value in asdict(reading).items() if value != CHOICES[name][0]}
    return urlencode(chosen)
