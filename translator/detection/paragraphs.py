"""Give each paragraph of an article its language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from translator.detection.detector import UNDETERMINED, Detector
from translator.document import Article, Paragraph, ParagraphKind
from translator.translation import Detection

#: A paragraph of fewer letters than this follows its article, however sure the guess: it may be a name, a title or a
#: borrowed phrase. About eight words.
_LONG_LETTERS = 40
_SURE_CONFIDENCE = 95.0


def detect_paragraphs(article: Article, *, detector: Detector, source: str | None) -> Article:
    """Return the article with a language for itself and for each paragraph.

    A long paragraph that is surely in some language gets it, so that an English quotation in a French article, or a
    German one, can pass through untouched. Every other paragraph gets the article's language.

    Args:
        article: Read, not necessarily segmented.
        detector: Guesses languages.
        source: The article’s language where the caller knows it; None to find it by the votes of its paragraphs,
            each as heavy as its guess is long and sure.

    Returns:
        The article; its language is ``und`` where no paragraph gave ground for a guess.
    """
    guesses = [
        detector.detect(paragraph.text) if _is_long(paragraph.text) else None for paragraph in article.paragraphs
    ]
    language = source or _elect_language(article.paragraphs, guesses, detector=detector)
    paragraphs = tuple(
        replace(paragraph, language=guess.language if guess and guess.confidence >= _SURE_CONFIDENCE else language)
        for paragraph, guess in zip(article.paragraphs, guesses, strict=True)
    )
    return replace(article, source_language=language, paragraphs=paragraphs)


def _count_letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _is_long(text: str) -> bool:
    return len(text) >= _LONG_LETTERS and _count_letters(text) >= _LONG_LETTERS


def _elect_language(paragraphs: Sequence[Paragraph], guesses: Sequence[Detection | None], *, detector: Detector) -> str:
    """Return the language with most votes; boilerplate only votes where there is nothing else.

    Each long paragraph votes, and all short ones of a kind vote together: a word alone tells little.
    """
    told = [
        (paragraph.kind, guess, paragraph.text)
        for paragraph, guess in zip(paragraphs, guesses, strict=True)
        if guess is not None
    ]
    for kind in ParagraphKind:
        short = "\n".join(
            paragraph.text
            for paragraph, guess in zip(paragraphs, guesses, strict=True)
            if guess is None and paragraph.kind is kind
        )
        if short:
            told.append((kind, detector.detect(short), short))
    told = [vote for vote in told if vote[1].language != UNDETERMINED.language]
    voters = [vote for vote in told if vote[0] is not ParagraphKind.BOILERPLATE] or told
    votes: dict[str, float] = defaultdict(float)
    for _, guess, text in voters:
        votes[guess.language] += guess.confidence * _count_letters(text)
    return max(sorted(votes), key=lambda code: votes[code]) if votes else UNDETERMINED.language
