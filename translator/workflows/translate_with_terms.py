"""Translate texts with terms that the request brings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from translator.terminology import Terms
from translator.workflows.keys import charge
from translator.workflows.services import Services
from translator.workflows.translate_text import TextRequest, check_limits, translate_texts


@dataclass(frozen=True, slots=True)
class PlainAnswer:
    """A text's translation.

    Args:
        text: Target text.
        source_language: ISO 639 code, found or given; empty where none could be found.
    """

    text: str
    source_language: str


def translate_with_terms(services: Services, request: TextRequest, *, terms: Terms = ()) -> list[PlainAnswer]:
    """Translate texts; one that is exactly a term takes the term's target, whatever languages they are of.

    Args:
        services: The parts.
        request: What is asked for; its source is given where there are terms.
        terms: Terms of the request's direction, which win over the house's.

    Raises:
        FieldError: A text or the batch is over its limit.
        UnsupportedLanguageError: The source or target has no package, and a text is no term.
        UnsupportedPairError: Likewise the direction.
        QuotaError: The caller's characters of this month do not suffice.
    """
    check_limits(services, request)
    targets = dict(terms)
    exact = {text: _keep_space(text, targets[text.strip()]) for text in request.texts if text.strip() in targets}
    others = tuple(text for text in request.texts if text not in exact)
    translated = iter(_translate(services, replace(request, texts=others), terms=terms))
    if exact:
        charge(services, request.caller, characters=sum(len(text) for text in request.texts if text in exact))
    return [
        PlainAnswer(exact[text], request.source or "") if text in exact else next(translated) for text in request.texts
    ]


def _translate(services: Services, request: TextRequest, *, terms: Terms) -> Sequence[PlainAnswer]:
    if not request.texts:
        return ()
    results = translate_texts(services, replace(request, terms=terms))
    return [
        PlainAnswer(result.text, request.source or (result.detection.language if result.detection else ""))
        for result in results
    ]


def _keep_space(text: str, target: str) -> str:
    before = text[: len(text) - len(text.lstrip())]
    return f"{before}{target}{text[len(text.rstrip()) :]}"
