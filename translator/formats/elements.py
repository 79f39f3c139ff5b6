"""What is known of HTML's elements, read from ``rules/elements.toml``, and which attributes concern translation."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from translator.document import ParagraphKind

_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))""")


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute of a tag: its name in small letters, its value as written, and where the value stands in the tag."""

    name: str
    value: str
    start: int
    end: int
    is_quoted: bool


@dataclass(frozen=True, slots=True)
class Elements:
    """The rule file, as sets of names."""

    block: frozenset[str]
    void: frozenset[str]
    opaque: frozenset[str]
    kept: frozenset[str]
    silent: frozenset[str]
    marks: frozenset[str]
    implied: frozenset[str]
    kinds: dict[str, ParagraphKind]
    spoken_attributes: frozenset[str]
    spoken_meta: frozenset[str]


@cache
def load_elements() -> Elements:
    """Read the rule file, once."""
    file = resources.files("translator.formats") / "rules" / "elements.toml"
    rules = tomllib.loads(file.read_text(encoding="utf-8"))
    return Elements(
        **{key: frozenset(rules[key]) for key in ("block", "void", "opaque", "kept", "silent", "marks", "implied")},
        kinds={name: ParagraphKind(kind) for kind, names in rules["kinds"].items() for name in names},
        spoken_attributes=frozenset(rules["attributes"]["any"]),
        spoken_meta=frozenset(rules["attributes"]["meta"]),
    )


def list_attributes(tag: str) -> Iterator[Attribute]:
    """Yield the attributes of a start tag that have a value."""
    for match in _ATTRIBUTE.finditer(tag):
        group = next(number for number in (2, 3, 4) if match[number] is not None)
        yield Attribute(match[1].lower(), match[group], match.start(group), match.end(group), group != 4)


def is_untranslatable(tag: str) -> bool:
    """Return whether a tag says that its element is not to be translated."""
    if "translate" not in tag.lower():
        return False
    return any(
        (each.name == "translate" and each.value.lower() == "no")
        or (each.name == "class" and "notranslate" in each.value.split())
        for each in list_attributes(tag)
    )


def list_spoken_attributes(tag: str, *, name: str) -> list[Attribute]:
    """Return the attributes of a tag whose values are read out or shown.

    Args:
        tag: A start tag.
        name: Its element's name.
    """
    elements = load_elements()
    attributes = list(list_attributes(tag))
    if name == "meta":
        is_spoken = any(
            each.name in ("name", "property") and each.value.lower() in elements.spoken_meta for each in attributes
        )
        return [each for each in attributes if is_spoken and each.name == "content" and each.is_quoted]
    return [each for each in attributes if each.name in elements.spoken_attributes and each.is_quoted]
