"""Read the news that fidelity is measured on; ``tests/quality/news/README.md`` describes the format."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

NEWS = Path(__file__).resolve().parents[2] / "tests" / "quality" / "news"

#: Sentences that no rule may be mended by, so that what they show is what a reader's own news would.
HELD_OUT = NEWS / "held-out"

#: What a block may say of its text, for whoever looks for a kind of sentence.
TAGS = frozenset((NEWS / "tags.txt").read_text(encoding="utf-8").split())

_HEADING = re.compile(r"\[([\w-]+)\]\s*(.*)")
_EXPECTED = ("names", "numbers", "terms", "kept")


class NewsError(ValueError):
    """Say where a file is not in the format, and why."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something that must arrive.

    Args:
        source: How the source has it.
        accepted: The forms of the target that count, the best first.
    """

    source: str
    accepted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence, or a paragraph of an article, with its reference and what must arrive."""

    id: str
    tags: frozenset[str]
    source: str
    reference: str
    quotations: int = 0
    names: tuple[Item, ...] = ()
    numbers: tuple[Item, ...] = ()
    terms: tuple[Item, ...] = ()
    kept: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class News:
    """All passages of one direction.

    Args:
        source: ISO 639 code of the sources.
        target: ISO 639 code of the references.
        sentences: Sentences that have nothing to do with each other.
        articles: For each article its paragraphs in order, under the name of its file.
    """

    source: str
    target: str
    sentences: tuple[Passage, ...]
    articles: dict[str, tuple[Passage, ...]]


def read_news(direction: str, *, folder: Path = NEWS) -> News:
    """Read the sentences and articles of a direction such as ``fr-en``.

    Raises:
        NewsError: A file is not in the format, or two sentences have one id.
    """
    source, target = direction.split("-")
    sentences = tuple(
        passage
        for path in sorted((folder / direction / "sentences").glob("*.txt"))
        for passage in read_passages(path, source=source, target=target)
    )
    repeated = {passage.id for passage in sentences if sum(other.id == passage.id for other in sentences) > 1}
    if repeated:
        raise NewsError(f"{direction}: ids of more than one sentence: {', '.join(sorted(repeated))}")
    articles = {
        path.stem: tuple(read_passages(path, source=source, target=target))
        for path in sorted((folder / direction / "articles").glob("*.txt"))
    }
    return News(source=source, target=target, sentences=sentences, articles=articles)


def read_passages(path: Path, *, source: str, target: str) -> list[Passage]:
    """Read the blocks of one file.

    Raises:
        NewsError: A block is not in the format; the message names the file and the block.
    """
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    blocks = [block for block in "\n".join(lines).split("\n\n") if block.strip()]
    return [_read_block(block.strip(), where=path.name, source=source, target=target) for block in blocks]


def _read_block(block: str, *, where: str, source: str, target: str) -> Passage:
    first, *rest = block.splitlines()
    heading = _HEADING.fullmatch(first.strip())
    if heading is None:
        raise NewsError(f"{where}: a block begins with [id], not with {first!r}")
    where = f"{where} [{heading[1]}]"
    tags = frozenset(heading[2].split())
    if tags - TAGS:
        raise NewsError(f"{where}: unknown tags: {', '.join(sorted(tags - TAGS))}")
    fields = _read_fields(rest, where=where, known={source, target, "quotations", *_EXPECTED})
    missing = {source, target} - fields.keys()
    if missing:
        raise NewsError(f"{where}: no line {', '.join(sorted(missing))}:")
    if not fields.get("quotations", "0").isdecimal():
        raise NewsError(f"{where}: quotations: needs a count, not {fields['quotations']!r}")
    names, numbers, terms, kept = (_read_items(fields.get(name, "")) for name in _EXPECTED)
    return Passage(
        id=heading[1],
        tags=tags,
        source=fields[source],
        reference=fields[target],
        quotations=int(fields.get("quotations", "0")),
        names=names,
        numbers=numbers,
        terms=terms,
        kept=kept,
    )


def _read_fields(lines: list[str], *, where: str, known: set[str]) -> dict[str, str]:
    fields: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.partition(":")
        if not colon or name not in known or name in fields or not value.strip():
            raise NewsError(f"{where}: unknown, repeated or empty line: {line!r}")
        fields[name] = value.strip()
    return fields


def _read_items(value: str) -> tuple[Item, ...]:
    items = []
    for listed in filter(None, map(str.strip, value.split(";"))):
        source, equals, accepted = listed.partition(" = ")
        forms = tuple(form.strip() for form in (accepted if equals else source).split("|"))
        items.append(Item(source=source.strip() if equals else forms[0], accepted=forms))
    return tuple(items)
