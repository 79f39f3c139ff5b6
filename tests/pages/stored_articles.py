"""Articles built by hand, for tests that need no pipeline."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import accumulate
from pathlib import Path

from translator.document import Article, Paragraph, ParagraphKind, Segment
from translator.translation import (
    Issue,
    Origin,
    Provenance,
    Rung,
    Severity,
    State,
    StoredArticle,
    TranslatedArticle,
    Translation,
)

CASES = Path(__file__).parent / "cases"
EVENING = datetime(2026, 10, 14, 21, 30, tzinfo=UTC)
PROVENANCE = Provenance(
    engine="Argos Translate 1.11",
    package="translate-fr_en 1.0",
    package_sha256="0" * 64,
    glossary_revision="1",
    pipeline_version="1",
    made_at=EVENING,
)


@dataclass(frozen=True)
class Block:
    """A paragraph to build: its segments on both sides, and the issues of each target by its number."""

    sources: Sequence[str]
    targets: Sequence[str]
    kind: ParagraphKind = ParagraphKind.BODY
    language: str = "fr"
    issues: dict[int, tuple[Issue, ...]] = field(default_factory=dict)


def build_stored(blocks: Sequence[Block], *, id: str = "article", target_locale: str = "en-US") -> StoredArticle:  # noqa: A002
    """Put blocks together as the pipeline would: segments a space apart, paragraphs an empty line apart."""
    paragraphs, translations, places = [], [], []
    texts: list[str] = []
    for index, block in enumerate(blocks):
        paragraphs.append(_build_paragraph(block, index=index))
        translations += [
            _build_translation(block, index=index, number=number, target_locale=target_locale)
            for number in range(len(block.sources))
        ]
        start = sum(len(text) + 2 for text in texts)
        places += _list_places(block.targets, start=start)
        texts.append(" ".join(block.targets))
    title = paragraphs[0].text if blocks[0].kind is ParagraphKind.HEADING else ""
    article = Article(
        id=id,
        title=title,
        source_language="fr",
        format="text",
        paragraphs=tuple(paragraphs),
        skeleton=("", *["\n\n"] * (len(blocks) - 1), "\n"),
    )
    translated = TranslatedArticle(
        article=article,
        target_locale=target_locale,
        translations=tuple(translations),
        text="\n\n".join(texts) + "\n",
        offsets=tuple((0, 0, start, end) for start, end in places),
    )
    return StoredArticle(translated=translated, created_at=EVENING)


def read_ferry_article(*, id: str = "ferry") -> StoredArticle:  # noqa: A002
    """Read the sample article with its translation by hand."""
    tables = tomllib.loads((CASES / "ferry.toml").read_text(encoding="utf-8"))["paragraph"]
    return build_stored([_read_block(table) for table in tables], id=id)


def _read_block(table: dict[str, object]) -> Block:
    issues: dict[int, tuple[Issue, ...]] = {}
    for each in table.get("issues", ()):  # type: ignore[attr-defined]
        issue = Issue(
            code=each["code"],
            severity=Severity(each.get("severity", "error")),
            message=each["message"],
            values=each.get("values", {}),
        )
        issues[each["segment"]] = (*issues.get(each["segment"], ()), issue)
    return Block(
        sources=table["sources"],  # type: ignore[arg-type]
        targets=table["targets"],  # type: ignore[arg-type]
        kind=ParagraphKind(table["kind"]),
        language=str(table.get("language", "fr")),
        issues=issues,
    )


def _build_paragraph(block: Block, *, index: int) -> Paragraph:
    starts = [0, *accumulate(len(source) + 1 for source in block.sources)]
    segments = tuple(
        Segment(
            id=f"p{index}s{number}",
            source=source,
            start=starts[number],
            end=starts[number] + len(source),
            gap_after=" " if number + 1 < len(block.sources) else "",
        )
        for number, source in enumerate(block.sources)
    )
    return Paragraph(
        index=index, text=" ".join(block.sources), kind=block.kind, language=block.language, segments=segments
    )


def _build_translation(block: Block, *, index: int, number: int, target_locale: str) -> Translation:
    is_kept = block.targets[number] == block.sources[number] or block.language == target_locale[:2]
    return Translation(
        segment_id=f"p{index}s{number}",
        target=block.targets[number],
        state=State.INITIAL if is_kept else State.TRANSLATED,
        origin=Origin.SOURCE if is_kept else Origin.ENGINE,
        rung=Rung.PASSED if is_kept else Rung.FIRST,
        provenance=PROVENANCE,
        issues=block.issues.get(number, ()),
    )


def _list_places(targets: Sequence[str], *, start: int) -> list[tuple[int, int]]:
    starts = accumulate((len(target) + 1 for target in targets), initial=start)
    return [(begin, begin + len(target)) for begin, target in zip(starts, targets, strict=False)]
