"""Gettext catalogues: entries without a translation, and fuzzy ones, are translated; what a person translated stays.

Reading and writing are translate-toolkit's. A fuzzy flag stays, as it asks for a person's look.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from translator.formats.files.content import FileContent, name_target, refuse_file
from translator.formats.files.strings import PLACEHOLDER, TAG, TaggedString, read_string
from translator.formats.files.units import Unit, read_units, write_units
from translator.languages import Locale

#: How many forms a plural has in a language and which of them a number takes (CLDR, as gettext writes it).
_PLURAL_FORMS = {"en": (2, "(n != 1)"), "fr": (2, "(n > 1)")}

_TAGS = re.compile(TAG)
_KEPT = re.compile(PLACEHOLDER)


def read_po(content: bytes) -> FileContent:
    """Read a catalogue.

    Raises:
        FieldError: It is none.
    """
    store = _parse(content)
    units = [unit for unit in store.units if _is_open(unit)]
    entries = [(unit, [read_string(text, tags=_TAGS, kept=_KEPT) for text in _list_sources(unit)]) for unit in units]

    def write(targets: Sequence[str], locale: Locale) -> bytes:
        found = iter(read_units(targets[0]))
        for unit, strings in entries:
            _set_target(unit, strings, units=[next(found) for _ in strings], language=locale.language)
        _set_header(store, locale=locale)
        written: bytes = bytes(store)
        return written

    return FileContent((write_units(string.unit for _, strings in entries for string in strings),), write)


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
    return is_message and (unit.isfuzzy() or not all(map(str, _list_forms(unit.target))))


def _list_sources(unit: Any) -> list[str]:
    return _list_forms(unit.source)


def _list_forms(text: Any) -> list[str]:
    """Return the forms of a text: several of a plural, else itself."""
    return [str(form) for form in getattr(text, "strings", None) or [text]]


def _set_target(unit: Any, strings: Sequence[TaggedString], *, units: Sequence[Unit], language: str) -> None:
    forms = [string.write(translated) for string, translated in zip(strings, units, strict=True)]
    if not unit.hasplural():
        unit.target = forms[0]
        return
    count, _ = _PLURAL_FORMS.get(language, (len(forms), ""))
    # The first form is the singular's; any other is the plural's.
    unit.target = [forms[min(number, len(forms) - 1)] for number in range(count)]


def _set_header(store: Any, *, locale: Locale) -> None:
    if store.header() is None:
        return
    count, rule = _PLURAL_FORMS.get(locale.language, (0, ""))
    header = {"language": name_target(locale).replace("-", "_")}
    if rule:
        header["plural_forms"] = f"nplurals={count}; plural={rule};"
    store.updateheader(add=True, **header)
