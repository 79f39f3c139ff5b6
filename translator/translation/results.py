"""What became of segments and articles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from translator.document import Article, ArticleOrigin, Span
from translator.translation.engines import Link
from translator.translation.issues import Issue, Severity
from translator.translation.states import Origin, QuotationPolicy, Rung, State


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

    @property
    def errors(self) -> tuple[Issue, ...]:
        """Issues worth holding a publication; none once a person has reviewed it, and so judged them."""
        if self.state in (State.REVIEWED, State.FINAL):
            return ()
        return tuple(issue for issue in self.issues if issue.severity is Severity.ERROR)


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
        version: How often its text was set or translated anew, the first time included.
        quotations: What becomes of its quotations; None for the site's default.
    """

    translated: TranslatedArticle
    created_at: datetime
    origin: ArticleOrigin | None = None
    version: int = 1
    quotations: QuotationPolicy | None = None


@dataclass(frozen=True, slots=True)
class AddressedArticle:
    """What is told of an article where only its addresses are listed.

    Args:
        id: The article's id.
        source_language: ISO 639 code of the source.
        target_locale: Locale of the target.
        changed_at: When it was last changed, in UTC.
    """

    id: str
    source_language: str
    target_locale: str
    changed_at: datetime

    @property
    def languages(self) -> tuple[str, ...]:
        """Codes of its languages, the source first."""
        codes = (tag.partition("-")[0].lower() for tag in (self.source_language, self.target_locale))
        return tuple(dict.fromkeys(codes))


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
