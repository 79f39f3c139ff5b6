"""Bring what people and engines made of an article's former version into its new one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from translator.assembly import assemble_article
from translator.checks import make_issue
from translator.document import Segment, Span
from translator.languages import LanguagePair
from translator.memory import AlignedSource, align_sources, normalise_source
from translator.reviewing import Reviewer
from translator.revision import RevisedArticle, SegmentRecord, is_by_person
from translator.storage import make_records
from translator.translation import Issue, Match, Memory, Origin, TranslatedArticle, Translation

#: The issue of a sentence whose source has changed since a person corrected it.
OUTDATED = "correction_outdated"


class FormerMemory:
    """The memory that an update asks: what stands in the article already, then the memory of all articles.

    Args:
        former: The article.
        beneath: The memory of all articles.
        has_machine: Whether what no person answers for is served too.
    """

    def __init__(self, former: RevisedArticle, *, beneath: Memory, has_machine: bool) -> None:
        self._beneath = beneath
        self._known: dict[str, Match] = {}
        translated = former.stored.translated
        pairs = list(zip(translated.article.iterate_segments(), translated.translations, strict=True))
        # A person's wording wins where two sentences are the same.
        for (_, segment), translation in sorted(pairs, key=lambda pair: not is_by_person(pair[1])):
            is_served = is_by_person(translation) or (has_machine and translation.origin is not Origin.SOURCE)
            if is_served:
                match = Match(segment.source, translation.target, 100, translation.origin, is_settled=True)
                self._known.setdefault(normalise_source(segment.source), match)

    def find_exact(self, sources: Sequence[str], *, pair: LanguagePair) -> dict[str, Match]:
        """Return, for those of the sources that were translated before, the match of quality 100."""
        keys = {source: normalise_source(source) for source in sources}
        found = {source: self._known[key] for source, key in keys.items() if key in self._known}
        others = [source for source in sources if source not in found]
        return found | self._beneath.find_exact(others, pair=pair)


@dataclass(frozen=True, slots=True)
class Merged:
    """A new version of an article.

    Args:
        translated: Both sides.
        records: The records of its segments, in order.
        kept: How many translations are those of the former version.
        made: How many are not.
        flagged: How many of these stand where a person had written something for another source.
        removed: How many translations of the former version are gone.
    """

    translated: TranslatedArticle
    records: tuple[SegmentRecord, ...]
    kept: int
    made: int
    flagged: int
    removed: int


def align_articles(former: RevisedArticle, segments: Sequence[Segment]) -> tuple[AlignedSource | None, ...]:
    """Find for each segment of a new version the one of the former version that it was."""
    known = [segment.source for _, segment in former.stored.translated.article.iterate_segments()]
    return align_sources([segment.source for segment in segments], former=known)


def merge_versions(
    former: RevisedArticle, fresh: TranslatedArticle, *, reviewer: Reviewer, keeps_machine: bool
) -> Merged:
    """Keep of the former version what still fits.

    A person's translation stays where its source is equal, wherever that has moved; where the source has changed a
    little it becomes a suggestion, and the new translation is flagged. A machine's translation stays too, unless the
    article is translated again.

    Args:
        former: The article as it is kept.
        fresh: Its new text with translations.
        reviewer: Checks targets of the new text.
        keeps_machine: Whether equal sources keep a machine's translation.
    """
    segments = [segment for _, segment in fresh.article.iterate_segments()]
    merger = _Merger(former, reviewer=reviewer, keeps_machine=keeps_machine)
    aligned = align_articles(former, segments)
    results = [
        merger.merge(segment, translation, each)
        for segment, translation, each in zip(segments, fresh.translations, aligned, strict=True)
    ]
    translations = tuple(translation for translation, _ in results)
    text, offsets = assemble_article(fresh.article, translations)
    return Merged(
        translated=replace(fresh, translations=translations, text=text, offsets=offsets, alternatives=()),
        records=tuple(record for _, record in results),
        kept=merger.kept,
        made=len(results) - merger.kept,
        flagged=sum(bool(record.suggestion) for _, record in results),
        removed=len(former.records) - sum(each is not None for each in aligned),
    )


class _Merger:
    """Decides segment by segment."""

    def __init__(self, former: RevisedArticle, *, reviewer: Reviewer, keeps_machine: bool) -> None:
        translated = former.stored.translated
        self._segments = [segment for _, segment in translated.article.iterate_segments()]
        self._translations = translated.translations
        self._records = former.records
        self._reviewer = reviewer
        self._keeps_machine = keeps_machine
        self.kept = 0

    def merge(
        self, segment: Segment, fresh: Translation, aligned: AlignedSource | None
    ) -> tuple[Translation, SegmentRecord]:
        """Return the translation to serve for a segment, and its record."""
        if aligned is None:
            return fresh, make_records(1)[0]
        former, record = self._translations[aligned.former], self._records[aligned.former]
        if aligned.quality == 100:
            if self._is_kept(former, fresh):
                self.kept += 1
                return self._carry_over(former, segment, was=self._segments[aligned.former], record=record), record
            if fresh.target == former.target:
                self.kept += 1
                return flag(fresh, record.suggestion), record
        return self._renew(former, fresh, record=record, is_changed=aligned.quality < 100)

    def _is_kept(self, former: Translation, fresh: Translation) -> bool:
        if is_by_person(former):
            return True
        is_better = former.origin is Origin.SOURCE and fresh.origin is not Origin.SOURCE
        return self._keeps_machine and not is_better

    def _carry_over(self, former: Translation, segment: Segment, *, was: Segment, record: SegmentRecord) -> Translation:
        """Give a translation the id and spans of the segment that it now belongs to."""
        if segment.source == was.source and _is_alike(segment.spans, was.spans):
            return replace(former, segment_id=segment.id)
        review = self._reviewer.review(segment.id, former.target)
        if review.target != former.target:
            return replace(former, segment_id=segment.id, target_spans=(), issues=former.issues)
        carried = replace(former, segment_id=segment.id, target_spans=review.target_spans, issues=review.issues)
        return flag(carried, record.suggestion)

    def _renew(
        self, former: Translation, fresh: Translation, *, record: SegmentRecord, is_changed: bool
    ) -> tuple[Translation, SegmentRecord]:
        suggestion = former.target if is_changed and is_by_person(former) else record.suggestion
        if fresh.origin is Origin.MEMORY or suggestion == fresh.target:
            # A person has said elsewhere how the new sentence reads, or the same as before serves again.
            suggestion = ""
        renewed = SegmentRecord(record.lineage, record.version + 1, suggestion)
        return flag(fresh, suggestion), renewed


def flag(translation: Translation, suggestion: str) -> Translation:
    """Add the issue of a person's wording that waits, where one does."""
    if not suggestion:
        return translation
    others = tuple(issue for issue in translation.issues if issue.code != OUTDATED)
    return replace(translation, issues=(*others, _make_flag(suggestion)))


def _make_flag(suggestion: str) -> Issue:
    return make_issue(OUTDATED, text=suggestion)


def _is_alike(spans: Sequence[Span], others: Sequence[Span]) -> bool:
    """Tell whether spans are the same but for the numbers of quotations, which count through the article."""
    return [_describe(span) for span in spans] == [_describe(span) for span in others]


def _describe(span: Span) -> Mapping[str, object]:
    return {"start": span.start, "end": span.end, "kind": span.kind, "level": span.level, "opens": span.opens}
