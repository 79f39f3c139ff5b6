"""What may be asked of ``/translate`` beyond LibreTranslate's contract: a glossary, context, a least confidence."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from translator.api.body import find_text_problem
from translator.api.services import get_services
from translator.errors import InputError
from translator.languages import LanguagePair
from translator.terminology import Terms
from translator.translation import TranslatedArticle
from translator.workflows.named_glossaries import find_terms
from translator.workflows.translate_text import TextRequest

#: Values of ``glossary`` that name no glossary of the caller's.
HOUSE, NONE = "house", "none"


def read_additions(parameters: Mapping[str, object], request: TextRequest) -> TextRequest:
    """Return a request with the additions that its parameters ask for.

    Raises:
        InputError: One has a wrong value.
        MissingKeyError: A glossary is named without a key.
        NotFoundError: The caller has no such glossary, or it no dictionary of the direction.
    """
    named = _read_glossary(parameters)
    return replace(
        request,
        context=_read_context(parameters),
        least_confidence=_read_least_confidence(parameters) or 0.0,
        uses_house_glossary=named != NONE,
        terms=() if named in (HOUSE, NONE) else _find_terms(named, request),
    )


def list_held_back(parameters: Mapping[str, object], results: list[TranslatedArticle]) -> list[bool] | None:
    """Tell which texts came back as they were, if that was asked for."""
    if _read_least_confidence(parameters) is None:
        return None
    return [
        any(issue.code == "low_confidence" for translation in result.translations for issue in translation.issues)
        for result in results
    ]


def _find_terms(identifier: str, request: TextRequest) -> Terms:
    if request.source is None:
        raise _refuse("glossary", "needs a source other than auto")
    pair = LanguagePair(request.source, request.target.partition("-")[0])
    return find_terms(get_services(), request.caller, [identifier], pair=pair)


def _read_glossary(parameters: Mapping[str, object]) -> str:
    value = parameters.get("glossary")
    if value is None or value == "":
        return HOUSE
    if isinstance(value, str) and value in (HOUSE, NONE):
        return value
    try:
        return str(UUID(value if isinstance(value, str) else ""))
    except ValueError:
        raise _refuse("glossary", f"is not {HOUSE}, {NONE} or the id of a glossary") from None


def _read_context(parameters: Mapping[str, object]) -> str:
    value = parameters.get("context")
    if value is None:
        return ""
    if not isinstance(value, str):
        raise _refuse("context", "is not a string")
    if problem := find_text_problem(value):
        raise _refuse("context", problem)
    settings = get_services().settings
    if settings.has_limits and len(value) > settings.character_limit:
        raise _refuse("context", f"has {len(value)} characters; at most {settings.character_limit} are allowed")
    return value


def _read_least_confidence(parameters: Mapping[str, object]) -> float | None:
    value = parameters.get("min_confidence")
    if value is None or value == "":
        return None
    problem = _refuse("min_confidence", "is not a number from 0 to 1")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise problem
    try:
        number = float(value)
    except (ValueError, OverflowError):
        raise problem from None
    if math.isnan(number) or not 0 <= number <= 1:
        raise problem
    return number


def _refuse(name: str, problem: str) -> InputError:
    return InputError(f"Invalid request: {name} parameter {problem}")
