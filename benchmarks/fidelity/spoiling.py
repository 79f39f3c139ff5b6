"""Take out of human references what must arrive, one thing at a time, and see whether an issue tells of it.

What an engine of the day loses changes with its weights; whether a loss is told does not. Only the checks are asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.fidelity.news import Item, News, Passage
from benchmarks.fidelity.report import Miss
from benchmarks.fidelity.running import Answer
from benchmarks.fidelity.scoring import Kind, Outcome
from translator.annotation import TermBook, annotate_article
from translator.document import Article
from translator.glossary import get_index
from translator.ladder.task import Task
from translator.languages import LanguagePair, parse_locale
from translator.orders import SourceText, Stages, TranslationOrder
from translator.pipeline import prepare_article
from translator.protection import to_canonical
from translator.translation import Hypothesis, Issue, QuotationPolicy, Rung
from translator.workflows.services import Services

_KINDS = (Kind.NAMES, Kind.NUMBERS, Kind.TERMS)


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that was taken out of a reference, and whether an issue told of it."""

    kind: Kind
    expected: str
    passage: str
    is_told: bool


def spoil_references(services: Services, news: News) -> Iterator[Loss]:
    """Yield a loss for each name, number and term that a reference has as the news expects it.

    Args:
        services: Its glossary and detector are used.
        news: A direction's news; passages of more segments than one are left out.
    """
    locale = parse_locale(news.target)
    terms = TermBook(services.glossary.freeze(), target=news.target)
    entries = get_index(terms.get_entries(news.source))
    for passages in (*((sentence,) for sentence in news.sentences), *news.articles.values()):
        article = _annotate(services, passages, news=news, terms=terms)
        paragraphs = [paragraph for paragraph in article.paragraphs if paragraph.segments]
        for passage, paragraph in zip(passages, paragraphs, strict=True):
            if len(paragraph.segments) == 1:
                task = Task(
                    paragraph.segments[0],
                    pair=LanguagePair(news.source, news.target),
                    locale=locale,
                    entries=entries,
                    quotations=QuotationPolicy.TRANSLATE,
                )
                yield from _spoil(passage, task)


def _annotate(services: Services, passages: Sequence[Passage], *, news: News, terms: TermBook) -> Article:
    order = TranslationOrder(source=news.source, locale=parse_locale(news.target))
    stages = Stages(
        engine=services.engine,
        detector=services.detector,
        glossary=services.glossary,
        memory=services.memory,
        get_time=services.get_time,
    )
    text = SourceText("\n\n".join(passage.source for passage in passages))
    return annotate_article(prepare_article(text, order=order, stages=stages), terms=terms, detector=services.detector)


def _spoil(passage: Passage, task: Task) -> Iterator[Loss]:
    for kind, items in zip(_KINDS, (passage.names, passage.numbers, passage.terms), strict=True):
        for item in items:
            spoilt = _take_out(item, passage.reference)
            if spoilt != passage.reference:
                outcome = Outcome(kind, passage.id, item.source, is_met=False)
                told = tuple((issue.code, issue.values.get("text", "")) for issue in _check(task, spoilt))
                miss = Miss(outcome, Answer(passage, target=spoilt, bare="", issues=told, rungs=()))
                yield Loss(kind, item.source, passage.id, is_told=not miss.is_silent)


def _take_out(item: Item, reference: str) -> str:
    """Take each accepted form out of a reference once."""
    for form in item.accepted:
        reference = re.sub(rf"(?<!\w){re.escape(form)}(?!\w)", "", reference, count=1, flags=re.IGNORECASE)
    return reference


def _check(task: Task, target: str) -> tuple[Issue, ...]:
    masked = task.mask(task.list_always_masked())
    for placeholder in masked.placeholders:
        target = target.replace(task.read(placeholder.span), placeholder.token, 1)
    return task.assess(Hypothesis(to_canonical(target), 0.0), masked=masked, rung=Rung.FIRST).issues
