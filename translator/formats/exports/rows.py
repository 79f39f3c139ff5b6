"""An article as every file that is taken away holds it: paragraphs of sentences with their translations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from translator.document import Paragraph, ParagraphKind, Segment
from translator.translation import Origin, StoredArticle, TranslatedArticle, Translation


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence and its translation.

    Args:
        segment: The sentence.
        translation: What became of it.
        source_language: Language tag of the sentence.
        target_language: Language tag of what stands on the target side.
        target_gap: White space up to the next sentence of the target side.
    """

    segment: Segment
    translation: Translation
    source_language: str
    target_language: str
    target_gap: str

    @property
    def is_translated(self) -> bool:
        """Whether both sides are in languages of their own."""
        return self.source_language.partition("-")[0] != self.target_language.partition("-")[0]


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph.

    Args:
        index: Its position in the article.
        kind: What part it plays.
        level: Level of a heading, 1 or 2; 0 for other kinds.
        pairs: Its sentences; empty where there is nothing to translate.
        text: What it reads where it has no sentences; empty otherwise.
    """

    index: int
    kind: ParagraphKind
    level: int
    pairs: tuple[Pair, ...]
    text: str

    @property
    def source(self) -> str:
        """The paragraph on the source side."""
        return self.text or "".join(pair.segment.source + pair.segment.gap_after for pair in self.pairs).strip()

    @property
    def target(self) -> str:
        """The paragraph on the target side."""
        return self.text or "".join(pair.translation.target + pair.target_gap for pair in self.pairs).strip()


@dataclass(frozen=True, slots=True)
class Headlines:
    """An article's headline on both sides; never empty."""

    source: str
    target: str


def list_rows(stored: StoredArticle) -> tuple[Row, ...]:
    """List the paragraphs of an article, without blank ones and what surrounded it on its page."""
    translated = stored.translated
    targets = iter(zip(translated.translations, translated.offsets, strict=True))
    rows: list[Row] = []
    for paragraph in translated.article.paragraphs:
        found = [next(targets) for _ in paragraph.segments]
        if paragraph.kind is ParagraphKind.BOILERPLATE or not paragraph.text.strip():
            continue
        is_heading = paragraph.kind is ParagraphKind.HEADING
        rows.append(
            Row(
                index=paragraph.index,
                kind=paragraph.kind,
                level=(2 if rows else 1) if is_heading else 0,
                pairs=tuple(_pair_segments(paragraph, found, translated=translated)),
                text="" if paragraph.segments else paragraph.text.strip(),
            )
        )
    return tuple(rows)


def find_headlines(stored: StoredArticle) -> Headlines:
    """Return an article's headline on both sides, the title standing in where no row is a headline."""
    first = next(iter(list_rows(stored)), None)
    if first is not None and first.level == 1:
        return Headlines(first.source, first.target)
    title = stored.translated.article.title or "Vis-à-vis"
    return Headlines(title, title)


def find_engine(stored: StoredArticle) -> str:
    """Return the name of the engine that translated; empty where a machine translated nothing."""
    translations = stored.translated.translations
    return next((each.provenance.engine for each in translations if each.origin is Origin.ENGINE), "")


def list_origin_facts(stored: StoredArticle) -> list[str]:
    """List what is known of an article's first publication, to stand in a line: site, author, day, address."""
    origin = stored.origin
    if origin is None:
        return []
    day = f"{origin.published_at:%Y-%m-%d}" if origin.published_at else ""
    return [fact for fact in (origin.publisher, origin.byline, day, origin.address) if fact]


def _pair_segments(
    paragraph: Paragraph,
    found: list[tuple[Translation, tuple[int, int, int, int]]],
    *,
    translated: TranslatedArticle,
) -> Iterator[Pair]:
    for position, (segment, (translation, offsets)) in enumerate(zip(paragraph.segments, found, strict=True)):
        following = found[position + 1 : position + 2]
        end = following[0][1][2] if following else offsets[3]
        language = paragraph.get_language(segment)
        language = translated.article.source_language if language in ("", "und") else language
        yield Pair(
            segment=segment,
            translation=translation,
            source_language=language,
            target_language=language if translation.origin is Origin.SOURCE else translated.target_locale,
            target_gap=translated.text[offsets[3] : end],
        )
