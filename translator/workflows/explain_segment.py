"""Find out why a segment of a kept article reads as it does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from translator.document import Paragraph, Segment, SpanKind
from translator.errors import NotFoundError
from translator.languages import LanguagePair, parse_locale
from translator.translation import GlossaryEntry, Match, Origin, StoredArticle, Translation
from translator.workflows.articles import get_article
from translator.workflows.services import Services


@dataclass(frozen=True, slots=True)
class ExplainedSegment:
    """A segment with all that is known about its translation.

    Args:
        stored: The article.
        paragraph: The paragraph that it stands in.
        segment: The segment.
        translation: What became of it.
        position: Its place among the article's segments, from 1.
        before: Id of the segment before it; empty for the first.
        after: Id of the segment after it; empty for the last.
        match: The memory entry that served it, where the memory still holds it.
        terms: Glossary entries that its terms point to, as they stand now, by their ids.
    """

    stored: StoredArticle
    paragraph: Paragraph
    segment: Segment
    translation: Translation
    position: int
    before: str
    after: str
    match: Match | None
    terms: Mapping[str, GlossaryEntry]


def explain_segment(services: Services, article_id: str, *, segment_id: str) -> ExplainedSegment:
    """Gather what is known about the translation of a segment.

    Raises:
        NotFoundError: No article has the id, or no segment of it has that one.
    """
    stored = get_article(services, article_id)
    segments = list(stored.translated.article.iterate_segments())
    place = next((at for at, (_, segment) in enumerate(segments) if segment.id == segment_id), None)
    if place is None:
        raise NotFoundError("segment", segment_id)
    paragraph, segment = segments[place]
    translation = stored.translated.translations[place]
    target = parse_locale(stored.translated.target_locale).language
    pair = LanguagePair(paragraph.get_language(segment) or stored.translated.article.source_language, target)
    return ExplainedSegment(
        stored=stored,
        paragraph=paragraph,
        segment=segment,
        translation=translation,
        position=place + 1,
        before=segments[place - 1][1].id if place else "",
        after=segments[place + 1][1].id if place + 1 < len(segments) else "",
        match=_find_match(services, segment, translation, pair=pair),
        terms=_find_terms(services, segment, pair=pair),
    )


def _find_match(services: Services, segment: Segment, translation: Translation, *, pair: LanguagePair) -> Match | None:
    if translation.origin is not Origin.MEMORY:
        return None
    return services.memory.find_exact([segment.source], pair=pair).get(segment.source)


def _find_terms(services: Services, segment: Segment, *, pair: LanguagePair) -> Mapping[str, GlossaryEntry]:
    wanted = {span.ref for span in segment.spans if span.kind is SpanKind.TERM}
    if not wanted:
        return {}
    return {entry.id: entry for entry in services.glossary.list_entries(pair=pair) if entry.id in wanted}
