"""What each attempt at a segment shares: how it is masked, and how a proposal becomes a checked translation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import regex

from translator import glossary, protection
from translator.checks import check_quoted_words, check_segment, make_issue
from translator.document import Segment, Span, SpanKind
from translator.ladder.attempts import Attempt, Draft
from translator.languages import LanguagePair, Locale
from translator.translation import GlossaryEntry, Hypothesis, Issue, MaskedSegment, QuotationPolicy, Rung

_FIGURE = regex.compile(r"\p{Nd}")


@dataclass(frozen=True, slots=True)
class Task:
    """A segment to translate and the circumstances that each attempt shares."""

    segment: Segment
    pair: LanguagePair
    locale: Locale
    entries: Mapping[str, GlossaryEntry]
    quotations: QuotationPolicy

    @property
    def settled(self) -> str:
        """The source, written as a sentence where it is a headline; every character keeps its place."""
        return protection.settle_case(self.segment.source, spans=self.segment.spans, language=self.pair.source)

    def list_always_masked(self) -> set[int]:
        """Spans that the engine never sees.

        Addresses, kept tags, quotations to be kept or in another language, insertions without words, half brackets.
        """
        return {
            index
            for index, span in enumerate(self.segment.spans)
            if span.kind in (SpanKind.ADDRESS, SpanKind.TAG)
            or (span.kind is SpanKind.QUOTATION and self._is_kept(span))
            or (span.kind is SpanKind.INSERTION and protection.is_verbatim(self.read(span)))
        }

    def _is_kept(self, quotation: Span) -> bool:
        is_foreign = quotation.language not in ("", self.pair.source)
        return is_foreign or self.quotations is QuotationPolicy.KEEP

    def mask(self, indices: Iterable[int], *, is_cut: bool = False) -> MaskedSegment:
        """Mask spans; all of them where the text is then cut at the tokens, else as many as engines know tokens for."""
        chosen = sorted(indices)
        spans = [self.segment.spans[index] for index in chosen]
        values = {position: self.render(span) for position, span in enumerate(spans)}
        source = protection.direct_marks(self.settled, spans=self.segment.spans)
        most = len(protection.TOKENS) + (len(spans) if is_cut else 0)
        masked = protection.mask(source, spans=spans, values=values, most=most)
        readable = protection.read_dates(protection.to_canonical(masked.text), language=self.pair.source)
        return replace(masked, text=protection.remove_dash(readable))

    def render(self, span: Span) -> str:
        """Return what stands for a span in the target."""
        text = self.read(span)
        if span.kind is SpanKind.NAME:
            return protection.render_name(
                text, source_language=self.pair.source, target_language=self.pair.target, role=span.ref
            )
        if span.kind is SpanKind.NUMBER:
            return self._render_number(text, number=span)
        if span.kind is SpanKind.TERM and span.ref in protection.CUSTOMS:
            return protection.render_custom(text, source_language=self.pair.source, target_language=self.pair.target)
        if span.kind is SpanKind.TERM:
            return glossary.render_term(text, entry=self.entries[span.ref])
        if span.kind is SpanKind.QUOTATION and span.language == self.pair.target:
            return protection.set_outer_marks(text, quotation=span, locale=self.locale)
        return text

    def _render_number(self, text: str, *, number: Span) -> str:
        """Write a number of the source, or the engine's copy of it, as the target's locale does."""
        return protection.render_number(
            text,
            source_language=self.pair.source,
            locale=self.locale,
            is_clock=protection.is_clock_time(self.segment.source, number=number, language=self.pair.source),
            is_part=protection.is_part_of_whole(self.segment.source, number=number, language=self.pair.source),
        )

    def read(self, span: Span) -> str:
        """Return the source text of a span."""
        return self.segment.source[span.start : span.end]

    def list_forms(self, span: Span) -> tuple[str, ...]:
        """Return the words of a span in the source, and of what stands for it in the target."""
        return (*self.read(span).split(), *self.render(span).split())

    def assess(self, hypothesis: Hypothesis, *, masked: MaskedSegment, rung: Rung, is_scored: bool = True) -> Attempt:
        """Restore a proposal, set its typography, link its spans and check it.

        Args:
            hypothesis: What the engine, or who else, made of the masked segment.
            masked: The masked segment.
            rung: What the attempt is called.
            is_scored: Whether the hypothesis' score is one of the engine's for all of the text.
        """
        depth = protection.count_open(self.segment.spans)
        levelled = protection.set_levels(hypothesis.text, spans=self.segment.spans)
        typeset = protection.apply_typography(levelled, locale=self.locale, depth=depth)
        typeset = protection.place_stops(self._set_dash(typeset), locale=self.locale)
        restored, values = protection.restore_with_spans(typeset, placeholders=masked.placeholders)
        fitted = protection.fit_articles(
            restored.text,
            values=values,
            source=self.segment.source,
            placeholders=masked.placeholders,
            language=self.pair.target,
        )
        target, target_spans = self._set_first_days(*self._localise_numbers(*self._respell_names(fitted)))
        draft = Draft(source=self.settled, masked=masked, hypothesis=hypothesis)
        issues = check_segment(
            self.segment,
            target=target,
            target_spans=target_spans,
            source_language=self.pair.source,
            target_language=self.pair.target,
            restored=replace(restored, text=target),
            read_links=lambda: draft.link(target),
        )
        return Attempt(
            target=self._set_case(target, spans=target_spans),
            rung=rung,
            issues=(*issues, *self._find_additions(target, target_spans=target_spans)),
            target_spans=target_spans,
            score=hypothesis.score if is_scored else None,
            draft=draft,
        )

    def report_moved_quotations(self, attempt: Attempt) -> Attempt:
        """Return an attempt whose issues name also the quotations that stand around other words than in the source."""
        moved = check_quoted_words(self.segment, target_spans=attempt.target_spans, read_links=lambda: attempt.links)
        return replace(attempt, issues=(*attempt.issues, *moved))

    def review(self, target: str) -> Attempt:
        """Link and check what somebody has written for the segment, and change nothing of it but its typography.

        Marks that do not pair stay as they were typed, as nobody knows what was meant.
        """
        masked = self.mask(self.list_always_masked())
        for placeholder in masked.placeholders:
            target = target.replace(self.read(placeholder.span), placeholder.token, 1)
        depth = protection.count_open(self.segment.spans)
        if len(protection.find_unbalanced_marks(target)) <= self._count_halves():
            target = protection.apply_typography(target, locale=self.locale, depth=depth)
        restored, _ = protection.restore_with_spans(target, placeholders=masked.placeholders)
        target_spans = self._link(restored.text)
        issues = check_segment(
            self.segment,
            target=restored.text,
            target_spans=target_spans,
            source_language=self.pair.source,
            target_language=self.pair.target,
        )
        return Attempt(
            target=restored.text,
            rung=Rung.PASSED,
            issues=(*issues, *self._find_additions(restored.text, target_spans=target_spans)),
            target_spans=target_spans,
        )

    def _count_halves(self) -> int:
        """Count the marks whose partner is in another segment."""
        quotations = [span for span in self.segment.spans if span.kind is SpanKind.QUOTATION]
        return sum((not span.opens) + (not span.closes) for span in quotations if span.opens or span.closes)

    def _set_dash(self, target: str) -> str:
        is_dialogue = any(span.kind is SpanKind.DIALOGUE for span in self.segment.spans)
        return protection.set_dash(target, source=self.segment.source, is_dialogue=is_dialogue, locale=self.locale)

    def _set_case(self, target: str, *, spans: Sequence[Span]) -> str:
        """Give the translation of a headline in capitals its capitals, but for addresses and tags."""
        if not protection.is_shouted(self.segment.source, spans=self.segment.spans, language=self.pair.source):
            return target
        shouted = list(protection.shout(target))
        for span in spans:
            if span.kind in (SpanKind.ADDRESS, SpanKind.TAG):
                shouted[span.start : span.end] = target[span.start : span.end]
        return "".join(shouted)

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
        yield from self._find_added_quotations(target, target_spans=target_spans)
        for name in protection.find_changed_names(
            self.segment.source, spans=self.segment.spans, target=target, language=self.pair.source
        ):
            yield make_issue("name_translated", text=name)
        if protection.count_halves(target) != protection.count_halves(self.segment.source):
            yield make_issue("insertion_unbalanced")
        for term in glossary.find_unwanted(
            self.segment.source, target=target, target_spans=target_spans, entries=self.entries
        ):
            yield make_issue("term_unwanted", text=target[term.span.start : term.span.end])

    def _find_added_quotations(self, target: str, *, target_spans: tuple[Span, ...]) -> Iterator[Issue]:
        """Report marks that answer none of the source; one that has no partner there may lack one here too."""
        spans = self.segment.spans
        added = protection.find_added_quotations(target, target_spans=target_spans, depth=protection.count_open(spans))
        strays = protection.count_strays(self.segment.source, spans=spans)
        if len(added) < strays:
            yield make_issue("quotation_lost", text=self.segment.source)
        for quotation in added[strays:]:
            is_whole = quotation.opens and quotation.closes
            yield make_issue("quotation_added" if is_whole else "quotation_unbalanced")

    def _respell_names(self, target: str) -> tuple[str, tuple[Span, ...]]:
        """Give names the letters of the source or the target language; return the target and its spans."""
        spans = self._link(target)
        respelt = protection.respell_names(
            target,
            target_spans=spans,
            source=self.segment.source,
            spans=self.segment.spans,
            source_language=self.pair.source,
            target_language=self.pair.target,
        )
        capitalised = self._respell_terms(respelt, spans if respelt == target else self._link(respelt))
        return capitalised, spans if capitalised == target else self._link(capitalised)

    def _respell_terms(self, target: str, spans: Sequence[Span]) -> str:
        """Give terms the capitals, hyphens and accents of the glossary, their first letter that of its place.

        ``court of appeal`` becomes ``Court of Appeal``, ``secrétaire-général`` ``secrétaire général``.
        """
        for answer in reversed(spans):
            if answer.kind is SpanKind.TERM and self.segment.spans[int(answer.ref)].ref in self.entries:
                written, wanted = target[answer.start : answer.end], self.render(self.segment.spans[int(answer.ref)])
                if protection.fold_name(written) == protection.fold_name(wanted) and not written.isupper():
                    first = wanted[0].upper() if written[0].isupper() else wanted[0]
                    target = f"{target[: answer.start]}{first}{wanted[1:]}{target[answer.end :]}"
        return target

    def _localise_numbers(self, target: str, spans: tuple[Span, ...]) -> tuple[str, tuple[Span, ...]]:
        """Give numbers that the engine left in the source's form the form of the target's locale.

        Returns:
            The target, and its spans.
        """
        localised = target
        for answer in reversed(spans):
            if answer.kind is not SpanKind.NUMBER:
                continue
            number = self.segment.spans[int(answer.ref)]
            written = target[answer.start : answer.end]
            # ``5,000 billion``, read as French, would be five French billions: the same value.
            if written == self.render(number):
                continue
            if self._is_foreign(written, number=number):
                rendered = self._render_number(written, number=number)
            elif written != self.read(number):
                rendered = protection.set_separators(written, locale=self.locale)
            else:
                continue
            if rendered != written:
                localised = f"{localised[: answer.start]}{rendered}{localised[answer.end :]}"
        return localised, spans if localised == target else self._link(localised)

    def _set_first_days(self, target: str, spans: tuple[Span, ...]) -> tuple[str, tuple[Span, ...]]:
        """Write the first day of a month as French does; return the target, and its spans."""
        dated = protection.set_first_days(target) if self.pair.target == "fr" else target
        return dated, spans if dated == target else self._link(dated)

    def _is_foreign(self, written: str, *, number: Span) -> bool:
        """Say whether a number of the target, read as the source's language writes numbers, is the source's."""
        return _FIGURE.search(written) is not None and protection.is_same_number(
            self.read(number), written, source_language=self.pair.source, target_language=self.pair.source
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
