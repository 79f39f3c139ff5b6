"""Gettext catalogues: entries without a translation, and fuzzy ones, are translated; what a person translated stays.

An entry that chooses among texts in ICU's way stays without a translation, so that the program shows its source.
Reading and writing are translate-toolkit's. A fuzzy flag stays, as it asks for a person's look.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from translator.formats.files.accelerators import Label, read_label
from translator.formats.files.content import FileContent, name_target, refuse_file
from translator.formats.files.strings import PLACEHOLDER, REFERENCE, TAG, TaggedString, has_choice, read_string
from translator.formats.files.units import Unit, read_units, write_units
from translator.languages import Locale

#: How many forms a plural has in a language and which of them a number takes (CLDR, as gettext writes it).
_PLURAL_FORMS = {"en": (2, "(n != 1)"), "fr": (2, "(n > 1)")}

_TAGS = re.compile(rf"(?<!%){TAG}")
_KEPT = re.compile(f"{PLACEHOLDER}|{REFERENCE}")

#: What a catalogue without a header lacks: without it no program reads its accents.
_HEADER = b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@dataclass(frozen=True, slots=True)
class _Text:
    """A form of a message: the string, and as it is translated."""

    string: TaggedString
    label: Label

    def write(self, unit: Unit) -> str:
        return self.string.write(self.label.put_mark(unit))


def read_po(content: bytes) -> FileContent:
    """Read a catalogue.

    Raises:
        FieldError: It is none.
    """
    store = _parse(content)
    if store.header() is None:
        store = _parse(_HEADER + content.removeprefix(BOM_UTF8))
    units = [unit for unit in store.units if _is_open(unit)]
    entries = [(unit, [_read_text(text) for text in _list_forms(unit.source)]) for unit in units]

    def write(targets: Sequence[str], locale: Locale) -> bytes:
        found = iter(read_units(targets[0]))
        for unit, texts in entries:
            _set_target(unit, [text.write(next(found)) for text in texts], language=locale.language)
        _set_header(store, locale=locale)
        written: bytes = bytes(store)
        return written

    return FileContent((write_units(text.label.unit for _, texts in entries for text in texts),), write)


def _read_text(text: str) -> _Text:
    string = read_string(text, tags=_TAGS, kept=_KEPT)
    return _Text(string, read_label(string.unit))


def _parse(content: bytes) -> Any:
    from translate.storage.pypo import pofile

    toolkit: Any = pofile
    try:
        store = toolkit.parsestring(content)
    except (ValueError, LookupError, UnicodeError) as error:
        raise refuse_file(f"is no gettext catalogue: {str(error).splitlines()[0]}") from None
    if not any(unit.source for unit in store.units):
        raise refuse_file("is no gettext catalogue: it has no message")
    return store


def _is_open(unit: Any) -> bool:
    is_message = bool(unit.source) and not unit.isheader() and not unit.isobsolete()
    if not is_message or any(map(has_choice, _list_forms(unit.source))):
        return False
    return unit.isfuzzy() or not all(map(str, _list_forms(unit.target)))


def _list_forms(text: Any) -> list[str]:
    """Return the forms of a text: several of a plural, else itself."""
    return [str(form) for form in getattr(text, "strings", None) or [text]]


def _set_target(unit: Any, forms: Sequence[str], *, language: str) -> None:
    if not unit.hasplural():
        unit.target = forms[0]
        return
    count, _ = _PLURAL_FORMS.get(language, (len(forms), ""))
    done = [] if unit.isfuzzy() else _list_forms(unit.target)
    # The first form is the singular's; any other is the plural's.
    made = [forms[min(number, len(forms) - 1)] for number in range(count)]
    unit.target = [before or after for before, after in zip_longest(done[:count], made, fillvalue="")]


def _set_header(store: Any, *, locale: Locale) -> None:
    count, rule = _PLURAL_FORMS.get(locale.language, (0, ""))
    header = {"language": name_target(locale).replace("-", "_")}
    if rule:
        header["plural_forms"] = f"nplurals={count}; plural={rule};"
    store.updateheader(add=True, **header)
