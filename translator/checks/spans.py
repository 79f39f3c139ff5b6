"""Did each name, number, address, term and quotation arrive?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

import regex

from translator.checks.codes import make_issue
from translator.checks.comparison import Comparison
from translator.checks.names import count_added_pronouns, find_changed_name
from translator.checks.rules_files import read_lines
from translator.document import Segment, Span, SpanKind
from translator.translation import Issue, Link

_CODES = {
    SpanKind.NAME: "name_missing",
    SpanKind.NUMBER: "number_changed",
    SpanKind.ADDRESS: "address_changed",
    SpanKind.TAG: "tag_broken",
    SpanKind.TERM: "term_missed",
    SpanKind.QUOTATION: "quotation_lost",
    SpanKind.DIALOGUE: "quotation_lost",
    SpanKind.INSERTION: "insertion_lost",
}

#: A quotation moved where less of what its words became, by the alignment's weights, stands between the target's marks;
#: the aligner errs too often about fewer links.
_LEAST_QUOTED, _LEAST_QUOTED_LINKS = 0.5, 2

#: A minus before a number, and no hyphen or dash of a range, a score or an aside.
_MINUS = regex.compile(
    r"(?:(?<!\S)(?<!\d\s)[(\[]?[-−]|(?<!\p{L})minus |(?<!\p{L})(?<!\b(?:au|du|de|le|en) )moins )$", regex.IGNORECASE
)
#: How far back a word for it may begin.
_MINUS_REACH = 10
#: What may stand for it in the target: a sign at the number, or a word that says so.
_SIGN = regex.compile(r"[-−–]\s?$")
_FALLING = regex.compile(rf"\b(?:{'|'.join(read_lines('falling.txt'))})", regex.IGNORECASE)


def check_spans(comparison: Comparison) -> Iterator[Issue]:
    """Report each span of the source that no span of the target answers.

    A name's later mention may have become a pronoun: one is forgiven for each third-person pronoun that the target
    has more than the source, where another mention arrived.
    """
    answered = comparison.answered
    arrived = {_read(comparison, index) for index in answered if _is_name(comparison, index)}
    pronouns = count_added_pronouns(comparison)
    for index, span in enumerate(comparison.segment.spans):
        text = _read(comparison, index)
        code = _choose_code(span, text=text)
        if code is None or index in answered:
            continue
        if span.kind is not SpanKind.NAME:
            yield make_issue(code, span=span, text=text)
        elif (found := find_changed_name(comparison, text)) is not None:
            yield make_issue("name_changed", span=span, text=text, found=found)
        elif pronouns > 0 and _is_mentioned(text, arrived):
            pronouns -= 1
        else:
            yield make_issue(code, span=span, text=text)


def _is_mentioned(name: str, arrived: Iterable[str]) -> bool:
    """Say whether a name arrived elsewhere, or one that it is the last word of."""
    return any(name == other or other.endswith(f" {name}") for other in arrived)


def _choose_code(span: Span, *, text: str) -> str | None:
    """Return the code of a lost span; an address without a letter or figure is an emoji."""
    if span.kind is SpanKind.ADDRESS and not any(map(str.isalnum, text)):
        return "emoji_lost"
    return _CODES.get(span.kind)


def check_quoted_words(
    segment: Segment, *, target_spans: Iterable[Span], read_links: Callable[[], Sequence[Link]]
) -> Iterator[Issue]:
    """Report a quotation whose marks stand around other words than those that its own became.

    Only the alignment tells, and it is dear: this is for the translation that is served. Where there is none,
    nothing is reported.

    Args:
        segment: The source with its spans.
        target_spans: Spans of the target, as `check_segment` takes them.
        read_links: Returns the word alignment of the segment with the target; not called where nothing is quoted.
    """
    quotations = [
        (segment.spans[int(answer.ref)], answer)
        for answer in target_spans
        if answer.kind is SpanKind.QUOTATION and answer.ref.isdecimal()
    ]
    whole = [(ours, theirs) for ours, theirs in quotations if ours.opens and ours.closes and not ours.language]
    links = read_links() if whole else ()
    for ours, theirs in whole:
        inner = [link for link in links if ours.start <= link.source_start and link.source_end <= ours.end]
        wholly = sum(link.weight for link in inner)
        inside = sum(
            link.weight for link in inner if theirs.start <= link.target_start and link.target_end <= theirs.end
        )
        if len(inner) >= _LEAST_QUOTED_LINKS and inside < _LEAST_QUOTED * wholly:
            yield make_issue("quotation_moved", span=ours, text=segment.source[ours.start : ours.end])


def check_signs(comparison: Comparison) -> Iterator[Issue]:
    """Report a number that arrived without the minus before it."""
    answers = {int(span.ref): span for span in comparison.target_spans if span.ref.isdecimal()}
    for index, span in enumerate(comparison.segment.spans):
        answer = answers.get(index)
        if span.kind is SpanKind.NUMBER and answer is not None and _is_minus_lost(comparison, span, answer):
            yield make_issue("number_changed", span=span, text=f"-{_read(comparison, index)}")


def check_spelled_numbers(comparison: Comparison) -> Iterator[Issue]:
    """Report a half, quarter, first or the like in words that the target has not in any form."""
    for source_language, wanted, target_language, answer in _list_spelled_numbers():
        if source_language == comparison.source_language and target_language == comparison.target_language:
            found = wanted.search(comparison.segment.source)
            if found is not None and answer.search(comparison.target) is None:
                yield make_issue("number_changed", text=found[0])


@cache
def _list_spelled_numbers() -> tuple[tuple[str, regex.Pattern[str], str, regex.Pattern[str]], ...]:
    rows = (line.split("\t") for line in read_lines("spelled_numbers.tsv"))
    return tuple(
        (source, regex.compile(wanted, regex.IGNORECASE), target, regex.compile(answer, regex.IGNORECASE))
        for source, wanted, target, answer in rows
    )


def _is_minus_lost(comparison: Comparison, span: Span, answer: Span) -> bool:
    before = comparison.segment.source[max(0, span.start - _MINUS_REACH) : span.start]
    return (
        _MINUS.search(before) is not None
        and _SIGN.search(comparison.target[: answer.start][-2:]) is None
        and _FALLING.search(comparison.target) is None
    )


def _is_name(comparison: Comparison, index: int) -> bool:
    return comparison.segment.spans[index].kind is SpanKind.NAME


def _read(comparison: Comparison, index: int) -> str:
    span = comparison.segment.spans[index]
    return comparison.segment.source[span.start : span.end]


def check_placeholders(comparison: Comparison) -> Iterator[Issue]:
    """Report that the engine lost, doubled or invented a placeholder; what it stood for is checked by itself."""
    if comparison.restored is not None and not comparison.restored.is_complete:
        yield make_issue("placeholder_lost")
