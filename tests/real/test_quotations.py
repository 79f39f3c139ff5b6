"""Quotations of news sentences through the shipped packages: how many arrive, in which marks, never their wording."""

from __future__ import annotations

import pytest

from tests.protection.cases import read_cases
from translator.protection.quotations import read_marks
from translator.translation import QuotationPolicy, TranslatedArticle
from translator.workflows.services import Services
from translator.workflows.translate_text import TextRequest, translate_texts

pytestmark = pytest.mark.packages

#: Share of the quotations that arrive as one pair of the target's marks each.
FLOOR = 0.995

DIRECTIONS = [("fr", "en", "“"), ("en", "fr", "«")]
CASES = read_cases("quotations_news.tsv", columns=3)


def translate_cases(services: Services, source: str, target: str, policy: QuotationPolicy) -> list[TranslatedArticle]:
    texts = tuple(text.replace("¶", "\n\n") for language, text, _ in CASES if language == source)
    return translate_texts(services, TextRequest(texts=texts, source=source, target=target, quotations=policy))


@pytest.mark.parametrize(("source", "target", "outer"), DIRECTIONS)
def test_quotations_arrive_well_formed(services: Services, source: str, target: str, outer: str) -> None:
    results = translate_cases(services, source, target, QuotationPolicy.TRANSLATE)
    expected = [(text, int(number)) for language, text, number in CASES if language == source]
    arrived = 0
    for result, (text, number) in zip(results, expected, strict=True):
        marks = read_marks(result.text)
        pairs = [mark for mark in marks if mark.is_opening and mark.partner is not None]
        is_whole = sum(mark.partner is None for mark in marks) == text.count("¶")
        is_set = all(result.text[mark.start] == outer for mark in marks if mark.is_opening and mark.level == 1)
        arrived += number if len(pairs) == number and is_whole and is_set else 0
    assert arrived >= FLOOR * sum(number for _, number in expected)
    codes = {issue.code for result in results for each in result.translations for issue in each.issues}
    assert (
        codes & {"repetition_loop", "source_kept", "quotation_lost", "quotation_added", "quotation_unbalanced"} == set()
    )


@pytest.mark.parametrize(("source", "target", "outer"), DIRECTIONS)
def test_kept_quotations_are_those_of_the_source(services: Services, source: str, target: str, outer: str) -> None:
    del outer
    for result in translate_cases(services, source, target, QuotationPolicy.KEEP):
        for _, segment in result.article.iterate_segments():
            for span in segment.spans:
                if span.kind == "quotation" and not span.language:
                    assert segment.source[span.start : span.end] in result.text
