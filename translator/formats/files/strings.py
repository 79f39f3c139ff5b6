"""Strings of programs and subtitles as units: tags in them become marks, placeholders come back as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from translator.formats.files.inline import MOST_NESTED
from translator.formats.files.units import Kept, Mark, Node, Unit, list_numbers

#: Tags of HTML and of subtitles, with what their attributes hold.
TAG = r"</?[A-Za-z][^<>]*>"

#: References to characters, which programs show as one.
REFERENCE = r"&#?\w{1,20};"

#: A plural or a choice within a text, in ICU's way: words in braces that no engine may touch.
_CHOICE = re.compile(r"\{\s?\w{1,60}\s?,\s?(?:plural|select|selectordinal)\s?,")

#: Placeholders of printf and Python (``%s``, ``%1$d``, ``%(name)s``), of Ruby (``%{name}``, ``%<name>s``), of format
#: strings (``{0}``, ``{name!r:.2f}``, ``{a.b[0]}``), of templates and shells (``{{ name }}``, ``${name}``, ``$name``),
#: and of Qt (``%1``, ``%n``).
PLACEHOLDER = (
    r"%(?:\([A-Za-z_]\w{0,60}\)|<[A-Za-z_]\w{0,60}>|\d{1,2}\$)?[-+#0]{0,4}(?:\d{1,4}|\*)?(?:\.(?:\d{1,4}|\*))?"
    r"(?:hh|h|ll|l|z|j|t|L)?[diouxXeEfFgGcsrapn@](?![A-Za-z])|%%|%L?\d{1,2}(?!\d)"
    r"|[%$]?\{\{?\s?[\w.!:|\[\]]{0,60}(?:[!:][^{}\s]{0,20})?\s?\}?\}|\$[A-Za-z_]\w{0,60}"
)


@dataclass(frozen=True, slots=True)
class TaggedString:
    """A string as a unit.

    Args:
        unit: Its text, with marks for its tags.
        tags: For each mark's number its opening and its closing tag; the latter is empty for one that stands alone.
    """

    unit: Unit
    tags: tuple[tuple[str, str], ...]

    def write(self, unit: Unit) -> str:
        """Return a unit as a string; tags that lost their mark stand at the end."""
        present = set(list_numbers(unit))
        lost = (tag for number, pair in enumerate(self.tags) if number not in present for tag in pair)
        return "".join((*self._iterate_strings(unit), *lost))

    def _iterate_strings(self, nodes: Unit) -> Iterator[str]:
        for node in nodes:
            if isinstance(node, str):
                yield node
            elif isinstance(node, Kept):
                yield node.text
            else:
                opening, closing = self.tags[node.number]
                yield opening
                yield from self._iterate_strings(node.nodes or ())
                yield closing


def has_choice(text: str) -> bool:
    """Return whether a text chooses among texts in ICU's way, which is for a person to translate."""
    return _CHOICE.search(text) is not None


def read_string(text: str, *, tags: re.Pattern[str], kept: re.Pattern[str] | None = None) -> TaggedString:
    """Read a string.

    Args:
        text: The string.
        tags: What is a tag.
        kept: What comes back as it is and is read as a word.
    """
    return _StringReader(text, tags, kept).read()


@dataclass(slots=True)
class _StringReader:
    text: str
    tags: re.Pattern[str]
    kept: re.Pattern[str] | None

    def read(self) -> TaggedString:
        found = list(self.tags.finditer(self.text))
        partners = pair_tags([match[0] for match in found])
        written: list[tuple[str, str]] = []
        levels: list[list[Node]] = [[]]
        numbers: list[int] = []
        position = 0
        for index, match in enumerate(found):
            levels[-1] += self._cut(self.text[position : match.start()])
            position = match.end()
            partner = partners.get(index)
            if partner is None:
                levels[-1].append(Mark(len(written)))
                written.append((match[0], ""))
            elif partner > index:
                numbers.append(len(written))
                written.append((match[0], found[partner][0]))
                levels.append([])
            else:
                held = tuple(levels.pop())
                levels[-1].append(Mark(numbers.pop(), held))
        levels[-1] += self._cut(self.text[position:])
        return TaggedString(tuple(levels[0]), tuple(written))

    def _cut(self, text: str) -> Iterator[Node]:
        position = 0
        for match in self.kept.finditer(text) if self.kept else ():
            if match.start() > position:
                yield text[position : match.start()]
            yield Kept(match[0])
            position = match.end()
        if position < len(text):
            yield text[position:]


def pair_tags(tags: list[str]) -> dict[int, int]:
    """Return the partner of each tag that has one, by their positions; pairs never cross, nor nest too deep."""
    partners: dict[int, int] = {}
    is_open: list[tuple[str, int]] = []
    for position, tag in enumerate(tags):
        name = re.match(r"</?([A-Za-z][\w:-]*)", tag)
        if name is None or tag.endswith("/>"):
            continue
        if not tag.startswith("</"):
            is_open.append((name[1].lower(), position))
            continue
        for depth in range(len(is_open) - 1, -1, -1):
            if is_open[depth][0] == name[1].lower():
                opening = is_open[depth][1]
                if depth < MOST_NESTED:
                    partners[opening], partners[position] = position, opening
                del is_open[depth:]
                break
    return partners
