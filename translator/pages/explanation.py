"""What the panel of a sentence shows: both sides, where the target came from, and what became of all that must survive.

Nothing here knows of HTML; the words of each finding are in :mod:`translator.pages.findings`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from translator.document import Span
from translator.pages.bilingual import Translate, is_same_language, is_unsure
from translator.pages.findings import ADVICE, RUNGS, STATES, VERDICTS, WITH_ERRORS, describe_origin, word_confidence
from translator.pages.runs import SHOWN_KINDS, Run, cut_source, cut_target, number_spans
from translator.translation import GlossaryEntry, Origin, Provenance, Rung, Severity, TermStatus
from translator.workflows.explain_segment import ExplainedSegment


@dataclass(frozen=True, slots=True)
class KeptSpan:
    """What became of a stretch that has to survive.

    Args:
        kind: ``quotation``, ``name``, ``term``, ``number`` or ``address``.
        number: Its number within the paragraph, as the article's page shows it.
        source: Its text.
        target: The text that answers it; empty where none was found.
        verdict: A key of ``VERDICTS``.
        message: The verdict in a word or two, for the catalogues.
    """

    kind: str
    number: int
    source: str
    target: str
    verdict: str
    message: str


@dataclass(frozen=True, slots=True)
class PanelTerm:
    """A glossary term of the source.

    Args:
        source: The words of the source.
        entry: The rule, as it stands now; None where the glossary no longer has it.
        target: The words that answer it; empty where the rule was missed.
        is_untranslatable: Whether the rule is to leave it as it is.
    """

    source: str
    entry: GlossaryEntry | None
    target: str
    is_untranslatable: bool


@dataclass(frozen=True, slots=True)
class PanelIssue:
    """A defect, in the reader's language.

    Args:
        code: Its code, as in the interface for programs.
        is_error: Whether it is worth holding a publication.
        text: What was found.
        advice: What to make of it, for the catalogues; empty where the finding says it all.
    """

    code: str
    is_error: bool
    text: str
    advice: str


@dataclass(frozen=True, slots=True)
class SegmentPanel:
    """A sentence and why it reads so; messages are for the catalogues unless said otherwise.

    Args:
        segment_id: Its id.
        position: Its place among the article's sentences, from 1.
        count: How many there are.
        before: Id of the one before; empty for the first.
        after: Id of the one after; empty for the last.
        title: The article's headline.
        source_language: Language tag of the source.
        target_language: Language tag of the target text.
        source: The source.
        target: The target.
        is_kept: Whether the source stands in place of a translation.
        state: How far it has come.
        origin: Where the target came from.
        matched: What the memory's entry came from, as it was written there; empty where it is not known.
        quality: The match's quality, in per cent; 0 where the memory served none.
        rung: Which attempt served it, in plain words.
        confidence: 0 to 1; None where nothing was estimated.
        surety: The confidence in a word or two.
        is_unsure: Whether the article's page marks it.
        kept: Quotations, names, numbers and addresses.
        terms: Glossary terms.
        issues: Defects, the graver first.
        provenance: What made it.
    """

    segment_id: str
    position: int
    count: int
    before: str
    after: str
    title: str
    source_language: str
    target_language: str
    source: tuple[Run, ...]
    target: tuple[Run, ...]
    is_kept: bool
    state: str
    origin: str
    matched: str
    quality: int
    rung: str
    confidence: float | None
    surety: str
    is_unsure: bool
    kept: tuple[KeptSpan, ...]
    terms: tuple[PanelTerm, ...]
    issues: tuple[PanelIssue, ...]
    provenance: Provenance


def build_panel(explained: ExplainedSegment, *, translate: Translate) -> SegmentPanel:
    """Arrange what is known about a sentence for its panel.

    Args:
        explained: The segment with all that is known about it.
        translate: Puts the messages of issues into the reader's language.
    """
    segment, translation = explained.segment, explained.translation
    translated = explained.stored.translated
    spoken = explained.paragraph.get_language(segment) or translated.article.source_language
    is_kept = translation.origin is Origin.SOURCE and not is_same_language(spoken, translated.target_locale)
    shown_in = spoken if is_kept else translated.target_locale
    numbers = number_spans(explained.paragraph)
    return SegmentPanel(
        segment_id=segment.id,
        position=explained.position,
        count=len(translated.translations),
        before=explained.before,
        after=explained.after,
        title=translated.article.title,
        source_language=spoken,
        target_language=shown_in,
        source=cut_source(segment, language=spoken, numbers=numbers),
        target=cut_target(translation, segment, paragraph=explained.paragraph, language=shown_in, numbers=numbers),
        is_kept=is_kept,
        state=STATES[translation.state],
        origin=describe_origin(translation),
        matched=explained.match.origin if explained.match else "",
        quality=explained.match.quality if explained.match else 0,
        rung=_describe_rung(explained),
        confidence=translation.confidence if translation.origin is not Origin.PERSON else None,
        surety=word_confidence(translation.confidence),
        is_unsure=is_unsure(translation),
        kept=tuple(_list_kept(explained)),
        terms=tuple(_list_terms(explained)),
        issues=tuple(_list_issues(explained, translate=translate)),
        provenance=translation.provenance,
    )


def _describe_rung(explained: ExplainedSegment) -> str:
    """Say which attempt served a segment that an engine made; others came by no attempt."""
    translation = explained.translation
    if translation.origin is Origin.PERSON or translation.rung is Rung.PASSED:
        return ""
    if translation.rung is Rung.FIRST and any(each.severity is Severity.ERROR for each in translation.issues):
        return WITH_ERRORS
    return RUNGS[translation.rung]


def _list_kept(explained: ExplainedSegment) -> Iterator[KeptSpan]:
    numbers = number_spans(explained.paragraph)
    lost = {(each.span.start, each.span.end) for each in explained.translation.issues if each.span is not None}
    for index, span in enumerate(explained.segment.spans):
        number = numbers.get((explained.segment.id, index))
        kind = SHOWN_KINDS.get(span.kind, "")
        if number is None or kind == "term":
            continue
        words, answer = _read_source(explained, span), _read_answer(explained, index)
        verdict = "kept" if answer == words else "rendered" if answer else "unlinked"
        if (span.start, span.end) in lost:
            verdict = "lost"
        yield KeptSpan(
            kind=kind, number=number, source=words, target=answer, verdict=verdict, message=VERDICTS[verdict]
        )


def _list_terms(explained: ExplainedSegment) -> Iterator[PanelTerm]:
    for index, span in enumerate(explained.segment.spans):
        if SHOWN_KINDS.get(span.kind) == "term":
            entry = explained.terms.get(span.ref)
            yield PanelTerm(
                source=_read_source(explained, span),
                entry=entry,
                target=_read_answer(explained, index),
                is_untranslatable=entry is not None and entry.status is TermStatus.DO_NOT_TRANSLATE,
            )


def _list_issues(explained: ExplainedSegment, *, translate: Translate) -> Iterator[PanelIssue]:
    for issue in sorted(explained.translation.issues, key=lambda each: each.severity is not Severity.ERROR):
        yield PanelIssue(
            code=issue.code,
            is_error=issue.severity is Severity.ERROR,
            text=translate(issue.message, issue.values),
            advice=ADVICE.get(issue.code, ""),
        )


def _read_source(explained: ExplainedSegment, span: Span) -> str:
    return explained.segment.source[span.start : span.end]


def _read_answer(explained: ExplainedSegment, index: int) -> str:
    """Return what answers a source span, or nothing."""
    wanted = str(index)
    answers = (each for each in explained.translation.target_spans if each.ref == wanted)
    answer = next(answers, None)
    return "" if answer is None else explained.translation.target[answer.start : answer.end]
