"""An article in one of its languages: what the page at that language's own address shows.

Made from the rows of the bilingual page, so that both show the same text; what surrounded the article is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from translator.document import ParagraphKind
from translator.pages.bilingual import BilingualText, Row, Side

#: Length to which a text without a headline is cut where it needs a name, in characters.
NAME_LENGTH = 80


@dataclass(frozen=True, slots=True)
class Block:
    """Paragraphs that belong together.

    Args:
        kind: What part they play.
        level: Level of a heading, 1 or 2; 0 for other kinds.
        sides: One paragraph, or the items of a list.
    """

    kind: ParagraphKind
    level: int
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """An article in one language.

    Args:
        code: ISO 639 code, as it stands in the page's address.
        language: Language tag of the text.
        title: Headline or, where there is none, the first words.
        is_translation: Whether it is the target side.
        blocks: The text.
    """

    code: str
    language: str
    title: str
    is_translation: bool
    blocks: tuple[Block, ...]

    @property
    def has_headline(self) -> bool:
        """Whether a block is the page's headline."""
        return any(block.level == 1 for block in self.blocks)

    @property
    def opening(self) -> str:
        """The first paragraph that is no heading, for a description of the page; empty where there is none."""
        bodies = (block for block in self.blocks if block.kind is ParagraphKind.BODY)
        return next((read_side(block.sides[0]) for block in bodies), "")


def list_versions(text: BilingualText) -> tuple[Version, Version]:
    """Return the source and the translation."""
    return _build_version(text, is_translation=False), _build_version(text, is_translation=True)


def read_side(side: Side) -> str:
    """Return the text of one side of a row."""
    return "".join(passage.text + passage.gap for passage in side.passages).strip() or side.text


def _build_version(text: BilingualText, *, is_translation: bool) -> Version:
    language = text.target_language if is_translation else text.source_language
    title = text.target_title if is_translation else text.title
    blocks = tuple(_group(text.rows, is_translation=is_translation))
    return Version(
        code=language.partition("-")[0].lower(),
        language=language,
        title=title or _name(blocks),
        is_translation=is_translation,
        blocks=blocks,
    )


def _group(rows: Iterable[Row], *, is_translation: bool) -> Iterator[Block]:
    numbered = enumerate(rows)
    # Only items of a list are gathered: any other row has a number of its own.
    for _, members in groupby(numbered, key=lambda each: -1 if each[1].kind is ParagraphKind.ITEM else each[0]):
        gathered = [row for _, row in members]
        sides = tuple(row.target if is_translation else row.source for row in gathered)
        yield Block(kind=gathered[0].kind, level=gathered[0].level, sides=sides)


def _name(blocks: tuple[Block, ...]) -> str:
    first = " ".join(read_side(blocks[0].sides[0]).split()) if blocks else ""
    if len(first) <= NAME_LENGTH:
        return first
    cut = first[: NAME_LENGTH - 1]
    return f"{(cut.rpartition(' ')[0] or cut).rstrip(' ,;:.')}…"
