"""Checks that what the source names, counts, quotes and addresses is in the target."""

from __future__ import annotations

from collections.abc import Iterator

from translator.checks.issues import make_issue
from translator.checks.subject import Subject
from translator.document import SpanKind
from translator.translation import Issue


def check_names(subject: Subject) -> Iterator[Issue]:
    """Report names without answer; the second mention of one that has an answer may have become a pronoun."""
    arrived = {subject.read(span).casefold() for span in subject.list_answered(SpanKind.NAME)}
    for span in subject.list_unanswered(SpanKind.NAME):
        name = subject.read(span)
        if name.casefold() not in arrived:
            yield make_issue("name_missing", span=span, name=name)


def check_numbers(subject: Subject) -> Iterator[Issue]:
    """Report numbers whose value is not in the target."""
    for span in subject.list_unanswered(SpanKind.NUMBER):
        yield make_issue("number_changed", span=span, number=subject.read(span))


def check_addresses(subject: Subject) -> Iterator[Issue]:
    """Report addresses, handles, file names and code that are not in the target byte for byte."""
    for span in subject.list_unanswered(SpanKind.ADDRESS):
        yield make_issue("address_changed", span=span, address=subject.read(span))


def check_terms(subject: Subject) -> Iterator[Issue]:
    """Report glossary terms without answer."""
    for span in subject.list_unanswered(SpanKind.TERM):
        yield make_issue("term_missed", span=span, term=subject.read(span))


def check_quotations(subject: Subject) -> Iterator[Issue]:
    """Report quotations without answer."""
    for span in subject.list_unanswered(SpanKind.QUOTATION):
        yield make_issue("quotation_lost", span=span, quotation=subject.read(span)[1:-1].strip())


def check_placeholders(subject: Subject) -> Iterator[Issue]:
    """Report protected stretches that did not come back and whose text is nowhere in the target."""
    if subject.restored is None:
        return
    for placeholder in subject.restored.missing:
        if placeholder.value not in subject.target:
            yield make_issue("placeholder_lost", span=placeholder.span, value=placeholder.value)
