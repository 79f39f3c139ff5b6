"""What the bilingual page shows of an article: rows of two sides, each side a run of passages, and notes on defects.

Nothing here knows of HTML, and nothing of the article is dropped: each paragraph is in a row of the text or a row of
the asides, unless it is blank.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from translator.document import Article, ArticleOrigin, Paragraph, ParagraphKind, Segment
from translator.pages.runs import Run, SpanNumbers, cut_source, cut_target, number_spans
from translator.revision import is_by_person
from translator.translation import (
    Issue,
    Origin,
    Provenance,
    StoredArticle,
    TranslatedArticle,
    Translation,
)

#: Fills the places of an English message and puts it into the reader's language.
Translate = Callable[[str, Mapping[str, str]], str]

#: Characters from which a headline is set smaller, so that it takes no more than some five lines of a column.
LENGTHY_HEADLINE = 110

#: Below this confidence a passage is marked as unsure. With the shipped packages it marks about one passage in five.
UNSURE_BELOW = 0.4

_UNDETERMINED = ("", "und")


@dataclass(frozen=True, slots=True)
class Note:
    """What is wrong with one target segment.

    Args:
        number: Position among the notes of the page, from 1.
        segment_id: The segment that it is about.
        messages: What was found, in the reader's language.
        source: The source segment.
    """

    number: int
    segment_id: str
    messages: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A segment's text on one side of a row.

    Args:
        segment_id: The segment's id, which both sides share.
        runs: The text, cut where its language changes.
        gap: White space up to the next passage.
        language: Language tag where it is not that of the side; empty otherwise.
        note: What is wrong with it, where something is.
        is_unsure: Whether it is a translation that is less sure than most.
        is_by_person: Whether it is a translation that a person answers for.
    """

    segment_id: str
    runs: tuple[Run, ...]
    gap: str = ""
    language: str = ""
    note: Note | None = None
    is_unsure: bool = False
    is_by_person: bool = False

    @property
    def text(self) -> str:
        """The text."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Side:
    """One half of a row.

    Args:
        language: Language tag.
        passages: In order; empty where the paragraph has nothing to translate.
        text: The text of a side without passages.
    """

    language: str
    passages: tuple[Passage, ...]
    text: str = ""

    @property
    def is_lengthy(self) -> bool:
        """Whether it is longer than most headlines."""
        return len(_read_side(self)) > LENGTHY_HEADLINE


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph and its translation.

    Args:
        kind: What part it plays.
        level: Level of a heading, 1 or 2; 0 for other kinds.
        source: The paragraph.
        target: Its translation.
    """

    kind: ParagraphKind
    level: int
    source: Side
    target: Side

    @property
    def is_lengthy(self) -> bool:
        """Whether it is the headline, and takes many lines."""
        return self.level == 1 and any(side.is_lengthy for side in (self.source, self.target))


@dataclass(frozen=True, slots=True)
class BilingualText:
    """An article as its page shows it.

    Args:
        title: Headline in the source language; empty where there is none.
        target_title: Headline in the target language; empty where there is none.
        source_language: Language tag of the source side.
        target_language: Language tag of the target side.
        rows: The article.
        asides: What surrounded it on its page.
        notes: Defects, in order of appearance.
        provenance: What the engine's first segment was made by; None where the engine made none.
        has_headline: Whether a row is the page's headline.
        origin: Where it was first published; None where nobody said.
        reviewed: How many sentences a person answers for.
        translated: How many sentences were translated.
    """

    title: str
    target_title: str
    source_language: str
    target_language: str
    rows: tuple[Row, ...]
    asides: tuple[Row, ...]
    notes: tuple[Note, ...]
    provenance: Provenance | None
    has_headline: bool
    origin: ArticleOrigin | None = None
    reviewed: int = 0
    translated: int = 0

    @property
    def is_reviewed(self) -> bool:
        """Whether a person answers for all of it."""
        return 0 < self.translated <= self.reviewed

    @property
    def span_kinds(self) -> frozenset[str]:
        """Which kinds of span there are to show."""
        passages = (each for row in (*self.rows, *self.asides) for each in row.source.passages)
        return frozenset(_list_kinds(run for passage in passages for run in passage.runs))

    @property
    def has_unsure(self) -> bool:
        """Whether any passage is marked as unsure."""
        return any(each.is_unsure for row in (*self.rows, *self.asides) for each in row.target.passages)


def build_bilingual(stored: StoredArticle, *, translate: Translate) -> BilingualText:
    """Arrange an article for its page.

    Args:
        stored: The article.
        translate: Puts the messages of issues into the reader's language.
    """
    translated = stored.translated
    article = translated.article
    builder = _Builder(translated, translate=translate)
    rows = [builder.build_row(paragraph) for paragraph in article.paragraphs if paragraph.text.strip()]
    flow = tuple(row for row in rows if row.kind is not ParagraphKind.BOILERPLATE)
    headline = next((row for row in flow if row.level == 1), None)
    told = _list_translated(translated)
    return BilingualText(
        title=article.title or (_read_side(headline.source) if headline else ""),
        target_title=_read_side(headline.target) if headline else "",
        source_language=article.source_language,
        target_language=translated.target_locale,
        rows=flow,
        asides=tuple(row for row in rows if row.kind is ParagraphKind.BOILERPLATE),
        notes=tuple(builder.notes),
        provenance=_find_provenance(translated),
        has_headline=headline is not None,
        origin=stored.origin,
        reviewed=sum(map(is_by_person, told)),
        translated=len(told),
    )


@dataclass(slots=True)
class _Builder:
    """Walks the paragraphs once, numbering notes in the order of the text."""

    translated: TranslatedArticle
    translate: Translate
    notes: list[Note] = field(default_factory=list)
    _targets: Iterator[tuple[Translation, tuple[int, int, int, int]]] = field(init=False)
    _headline: int | None = field(init=False)

    def __post_init__(self) -> None:
        self._targets = iter(zip(self.translated.translations, self.translated.offsets, strict=True))
        self._headline = _find_headline(self.translated.article)

    def build_row(self, paragraph: Paragraph) -> Row:
        source_language = _choose_language(paragraph.language, self.translated.article.source_language)
        target_language = self.translated.target_locale
        if not paragraph.segments:
            text = paragraph.text.strip()
            source, target = Side(source_language, (), text), Side(target_language, (), text)
        else:
            numbers = number_spans(paragraph)
            source = Side(
                source_language,
                tuple(
                    _show_source(segment, language=segment.language or source_language, numbers=numbers)
                    for segment in paragraph.segments
                ),
            )
            passages = self._show_targets(paragraph, source_language=source_language, numbers=numbers)
            target = Side(target_language, tuple(passages))
        return Row(kind=paragraph.kind, level=self._get_level(paragraph), source=source, target=target)

    def _get_level(self, paragraph: Paragraph) -> int:
        if paragraph.kind is not ParagraphKind.HEADING:
            return 0
        return 1 if paragraph.index == self._headline else 2

    def _show_targets(self, paragraph: Paragraph, *, source_language: str, numbers: SpanNumbers) -> Iterator[Passage]:
        pairs = [(segment, *next(self._targets)) for segment in paragraph.segments]
        for position, (segment, translation, offsets) in enumerate(pairs):
            gap = ""
            if position + 1 < len(pairs):
                gap = self.translated.text[offsets[3] : pairs[position + 1][2][2]]
            language = segment.language or source_language
            is_foreign = translation.origin is Origin.SOURCE and not is_same_language(
                language, self.translated.target_locale
            )
            shown_in = language if is_foreign else self.translated.target_locale
            note = self._take_note(segment, translation)
            yield Passage(
                segment_id=segment.id,
                runs=cut_target(translation, segment, paragraph=paragraph, language=shown_in, numbers=numbers),
                gap=gap,
                language=language if is_foreign else "",
                note=note,
                is_unsure=note is None and is_unsure(translation),
                is_by_person=is_by_person(translation),
            )

    def _take_note(self, segment: Segment, translation: Translation) -> Note | None:
        messages = tuple(self._word(issue) for issue in translation.errors)
        if not messages:
            return None
        note = Note(number=len(self.notes) + 1, segment_id=segment.id, messages=messages, source=segment.source)
        self.notes.append(note)
        return note

    def _word(self, issue: Issue) -> str:
        return self.translate(issue.message, issue.values)


def is_unsure(translation: Translation) -> bool:
    """Tell whether a translation that no person has seen is less sure than most."""
    if is_by_person(translation) or translation.confidence is None:
        return False
    return translation.origin is not Origin.SOURCE and translation.confidence < UNSURE_BELOW


def _list_translated(translated: TranslatedArticle) -> list[Translation]:
    """List the translations of the article itself that are not the source again."""
    pairs = zip(translated.article.iterate_segments(), translated.translations, strict=True)
    return [
        translation
        for (paragraph, _), translation in pairs
        if paragraph.kind is not ParagraphKind.BOILERPLATE and translation.origin is not Origin.SOURCE
    ]


def _list_kinds(runs: Iterable[Run]) -> Iterator[str]:
    for run in runs:
        if run.kind:
            yield run.kind
        yield from _list_kinds(run.runs)


def _show_source(segment: Segment, *, language: str, numbers: SpanNumbers) -> Passage:
    runs = cut_source(segment, language=language, numbers=numbers)
    return Passage(segment_id=segment.id, runs=runs, gap=segment.gap_after, language=segment.language)


def _find_headline(article: Article) -> int | None:
    """Return the index of the paragraph that heads the article: its first, if that is a heading."""
    first = next(
        (each for each in article.paragraphs if each.text.strip() and each.kind is not ParagraphKind.BOILERPLATE), None
    )
    return first.index if first is not None and first.kind is ParagraphKind.HEADING else None


def _choose_language(found: str, expected: str) -> str:
    return expected if found in _UNDETERMINED else found


def is_same_language(one: str, other: str) -> bool:
    """Tell whether two language tags name one language, whatever their regions."""
    return one.split("-", 1)[0].lower() == other.split("-", 1)[0].lower()


def _read_side(side: Side) -> str:
    return "".join(passage.text + passage.gap for passage in side.passages).strip() or side.text


def _find_provenance(translated: TranslatedArticle) -> Provenance | None:
    return next((each.provenance for each in translated.translations if each.origin is Origin.ENGINE), None)
