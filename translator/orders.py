"""What the pipeline is handed: texts, how they are to be translated, and the parts that do it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from translator.detection import Detector
from translator.document import NO_OPTIONS, MarkupOptions, ParagraphKind
from translator.languages import Locale
from translator.translation import Engine, Glossary, Memory, QuotationPolicy, RungObserver


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text to translate.

    Args:
        text: The text.
        id: Identifier of the article that it makes; empty for a text that is not kept.
        title: Headline, which becomes the first paragraph; empty where there is none.
        is_page: Whether it was taken from a web page, so that boilerplate is to be told from the article.
        kinds: What part each paragraph of the text plays, where the caller knows; boilerplate is then not looked for.
    """

    text: str
    id: str = ""
    title: str = ""
    is_page: bool = False
    kinds: tuple[ParagraphKind, ...] = ()


@dataclass(frozen=True, slots=True)
class TranslationOrder:
    """How texts are to be translated.

    Args:
        source: ISO 639 code of the texts, or None to detect each.
        locale: Language and typography of the target.
        format: Name of the texts' format.
        alternatives: How many other target texts are wanted at most.
        quotations: What becomes of quotations.
        links: Whether each translation is to carry its word alignment.
        markup: What is known of the tags of HTML or XML texts.
        context: A text beside those to translate, in their language, that tells what is a name; it is not translated.
        least_confidence: A text with a translation less sure than this, 0 to 1, comes back as it was, with an issue.
        cuts_sentences: Whether paragraphs are cut where sentences end.
    """

    source: str | None
    locale: Locale
    format: str = "text"
    alternatives: int = 0
    quotations: QuotationPolicy = QuotationPolicy.TRANSLATE
    links: bool = False
    markup: MarkupOptions = NO_OPTIONS
    context: str = ""
    least_confidence: float = 0.0
    cuts_sentences: bool = True


@dataclass(frozen=True, slots=True)
class Stages:
    """The parts that the pipeline is handed; the observer is told of each attempt of the ladder."""

    engine: Engine
    detector: Detector
    glossary: Glossary
    memory: Memory
    get_time: Callable[[], datetime]
    observer: RungObserver | None = None
