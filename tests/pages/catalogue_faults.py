"""What is wrong with a catalogue of the interface: ``make messages`` tells it, and the tests find nothing of it.

``python -m tests.pages.catalogue_faults`` names each message that is at fault and ends with 1 where there is one.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from tests.pages.catalogues import LOCALES, list_catalogues

_PLACE = re.compile(r"%\((\w+)\)s")

#: Marks as French prints them: thin no-break space before ; ! ?, no-break space before : » %, and after «; no
#: typewriter's quotes, apostrophes or dots. What stands in an address (://) is not the text's punctuation.
_FRENCH = (
    (re.compile(r"['\"“”]"), "typewriter’s or English quotation marks or apostrophe"),
    (re.compile(r"(?<!\u202f)[;!?]"), "no thin no-break space before ; ! ?"),
    (re.compile(r"(?<!\u00a0):(?!//)|(?<!\u00a0)»"), "no no-break space before : »"),
    (re.compile(r"«(?!\u00a0)"), "no no-break space after «"),
    (re.compile(r"\d *%(?!\()"), "no no-break space before %"),
    (re.compile(r"\.\.\."), "three dots instead of …"),
)


def read_catalogue(path: Path, *, language: str | None = None) -> Catalog:
    """Read a catalogue of a language, or the template."""
    with path.open("rb") as file:
        return read_po(file, locale=language)


def list_messages(catalogue: Catalog) -> Iterator[Message]:
    """Return the messages of a catalogue, its head left out."""
    return (message for message in catalogue if message.id)


def list_keys(message: Message) -> tuple[str, ...]:
    """Return what stands in the program: one text, or singular and plural."""
    return message.id if isinstance(message.id, (tuple, list)) else (message.id,)


def list_strings(message: Message) -> tuple[str, ...]:
    """Return what stands for it in the catalogue."""
    return message.string if isinstance(message.string, (tuple, list)) else (message.string,)


def find_faults(message: Message, *, language: str, plurals: int) -> list[str]:
    """Say what is wrong with a message.

    Args:
        message: From a catalogue.
        language: The catalogue's.
        plurals: How many forms the language has for a number of things.
    """
    strings = list_strings(message)
    if not all(strings):
        return ["not translated"]
    faults = ["fuzzy"] if message.fuzzy else []
    if len(strings) != (plurals if len(list_keys(message)) > 1 else 1):
        faults.append("not as many forms as the language has")
    places = {place for key in list_keys(message) for place in _PLACE.findall(key)}
    if any(set(_PLACE.findall(each)) != places for each in strings):
        faults.append(f"not the places {', '.join(sorted(places)) or 'none'}")
    if language == "fr":
        # A place is not text.
        texts = [_PLACE.sub("·", each) for each in strings]
        faults += [fault for pattern, fault in _FRENCH if any(pattern.search(text) for text in texts)]
    return faults


def list_all_faults() -> Iterator[str]:
    """Name what is wrong with every catalogue."""
    template = {message.id for message in list_messages(read_catalogue(LOCALES / "messages.pot"))}
    for language, path in list_catalogues().items():
        catalogue = read_catalogue(path, language=language)
        messages = {message.id: message for message in list_messages(catalogue)}
        for identifier in template - messages.keys():
            yield f"{language}: {identifier!r}: missing"
        for message in messages.values():
            for fault in find_faults(message, language=language, plurals=catalogue.num_plurals):
                yield f"{language}: {list_keys(message)[0]!r}: {fault}"


if __name__ == "__main__":
    sys.exit("\n".join(list_all_faults()) or None)
