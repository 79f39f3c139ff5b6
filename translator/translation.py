"""The target side: what an engine, a memory or a person made of a segment, and what was found wrong with it.

The protocols at the end are what the pipeline asks of its engine, memory and glossary; adapters and test fakes
implement them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from translator.document import Article, ArticleOrigin, Span
from translator.languages import LanguagePair


class State(StrEnum):
    """How far a translation has come (states of XLIFF 2); only a person sets the last two."""

    INITIAL = "initial"
    TRANSLATED = "translated"
    REVIEWED = "reviewed"
    FINAL = "final"


class Origin(StrEnum):
    """Where a target came from."""

    ENGINE = "engine"
    MEMORY = "memory"
    SOURCE = "source"
    PERSON = "person"


class Severity(StrEnum):
    """``ERROR`` makes the pipeline try again and is worth holding a publication; ``WARNING`` only informs."""

    ERROR = "error"
    WARNING = "warning"


class Rung(StrEnum):
    """Which attempt of the ladder served a segment, from the first to the last resort."""

    PASSED = "passed"
    FIRST = "first"
    HYPOTHESIS = "hypothesis"
    REPAIRED = "repaired"
    MASKED = "masked"
    AROUND = "around"
    SOURCE = "source"


class TermStatus(StrEnum):
    """Administrative status of a glossary entry (TBX)."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"
    FORBIDDEN = "forbidden"
    DO_NOT_TRANSLATE = "do_not_translate"


class QuotationPolicy(StrEnum):
    """What becomes of a quotation: translated; kept byte for byte as it was spoken; or both, the original behind."""

    TRANSLATE = "translate"
    KEEP = "keep"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Issue:
    """A defect found in a translation.

    Args:
        code: Stable name of the defect, such as ``name_missing``; documented in ``docs/api.md``.
        severity: Whether the ladder must act on it.
        message: English sentence with ``%(name)s`` places; the message key for the catalogues.
        values: What fills the places of the message.
        span: The stretch of the source that it is about, where there is one.
    """

    code: str
    severity: Severity
    message: str
    values: Mapping[str, str] = field(default_factory=dict)
    span: Span | None = None

    @property
    def text(self) -> str:
        """The message in English with its places filled."""
        return self.message % self.values


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A token that stands for a stretch of the source while the engine works.

    Args:
        token: Such as ``⟦0⟧``; equal stretches of a segment with equal values share one.
        span: The stretch of the source that it stands for.
        value: The target text that takes its place again.
    """

    token: str
    span: Span
    value: str


@dataclass(frozen=True, slots=True)
class MaskedSegment:
    """A segment's text with placeholders in it."""

    text: str
    placeholders: tuple[Placeholder, ...] = ()


@dataclass(frozen=True, slots=True)
class Restored:
    """An engine's output with its placeholders replaced by their values.

    Args:
        text: The target text.
        missing: Placeholders that did not occur.
        repeated: Placeholders that occurred more than once; only the first occurrence got its value.
        invented: Tokens in the form of a placeholder that were never given; removed from the text.
    """

    text: str
    missing: tuple[Placeholder, ...] = ()
    repeated: tuple[Placeholder, ...] = ()
    invented: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether each placeholder arrived exactly once and none was invented."""
        return not (self.missing or self.repeated or self.invented)


@dataclass(frozen=True, slots=True)
class Link:
    """A stretch of a source and the stretch of its target that says the same: one entry of a word alignment.

    Args:
        source_start: Where it begins in the source, in code points.
        source_end: Where it ends there.
        target_start: Where it begins in the target, in code points.
        target_end: Where it ends there.
        weight: How sure it is, above 0 and at most 1.
    """

    source_start: int
    source_end: int
    target_start: int
    target_end: int
    weight: float


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One translation that an engine proposes.

    Args:
        text: Target text.
        score: Mean log-probability per token; closer to 0 is surer.
        links: Word alignment with the text that the engine was given, in the order of the target; empty where it was
            not asked for or the engine knows none. Several links may share a stretch, and a stretch may have none.
    """

    text: str
    score: float
    links: Sequence[Link] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A past translation that resembles a source.

    Args:
        source: The past source.
        target: Its translation.
        quality: 0 to 100; 100 only if both sources are equal after normalisation.
        origin: Who or what wrote the past target.
    """

    source: str
    target: str
    quality: int
    origin: str


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """A rule about a word: how a source term is to be rendered in the target language."""

    id: str
    pair: LanguagePair
    source: str
    target: str
    part_of_speech: str = ""
    note: str = ""
    status: TermStatus = TermStatus.PREFERRED
    case_sensitive: bool = False
    domain: str = ""
    revision: int = 0


@dataclass(frozen=True, slots=True)
class GlossaryChange:
    """One change of a glossary entry.

    Args:
        entry_id: The entry's id.
        pair: The entry's direction.
        version: How often the entry was changed, this time included.
        before: The entry before; None where it was added.
        after: The entry since; None where it was deleted.
        editor: Id of the key that changed it, or what else did.
        reason: Why, in the words of whoever changed it; may be empty.
        made_at: When, in UTC.
    """

    entry_id: str
    pair: LanguagePair
    version: int
    before: GlossaryEntry | None
    after: GlossaryEntry | None
    editor: str
    reason: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class MemoryEntry:
    """A past translation kept for use again."""

    id: str
    pair: LanguagePair
    source: str
    target: str
    origin: str = ""
    context_hash: str = ""
    editor: str = ""
    used: int = 0


@dataclass(frozen=True, slots=True)
class Provenance:
    """What made a translation, precisely enough to make it again.

    Args:
        engine: Name and version of the engine.
        package: Identifier of the model package or packages, with versions.
        package_sha256: Digest of their weights.
        glossary_revision: Revision of the glossary that was in force.
        pipeline_version: Version of the pipeline's rules.
        made_at: When, in UTC.
    """

    engine: str
    package: str
    package_sha256: str
    glossary_revision: str
    pipeline_version: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Translation:
    """What became of one segment.

    Args:
        segment_id: The segment's id.
        target: Target text.
        state: How far it has come.
        origin: Where the target came from.
        rung: Which attempt served it.
        provenance: What made it.
        issues: What is wrong with it; empty where nothing was found.
        target_spans: Spans in the target, counted from its start; the ``ref`` of a quotation, name, term, number or
            address is the index of the segment's source span that it answers, as a decimal string.
        score: The engine's mean log-probability per token, where an engine made it.
        confidence: How likely it is good, 0 to 1; None where nothing was translated or nobody estimated it.
        links: Word alignment of the segment with the target, where it was asked for and the engine knows one; not kept
            with articles.
    """

    segment_id: str
    target: str
    state: State
    origin: Origin
    rung: Rung
    provenance: Provenance
    issues: tuple[Issue, ...] = ()
    target_spans: tuple[Span, ...] = ()
    score: float | None = None
    confidence: float | None = None
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Detection:
    """A guess at a text's language.

    Args:
        language: ISO 639 code; ``und`` where the text gives no ground for a guess.
        confidence: 0 to 100.
    """

    language: str
    confidence: float


@dataclass(frozen=True, slots=True)
class TranslatedArticle:
    """An article with a translation for each of its segments and the target text they make together.

    Args:
        article: The source side, segmented and annotated.
        target_locale: BCP 47 tag of the target.
        translations: One for each segment, in order.
        text: The target text, written back in the article's format.
        offsets: For each segment in order, ``(start, end, target_start, target_end)`` in the whole source and the
            whole target text.
        detection: The language guess for the whole text, where it was asked for.
        alternatives: Other target texts, best first, where they were asked for.
    """

    article: Article
    target_locale: str
    translations: tuple[Translation, ...]
    text: str
    offsets: tuple[tuple[int, int, int, int], ...]
    detection: Detection | None = None
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """A translated article as it is kept.

    Args:
        translated: Both sides; ``translated.article.id`` identifies it.
        created_at: When it was added, in UTC.
        origin: Where it was first published, where that is known.
    """

    translated: TranslatedArticle
    created_at: datetime
    origin: ArticleOrigin | None = None


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """What a list of articles shows of one.

    Args:
        id: The article's id.
        title: Headline in the source language.
        target_title: Headline in the target language.
        source_language: ISO 639 code.
        target_locale: BCP 47 tag.
        created_at: When it was added, in UTC.
        issues: How many issues of severity ``ERROR`` its translations carry.
    """

    id: str
    title: str
    target_title: str
    source_language: str
    target_locale: str
    created_at: datetime
    issues: int


@dataclass(frozen=True, slots=True)
class EngineIdentity:
    """Which weights an engine uses for a pair: the engine's, package's and digest part of a provenance."""

    engine: str
    package: str
    package_sha256: str


class Engine(Protocol):
    """Turns source texts into target texts."""

    def list_pairs(self) -> tuple[LanguagePair, ...]:
        """Return the pairs that can be translated, directly or through English."""
        ...

    def get_language_name(self, code: str) -> str:
        """Return the English name of a language, from its packages where the project has none."""
        ...

    def identify(self, pair: LanguagePair) -> EngineIdentity:
        """Return which weights serve a pair.

        Raises:
            UnsupportedPairError: No package serves it.
        """
        ...

    def translate(
        self, texts: Sequence[str], *, pair: LanguagePair, hypotheses: int = 1, links: bool = False
    ) -> list[tuple[Hypothesis, ...]]:
        """Translate all texts in one batch, equal texts once.

        Args:
            texts: Segments in canonical form, possibly with placeholders; none is empty.
            pair: Direction.
            hypotheses: How many proposals are wanted for each text, at least 1.
            links: Whether word alignments are wanted, where the weights know them.

        Returns:
            For each text in order, at least one and at most ``hypotheses`` proposals, best first.

        Raises:
            UnsupportedPairError: No package serves the pair.
            EngineError: The weights failed.
        """
        ...


class RungObserver(Protocol):
    """Hears what the ladder did, to count it."""

    def observe_rung(self, rung: Rung, *, pair: LanguagePair, tried: int, served: int) -> None:
        """Take note of how many segments of a request an attempt was made for, and how many it served."""
        ...


class Memory(Protocol):
    """Finds past translations."""

    def find_exact(self, sources: Sequence[str], *, pair: LanguagePair) -> dict[str, Match]:
        """Return, for those of the sources that were translated before, the match of quality 100."""
        ...


class Glossary(Protocol):
    """Knows the terms in force."""

    def get_revision(self) -> str:
        """Return a string that changes whenever an entry does."""
        ...

    def list_entries(self, *, pair: LanguagePair) -> Sequence[GlossaryEntry]:
        """Return the entries of a pair."""
        ...

    def freeze(self) -> Glossary:
        """Return the terms as they stand now, for a request that must not see them change."""
        ...


@dataclass(frozen=True, slots=True)
class FixedGlossary:
    """Terms that do not change: those in force at a moment, or those that a request brings.

    Args:
        revision: What they are known as in provenances.
        entries: The entries of each pair.
    """

    revision: str
    entries: Mapping[LanguagePair, Sequence[GlossaryEntry]]

    def get_revision(self) -> str:
        """Return the revision."""
        return self.revision

    def list_entries(self, *, pair: LanguagePair) -> Sequence[GlossaryEntry]:
        """Return the entries of a pair."""
        return self.entries.get(pair, ())

    def freeze(self) -> FixedGlossary:
        """Return itself."""
        return self
