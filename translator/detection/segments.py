"""Give segments and quotations that are in another language than what surrounds them their own."""

from __future__ import annotations

from dataclasses import replace

import regex

from translator.detection.detector import Detector
from translator.document import Article, Paragraph, Segment

#: A segment of fewer letters follows its paragraph, about eight words; a quotation says less by chance, being marked.
_SEGMENT_LETTERS = 40
_QUOTATION_LETTERS = 14
_QUOTATION_WORDS = 3
_SURE_CONFIDENCE = 97.0

_LETTER = regex.compile(r"\p{L}")
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*")


def detect_segments(article: Article, *, detector: Detector) -> Article:
    """Return the article with a language for each long segment that is surely in another than its paragraph."""
    return replace(article, paragraphs=tuple(_detect_in(paragraph, detector) for paragraph in article.paragraphs))


def find_quoted_language(text: str, *, language: str, detector: Detector) -> str:
    """Return the language of a quotation that is surely in another than the text around it; empty otherwise.

    Args:
        text: The quotation.
        language: ISO 639 code of the text around it.
        detector: Guesses languages.
    """
    is_short = len(_LETTER.findall(text)) < _QUOTATION_LETTERS or len(_WORD.findall(text)) < _QUOTATION_WORDS
    return "" if is_short else _find_other(text, language=language, detector=detector)


def _detect_in(paragraph: Paragraph, detector: Detector) -> Paragraph:
    if len(paragraph.segments) < 2:
        return paragraph
    segments = tuple(_detect_segment(segment, paragraph.language, detector) for segment in paragraph.segments)
    return replace(paragraph, segments=segments)


def _detect_segment(segment: Segment, language: str, detector: Detector) -> Segment:
    if len(_LETTER.findall(segment.source)) < _SEGMENT_LETTERS:
        return segment
    return replace(segment, language=_find_other(segment.source, language=language, detector=detector))


def _find_other(text: str, *, language: str, detector: Detector) -> str:
    return detector.find_other(text, than=language, least=_SURE_CONFIDENCE)
