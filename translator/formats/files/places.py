"""Where the texts of a document stand, and how their translations are written there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from translator.formats.files.content import FileText
from translator.formats.files.inline import Inline
from translator.formats.files.trees import append_content, clear_content
from translator.formats.files.units import Unit, join_text, read_units, write_units

#: A description that a program made of the name of a file says nothing to a reader.
_FILE_NAME = re.compile(r"\S+\.[A-Za-z0-9]{2,4}")


@dataclass(frozen=True, slots=True)
class Place:
    """A unit of a document.

    Args:
        unit: Its text.
        write: Puts a translation of it into its place.
    """

    unit: Unit
    write: Callable[[Unit], None]


def make_paragraph_place(
    element: Any,
    inline: Inline,
    *,
    make_text: Callable[[str, str], Any],
    carry: Callable[[Any], Any],
    kept: Sequence[str] = (),
    last: str = "",
    finish: Callable[[Any], None] = lambda _: None,
) -> Place:
    """Return the place of what a paragraph holds.

    Args:
        element: The paragraph.
        inline: Its content.
        make_text: Returns a text in a style as content.
        carry: Returns an element as content.
        kept: Names of the children that say how the paragraph looks.
        last: Which of these stands behind its content.
        finish: What is done to the paragraph when it has its new content.
    """

    def write(unit: Unit) -> None:
        rebuilt = inline.rebuild(unit, make_text=make_text, carry=carry)
        clear_content(element, kept=(*kept, last))
        closing = list(element.iterchildren(last)) if last else []
        append_content(element, [*rebuilt, *closing])
        finish(element)

    return Place(inline.unit, write)


def list_attribute_places(element: Any, names: Iterable[str]) -> Iterator[Place]:
    """Yield the places of the attributes that an element has and a reader may meet."""
    for name in names:
        text = element.get(name, "")
        if text.strip() and not _FILE_NAME.fullmatch(text.strip()):
            yield Place((text,), lambda unit, name=name: element.set(name, join_text(unit)))  # type: ignore[misc]


def list_text_places(elements: Iterable[Any]) -> Iterator[Place]:
    """Yield the places of the texts of elements that hold nothing else."""
    for element in elements:
        if (element.text or "").strip():
            yield Place((element.text,), lambda unit, element=element: _set_text(element, unit))  # type: ignore[misc]


def write_places(places: Iterable[Place]) -> FileText:
    """Write the units of places as a text to translate."""
    return write_units(place.unit for place in places)


def fill_places(places: Sequence[Place], text: str) -> None:
    """Put the units of a translated text into their places; a unit that did not change, or got lost, stays."""
    for place, unit in zip(places, read_units(text), strict=True):
        if unit != place.unit and join_text(unit).strip():
            place.write(unit)


def _set_text(element: Any, unit: Unit) -> None:
    element.text = join_text(unit)
