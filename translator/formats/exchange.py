"""What the XML formats have in common that translation tools share."""

from __future__ import annotations

import re
from typing import Any

from translator.errors import InputError

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

#: What the parser adds to its messages.
_PLACE = re.compile(r", line \d+, column \d+$")

#: What XML 1.0 cannot hold.
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def parse_exchange(content: bytes, *, reader: Any, root: str) -> Any:
    """Parse a file with a reader of translate-toolkit.

    Args:
        content: The file.
        reader: The toolkit's class for it.
        root: Name of its root element.

    Raises:
        InputError: The file is not of the format, or declares entities; it names the line.
    """
    from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

    name = reader.__name__.removesuffix("file").upper()
    try:
        store = reader.parsestring(content)
    except etree.XMLSyntaxError as error:
        problem = _PLACE.sub("", error.msg)
        raise InputError(f"{name}: line {error.lineno or 1}: {problem}") from error
    except AssertionError as error:
        # So the toolkit says that the root element is another.
        raise InputError(f"{name}: line 1: the root element is not {root}") from error
    declared = store.document.docinfo.internalDTD
    if declared is not None and any(True for _ in declared.entities()):
        raise InputError(f"{name}: line 1: the file declares entities, which is not allowed")
    return store


def read_language(element: Any) -> str:
    """Return the ISO 639 code of an element's language, without its region; empty where it names none."""
    tag = element.get(_XML_LANG) or element.get("lang") or ""
    return re.split("[-_]", tag.lower())[0]


def clean_xml(text: str) -> str:
    """Return a text without the characters that XML cannot hold."""
    return _UNFIT.sub("", text)
