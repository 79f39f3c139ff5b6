"""Translate the texts of one request."""

from __future__ import annotations

from dataclasses import dataclass, replace

from translator.access import ANYBODY, Caller
from translator.document import NO_OPTIONS, MarkupOptions
from translator.errors import FieldError, UnsupportedLanguageError
from translator.glossary import LayeredGlossary
from translator.languages import LanguagePair
from translator.pipeline import SourceText, Stages, TranslationOrder, translate_articles
from translator.terminology import Terms
from translator.translation import FixedGlossary, QuotationPolicy, TranslatedArticle
from translator.workflows.keys import charge
from translator.workflows.services import Services


@dataclass(frozen=True, slots=True)
class TextRequest:
    """A request to translate texts, each detected and translated by itself, in one call of the engine.

    Args:
        texts: The texts; an empty or blank one comes back as it is.
        source: ISO 639 code of all of them, or None to detect each.
        target: ISO 639 code or locale tag.
        format: Name of the texts' format: ``text``, ``html``, ``xml`` or ``markdown``.
        alternatives: How many other translations of each text are wanted at most.
        quotations: What becomes of quotations; None for the site's default.
        markup: What is known of the tags of HTML or XML texts.
        caller: Whose key the characters are counted for.
        context: A text beside those to translate that tells what is a name; neither translated nor counted.
        least_confidence: A text with a translation less sure than this, 0 to 1, comes back as it was.
        uses_house_glossary: Whether the house's glossary is in force.
        terms: Terms that win over the house's glossary, of the direction from ``source`` to the target.
        cuts_sentences: Whether paragraphs are cut where sentences end.
    """

    texts: tuple[str, ...]
    source: str | None
    target: str
    format: str = "text"
    alternatives: int = 0
    quotations: QuotationPolicy | None = None
    markup: MarkupOptions = NO_OPTIONS
    caller: Caller = ANYBODY
    context: str = ""
    least_confidence: float = 0.0
    uses_house_glossary: bool = True
    terms: Terms = ()
    cuts_sentences: bool = True


def translate_texts(services: Services, request: TextRequest) -> list[TranslatedArticle]:
    """Translate texts.

    Returns:
        One result for each text, in order; where ``source`` was None each carries its detection.

    Raises:
        FieldError: A text or the batch is over its limit; fields are named ``q`` and ``alternatives``.
        UnsupportedLanguageError: The source or target has no package.
        UnsupportedPairError: The direction has no package.
        UnsupportedFormatError: The format cannot be read.
        QuotaError: The caller's characters of this month do not suffice.
    """
    check_limits(services, request)
    locale = services.settings.choose_locale(request.target)
    check_languages(services, source=request.source, target=locale.language)
    order = TranslationOrder(
        source=request.source,
        locale=locale,
        format=request.format,
        markup=request.markup,
        alternatives=request.alternatives,
        quotations=request.quotations or services.settings.quotations,
        context=request.context,
        least_confidence=request.least_confidence,
        cuts_sentences=request.cuts_sentences,
    )
    charge(services, request.caller, characters=sum(map(len, request.texts)))
    sources = [SourceText(text) for text in request.texts]
    stages = build_stages(services)
    if not request.uses_house_glossary:
        stages = replace(stages, glossary=FixedGlossary(revision="", entries={}))
    stages = prefer_terms(stages, request.terms, order=order)
    results = translate_articles(sources, order=order, stages=stages)
    services.count(results)
    return results


def build_stages(services: Services) -> Stages:
    """Hand the pipeline the parts it works with."""
    return Stages(
        engine=services.engine,
        detector=services.detector,
        glossary=services.glossary,
        memory=services.memory,
        observer=services.observer,
        get_time=services.get_time,
    )


def prefer_terms(stages: Stages, terms: Terms, *, order: TranslationOrder) -> Stages:
    """Let terms of an order's direction win over the glossary; without a source named there is no direction."""
    if not terms or order.source is None:
        return stages
    pair = LanguagePair(order.source, order.locale.language)
    return replace(stages, glossary=LayeredGlossary(stages.glossary, terms=terms, pair=pair))


def check_languages(services: Services, *, source: str | None, target: str) -> None:
    """Refuse languages and directions that no package serves.

    Raises:
        UnsupportedLanguageError: No package has the language at all.
        UnsupportedPairError: Both are known, the direction is not.
    """
    pairs = services.engine.list_pairs()
    known = {code for pair in pairs for code in (pair.source, pair.target)}
    for code in (source, target):
        if code is not None and code not in known:
            raise UnsupportedLanguageError(code)
    if source is not None and source != target:
        services.engine.identify(LanguagePair(source, target))


def check_limits(services: Services, request: TextRequest) -> None:
    """Refuse more texts, longer ones or more alternatives than the settings allow.

    Raises:
        FieldError: Fields are named ``q`` and ``alternatives``.
    """
    settings = services.settings
    if not settings.has_limits:
        return
    if len(request.texts) > settings.batch_limit:
        raise FieldError(
            "q",
            "holds %(size)s texts; at most %(limit)s are allowed",
            size=len(request.texts),
            limit=settings.batch_limit,
        )
    longest = max((len(text) for text in request.texts), default=0)
    if longest > settings.character_limit:
        raise FieldError(
            "q",
            "holds a text of %(size)s characters; at most %(limit)s are allowed",
            size=longest,
            limit=settings.character_limit,
        )
    total = sum(map(len, request.texts))
    if total > settings.request_limit:
        raise FieldError(
            "q",
            "holds %(size)s characters in all; at most %(limit)s are allowed",
            size=total,
            limit=settings.request_limit,
        )
    if request.alternatives > settings.alternatives_limit:
        raise FieldError("alternatives", "must be at most %(limit)s", limit=settings.alternatives_limit)
