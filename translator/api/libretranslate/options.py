"""What may be asked of ``/translate`` beyond LibreTranslate's contract: a glossary, context, a least confidence."""

from __future__ import annotations

from dataclasses import replace

from translator.api.libretranslate.fields import refuse
from translator.api.schemas.libretranslate import HOUSE, NONE, TranslateFields
from translator.api.services import get_services
from translator.api.wording import gettext
from translator.languages import LanguagePair
from translator.terminology import Terms
from translator.translation import TranslatedArticle
from translator.workflows.named_glossaries import find_terms
from translator.workflows.translate_text import TextRequest


def add_options(fields: TranslateFields, request: TextRequest) -> TextRequest:
    """Return a request with the additions that its fields ask for.

    Raises:
        InputError: The context is too long, or a glossary is named without a source.
        MissingKeyError: A glossary is named without a key.
        NotFoundError: The caller has no such glossary, or it no dictionary of the direction.
    """
    context = fields.context or ""
    settings = get_services().settings
    if settings.has_limits and len(context) > settings.character_limit:
        problem = gettext(
            "has %(size)s characters; at most %(limit)s are allowed", size=len(context), limit=settings.character_limit
        )
        raise refuse("context", problem)
    return replace(
        request,
        context=context,
        least_confidence=fields.min_confidence or 0.0,
        uses_house_glossary=fields.glossary != NONE,
        terms=() if fields.glossary in (HOUSE, NONE) else _find_terms(fields.glossary, request),
    )


def is_held_back(result: TranslatedArticle) -> bool:
    """Tell whether a text came back as it was because a segment was not sure enough."""
    return any(issue.code == "low_confidence" for translation in result.translations for issue in translation.issues)


def _find_terms(identifier: str, request: TextRequest) -> Terms:
    if request.source is None:
        raise refuse("glossary", gettext("needs a source other than auto"))
    pair = LanguagePair(request.source, request.target.partition("-")[0])
    return find_terms(get_services(), request.caller, [identifier], pair=pair)
