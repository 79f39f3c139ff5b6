"""What the pipeline does when a translation loses something: the ladder, from the first attempt to the last resort.

A segment is translated as it is, and each hypothesis of the beam is restored, set in the target's typography and
checked. Where the best still has an error, the spans that failed are masked and the segment is translated again; then
the text is translated in pieces around them, so that they cannot be lost; and where even that loops or is empty, the
source stands with an issue. Every attempt is checked in the same way and the one with the lightest issues is served,
the earlier rung winning a tie.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import regex

from translator import glossary, protection
from translator.checks import check_segment, make_issue
from translator.document import Segment, Span, SpanKind
from translator.languages import LanguagePair, Locale
from translator.translation import (
    Engine,
    GlossaryEntry,
    Hypothesis,
    Issue,
    MaskedSegment,
    QuotationPolicy,
    Rung,
    Severity,
)

#: Hypotheses asked for each segment; the beam of 4 yields them at no cost but their decoding.
HYPOTHESES = 4

#: Issues that make a text unreadable; one weighs more than any number of lost spans.
_RUINOUS = frozenset({"empty_target", "garbled", "repetition_loop"})
_RUINOUS_WEIGHT = 100

_SPAN_KINDS_TO_MASK = frozenset({SpanKind.NAME, SpanKind.NUMBER, SpanKind.ADDRESS, SpanKind.TERM})
_PIECE_BOUNDARY = regex.compile(r"((?:(?<!\S)[-−])?⟦\d+⟧|[“”])")
_FIGURE = regex.compile(r"\p{Nd}")
_LETTER = regex.compile(r"\p{L}")
_FINAL_STOP = regex.compile(r"[.!?…]+$")
_RUNGS = tuple(Rung)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One checked translation of a segment."""

    target: str
    rung: Rung
    issues: tuple[Issue, ...] = ()
    target_spans: tuple[Span, ...] = ()
    score: float | None = None

    @property
    def weight(self) -> int:
        """How bad its issues are; 0 if nothing is wrong that the ladder must act on."""
        return sum(
            _RUINOUS_WEIGHT if issue.code in _RUINOUS else 1
            for issue in self.issues
            if issue.severity is Severity.ERROR
        )


@dataclass(frozen=True, slots=True)
class Climb:
    """What the ladder made of a segment: the attempt to serve, and other proposals of the engine, best first."""

    best: Attempt
    others: tuple[Attempt, ...] = ()


@dataclass(frozen=True, slots=True)
class _Task:
    """A segment to translate and the circumstances that each attempt shares."""

    segment: Segment
    pair: LanguagePair
    locale: Locale
    entries: Mapping[str, GlossaryEntry]
    quotations: QuotationPolicy

    def list_always_masked(self) -> set[int]:
        """Spans that the engine never sees: addresses, and quotations whose words are to be kept."""
        kept = {SpanKind.ADDRESS}
        if self.quotations is QuotationPolicy.KEEP:
            kept.add(SpanKind.QUOTATION)
        return {index for index, span in enumerate(self.segment.spans) if span.kind in kept}

    def mask(self, indices: Iterable[int], *, is_cut: bool = False) -> MaskedSegment:
        """Mask spans; all of them where the text is then cut at the tokens, else as many as engines know tokens for."""
        chosen = sorted(indices)
        spans = [self.segment.spans[index] for index in chosen]
        values = {position: self._render(span) for position, span in enumerate(spans)}
        source = protection.direct_marks(self.segment.source, spans=self.segment.spans)
        most = len(protection.TOKENS) + (len(spans) if is_cut else 0)
        masked = protection.mask(source, spans=spans, values=values, most=most)
        return replace(masked, text=protection.to_canonical(masked.text))

    def _render(self, span: Span) -> str:
        text = self.segment.source[span.start : span.end]
        if span.kind is SpanKind.NAME:
            return protection.render_name(text, source_language=self.pair.source, target_language=self.pair.target)
        if span.kind is SpanKind.NUMBER:
            return protection.render_number(text, source_language=self.pair.source, locale=self.locale)
        if span.kind is SpanKind.TERM:
            return self.entries[span.ref].target
        return text

    def assess(self, proposal: str, *, masked: MaskedSegment, rung: Rung, score: float | None) -> Attempt:
        """Restore a proposal, set its typography, link its spans and check it."""
        typeset = protection.apply_typography(proposal, locale=self.locale)
        restored, values = protection.restore_with_spans(typeset, placeholders=masked.placeholders)
        fitted = protection.fit_articles(
            restored.text,
            values=values,
            source=self.segment.source,
            placeholders=masked.placeholders,
            language=self.pair.target,
        )
        restored = replace(restored, text=self._localise_numbers(fitted))
        target_spans = self._link(restored.text)
        issues = check_segment(
            self.segment,
            target=restored.text,
            target_spans=target_spans,
            source_language=self.pair.source,
            target_language=self.pair.target,
            restored=restored,
        )
        return Attempt(
            target=restored.text,
            rung=rung,
            issues=(*issues, *self._find_additions(restored.text, target_spans=target_spans)),
            target_spans=target_spans,
            score=score,
        )

    def _find_additions(self, target: str, *, target_spans: tuple[Span, ...]) -> Iterator[Issue]:
        """Report what the target should not have: numbers of its own, renderings that the glossary advises against."""
        for number in protection.find_added_numbers(
            self.segment.source,
            target=target,
            target_spans=target_spans,
            source_language=self.pair.source,
            target_language=self.pair.target,
        ):
            yield make_issue("number_added", text=target[number.start : number.end])
        for term in glossary.find_unwanted(
            self.segment.source, target=target, target_spans=target_spans, entries=self.entries
        ):
            yield make_issue("term_unwanted", text=target[term.span.start : term.span.end])

    def _localise_numbers(self, target: str) -> str:
        """Give numbers that the engine left in the source's form the form of the target's locale."""
        spans = self.segment.spans
        if not any(span.kind is SpanKind.NUMBER for span in spans):
            return target
        for answer in reversed(self._link(target)):
            written = target[answer.start : answer.end]
            if answer.kind is not SpanKind.NUMBER or written == self._render(spans[int(answer.ref)]):
                continue  # ``5,000 billion``, read as French, would be five French billions: the same value
            if self._is_foreign(written, number=spans[int(answer.ref)]):
                rendered = protection.render_number(written, source_language=self.pair.source, locale=self.locale)
                target = f"{target[: answer.start]}{rendered}{target[answer.end :]}"
        return target

    def _is_foreign(self, written: str, *, number: Span) -> bool:
        """Say whether a number of the target, read as the source's language writes numbers, is the source's."""
        return _FIGURE.search(written) is not None and protection.is_same_number(
            self.segment.source[number.start : number.end],
            written,
            source_language=self.pair.source,
            target_language=self.pair.source,
        )

    def _link(self, target: str) -> tuple[Span, ...]:
        linked = protection.link_spans(
            self.segment.source,
            spans=self.segment.spans,
            target=target,
            source_language=self.pair.source,
            target_language=self.pair.target,
        )
        terms = glossary.link_terms(self.segment, target=target, entries=self.entries)
        return tuple(sorted((*linked, *terms), key=lambda span: (span.start, -span.end)))


@dataclass(slots=True)
class _Ascent:
    """The attempts made for one task so far."""

    task: _Task
    attempts: list[Attempt] = field(default_factory=list)

    @property
    def best(self) -> Attempt:
        return min(self.attempts, key=lambda attempt: (attempt.weight, _RUNGS.index(attempt.rung)))

    def list_lost(self) -> set[int]:
        """Spans that can be masked and that the best attempt lost, or all of them where it is ruined otherwise."""
        spans = self.task.segment.spans
        maskable = {index for index, span in enumerate(spans) if span.kind in _SPAN_KINDS_TO_MASK}
        arrived = {int(span.ref) for span in self.best.target_spans if span.ref.isdecimal()}
        return maskable - arrived or maskable


def climb(
    segments: Sequence[Segment],
    *,
    pair: LanguagePair,
    locale: Locale,
    engine: Engine,
    entries: Mapping[str, GlossaryEntry],
    quotations: QuotationPolicy = QuotationPolicy.TRANSLATE,
    alternatives: int = 0,
) -> list[Climb]:
    """Translate segments, each rung in one call of the engine for all that still need it.

    Args:
        segments: Annotated segments.
        pair: Direction.
        locale: Typography of the target.
        engine: Machine translation.
        entries: Glossary entries by id; the ``ref`` of a term's span names one.
        quotations: What becomes of quotations.
        alternatives: How many other proposals are wanted at most.

    Returns:
        For each segment in order, the attempt to serve.
    """
    ascents = [
        _Ascent(_Task(segment=segment, pair=pair, locale=locale, entries=entries, quotations=quotations))
        for segment in segments
    ]
    _attempt(ascents, engine=engine, rung=Rung.FIRST, choose=lambda _: set(), proposals=alternatives + 1)
    proposals = [tuple(ascent.attempts) for ascent in ascents]
    failing = [ascent for ascent in ascents if ascent.best.weight and ascent.list_lost()]
    _attempt(failing, engine=engine, rung=Rung.MASKED, choose=_Ascent.list_lost)
    _translate_around([ascent for ascent in ascents if ascent.best.weight], engine=engine)
    for ascent in ascents:
        _fall_back_to_source(ascent)
    return [
        Climb(best=ascent.best, others=tuple(attempt for attempt in made if attempt.target != ascent.best.target))
        for ascent, made in zip(ascents, proposals, strict=True)
    ]


def _attempt(
    ascents: Sequence[_Ascent],
    *,
    engine: Engine,
    rung: Rung,
    choose: Callable[[_Ascent], set[int]],
    proposals: int = 1,
) -> None:
    """Mask what is always masked and what ``choose`` names, translate, and check hypotheses until one is clean.

    Args:
        ascents: What to translate.
        engine: Machine translation.
        rung: What the attempts are called; the first rung's later hypotheses have a name of their own.
        choose: Returns the spans to mask.
        proposals: How many hypotheses are wanted even if an earlier one is clean.
    """
    masks = [ascent.task.mask(ascent.task.list_always_masked() | choose(ascent)) for ascent in ascents]
    answers = _propose(masks, ascents=ascents, engine=engine, wanted=max(HYPOTHESES, proposals))
    for ascent, masked, hypotheses in zip(ascents, masks, answers, strict=True):
        for rank, hypothesis in enumerate(hypotheses):
            if rank >= proposals and not ascent.best.weight:
                break
            served = Rung.HYPOTHESIS if rung is Rung.FIRST and rank else rung
            ascent.attempts.append(
                ascent.task.assess(hypothesis.text, masked=masked, rung=served, score=hypothesis.score)
            )


def _propose(
    masks: Sequence[MaskedSegment], *, ascents: Sequence[_Ascent], engine: Engine, wanted: int
) -> list[tuple[Hypothesis, ...]]:
    """Translate the masked texts that hold a word; the others are their own translation."""
    spoken = [masked.text for masked in masks if _LETTER.search(masked.text)]
    answers = iter(engine.translate(spoken, pair=ascents[0].task.pair, hypotheses=wanted) if spoken else ())
    return [next(answers) if _LETTER.search(masked.text) else (Hypothesis(masked.text, 0.0),) for masked in masks]


def _translate_around(ascents: Sequence[_Ascent], *, engine: Engine) -> None:
    """Cut each text at its protected spans and quotation marks, translate the pieces, and join them again."""
    masks = [ascent.task.mask(ascent.task.list_always_masked() | ascent.list_lost(), is_cut=True) for ascent in ascents]
    cut = [_PIECE_BOUNDARY.split(masked.text) for masked in masks]
    spoken = [piece.strip() for pieces in cut for piece in pieces if _LETTER.search(piece)]
    if not spoken:
        return
    answers = iter(engine.translate(spoken, pair=ascents[0].task.pair))
    for ascent, masked, pieces in zip(ascents, masks, cut, strict=True):
        joined = "".join(
            _fit(piece, translated=next(answers)[0].text, language=ascent.task.pair.target)
            if _LETTER.search(piece)
            else piece
            for piece in pieces
        )
        ascent.attempts.append(ascent.task.assess(joined, masked=masked, rung=Rung.AROUND, score=None))


def _fit(piece: str, *, translated: str, language: str) -> str:
    """Give a translated piece the white space, first letter's case and final stop that its source has.

    A name that begins it keeps its capital.
    """
    source = piece.strip()
    target = translated.strip()
    if not _FINAL_STOP.search(source):
        target = _FINAL_STOP.sub("", target)
    begins_with_name = any(name.start == 0 for name in protection.find_names(target, language=language))
    if source[0].islower() and target[1:2].islower() and not begins_with_name:
        target = target[0].lower() + target[1:]
    before = piece[: len(piece) - len(piece.lstrip())]
    after = piece[len(piece.rstrip()) :]
    return f"{before}{target}{after}"


def _fall_back_to_source(ascent: _Ascent) -> None:
    if ascent.best.weight < _RUINOUS_WEIGHT:
        return
    segment = ascent.task.segment
    spans = tuple(replace(span, ref=str(index)) for index, span in enumerate(segment.spans))
    ascent.attempts = [
        Attempt(target=segment.source, rung=Rung.SOURCE, issues=(make_issue("source_kept"),), target_spans=spans)
    ]
