"""Check targets that no engine made: what people write into an article, and what they wrote before its text changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from translator.annotation import TermBook, annotate_article
from translator.document import Article, Paragraph, Segment, Span
from translator.ladder import Task
from translator.languages import LanguagePair, Locale
from translator.orders import Stages
from translator.translation import Issue, QuotationPolicy


@dataclass(frozen=True, slots=True)
class Review:
    """What was found of a target.

    Args:
        segment: The segment, with its spans.
        target: The target in the typography of its locale.
        target_spans: Its spans; the ``ref`` of each is the index of the segment's span that it answers.
        issues: What is wrong with it.
    """

    segment: Segment
    target: str
    target_spans: tuple[Span, ...] = ()
    issues: tuple[Issue, ...] = ()


class Reviewer:
    """Checks targets of one article's segments, as the pipeline checks those of an engine.

    Args:
        article: The article; its segments need no spans, or have those of the terms in force.
        locale: Language and typography of the target.
        stages: The parts that the pipeline is handed.
        quotations: What becomes of quotations.
        is_annotated: Whether its segments have their spans.
    """

    def __init__(
        self,
        article: Article,
        *,
        locale: Locale,
        stages: Stages,
        quotations: QuotationPolicy,
        is_annotated: bool = False,
    ) -> None:
        terms = TermBook(stages.glossary.freeze(), target=locale.language)
        annotated = article if is_annotated else annotate_article(article, terms=terms, detector=stages.detector)
        self._segments: Mapping[str, tuple[Paragraph, Segment]] = {
            segment.id: (paragraph, segment) for paragraph, segment in annotated.iterate_segments()
        }
        self._served = frozenset(stages.engine.list_pairs())
        self._terms = terms
        self._locale = locale
        self._quotations = quotations

    def review(self, segment_id: str, target: str) -> Review:
        """Check a target; where its direction is not served nothing is known of it, and it stays as it is.

        Raises:
            KeyError: The article has no such segment.
        """
        paragraph, segment = self._segments[segment_id]
        pair = LanguagePair(paragraph.get_language(segment), self._locale.language)
        if pair not in self._served:
            is_copied = target == segment.source
            spans = tuple(replace(span, ref=str(index)) for index, span in enumerate(segment.spans))
            return Review(segment, target, target_spans=spans if is_copied else ())
        entries = self._terms.get_entries(pair.source)
        task = Task(segment, pair=pair, locale=self._locale, entries=entries, quotations=self._quotations)
        attempt = task.review(target)
        return Review(segment, attempt.target, target_spans=attempt.target_spans, issues=attempt.issues)
