"""Translate the news, through the whole service and through the engine alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from benchmarks.fidelity.news import News, Passage
from benchmarks.metering import RememberingEngine
from translator.languages import LanguagePair, parse_locale
from translator.protection import apply_typography, to_canonical
from translator.translation import TranslatedArticle, Translation
from translator.workflows.services import Services
from translator.workflows.translate_text import TextRequest, translate_texts

_BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one passage.

    Args:
        passage: The passage.
        target: Its translation by the service.
        bare: Its translation by the engine alone: canonical form, first hypothesis, the target's typography.
        issues: Code of each issue that the service attached, and the stretch of the source that it names, if any.
        rungs: The rung that served each of its segments.
        article: Name of the article that it belongs to; empty for a sentence.
    """

    passage: Passage
    target: str
    bare: str
    issues: tuple[tuple[str, str], ...]
    rungs: tuple[str, ...]
    article: str = ""


class ParagraphError(ValueError):
    """Say that a text was not read into the paragraphs that it was made of."""


def translate_news(services: Services, news: News) -> list[Answer]:
    """Translate all passages, each sentence as a text of its own and each article as one."""
    named = [("", (sentence,)) for sentence in news.sentences] + list(news.articles.items())
    texts = tuple(_BETWEEN.join(passage.source for passage in passages) for _, passages in named)
    engine = RememberingEngine(services.engine)
    results = translate_texts(
        replace(services, engine=engine), TextRequest(texts=texts, source=news.source, target=news.target)
    )
    bare = iter(_translate_bare(engine, results, news=news))
    answers = []
    for (name, passages), result in zip(named, results, strict=True):
        paragraphs = list(_list_paragraphs(result))
        if len(paragraphs) != len(passages):
            raise ParagraphError(f"{name or passages[0].id}: {len(passages)} paragraphs, read as {len(paragraphs)}")
        for passage, (target, translations) in zip(passages, paragraphs, strict=True):
            issues = tuple(
                (issue.code, issue.values.get("text", ""))
                for translation in translations
                for issue in translation.issues
            )
            rungs = tuple(translation.rung.value for translation in translations)
            answers.append(Answer(passage, target, " ".join(next(bare) for _ in translations), issues, rungs, name))
    return answers


def _list_paragraphs(result: TranslatedArticle) -> Iterator[tuple[str, list[Translation]]]:
    """Yield the target text and the translations of each paragraph that has segments."""
    translations, offsets = iter(result.translations), iter(result.offsets)
    for paragraph in result.article.paragraphs:
        made = [next(translations) for _ in paragraph.segments]
        places = [next(offsets) for _ in paragraph.segments]
        if made:
            yield result.text[places[0][2] : places[-1][3]], made


def _translate_bare(engine: RememberingEngine, results: list[TranslatedArticle], *, news: News) -> list[str]:
    pair, locale = LanguagePair(news.source, news.target), parse_locale(news.target)
    sources = [to_canonical(segment.source) for result in results for _, segment in result.article.iterate_segments()]
    return [apply_typography(text, locale=locale) for text in engine.recall(sources, pair=pair)]
