"""Translation of texts."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Response, jsonify

from translator.access import Caller
from translator.api.deepl.blueprint import blueprint, identify
from translator.api.deepl.fields import read_fields, refuse, refuse_value
from translator.api.openapi.operations import DEEPL, FORMS, describe
from translator.api.schemas.base import N_
from translator.api.schemas.deepl import texts as schemas
from translator.api.services import get_services
from translator.document import MarkupOptions
from translator.errors import FieldError, InputError, UnsupportedLanguageError, UnsupportedPairError
from translator.languages import LanguagePair, parse_locale
from translator.terminology import Terms
from translator.workflows.named_glossaries import find_terms
from translator.workflows.translate_text import TextRequest
from translator.workflows.translate_with_terms import PlainAnswer, translate_with_terms

#: The model that serves each wish; there is one, which is small and quick.
_MODELS = {
    "latency_optimized": "latency_optimized",
    "prefer_quality_optimized": "latency_optimized",
    "quality_optimized": "quality_optimized",
}


@blueprint.post("/v2/translate")
@describe(
    DEEPL,
    N_("Translate texts, each by itself"),
    body=schemas.DeeplTexts,
    body_types=FORMS,
    answer=schemas.DeeplTranslations,
    refusals=(404,),
)
def translate() -> Response:
    """Translate one or several texts, each by itself."""
    fields = read_fields(schemas.DeeplTexts)
    caller = identify(texts=len(fields.texts))
    asked = _make_request(fields, caller=caller)
    try:
        terms = find_terms_of(fields.glossaries, source=asked.source, target=asked.target, caller=caller)
        answers = translate_with_terms(get_services(), asked, terms=terms)
    except (UnsupportedLanguageError, UnsupportedPairError) as error:
        raise find_refused(error, source=asked.source) from error
    except FieldError as error:
        raise refuse_value({"q": "text"}.get(error.field, error.field), error) from error
    described = [_describe(answer, text=text, fields=fields) for answer, text in zip(answers, asked.texts, strict=True)]
    return jsonify(translations=described)


def _make_request(fields: schemas.DeeplTexts, *, caller: Caller) -> TextRequest:
    return TextRequest(
        texts=fields.texts,
        source=fields.source_lang,
        target=fields.target_lang,
        format=fields.tag_handling or "text",
        markup=MarkupOptions(
            ignored=frozenset(fields.ignore_tags),
            splitting=frozenset(fields.splitting_tags),
            non_splitting=frozenset(fields.non_splitting_tags),
            finds_outline=fields.outline_detection,
            joins_lines=fields.split_sentences in ("0", "nonewlines"),
        ),
        cuts_sentences=fields.split_sentences != "0",
        context=fields.context or "",
        caller=caller,
    )


def find_terms_of(ids: Sequence[str], *, source: str | None, target: str, caller: Caller) -> Terms:
    """Return the terms of the caller's glossaries with some ids, of one direction."""
    if not ids or source is None:
        return ()
    return find_terms(get_services(), caller, ids, pair=LanguagePair(source, parse_locale(target).language))


def find_refused(error: UnsupportedLanguageError | UnsupportedPairError, *, source: str | None) -> InputError:
    """Name the field that cannot be used, the source first."""
    code = error.code if isinstance(error, UnsupportedLanguageError) else error.source
    return refuse("source_lang" if code == source else "target_lang")


def _describe(answer: PlainAnswer, *, text: str, fields: schemas.DeeplTexts) -> dict[str, object]:
    source = answer.source_language if answer.source_language not in ("", "und") else "en"
    described: dict[str, object] = {"detected_source_language": source.upper(), "text": answer.text}
    if fields.show_billed_characters:
        described["billed_characters"] = len(text)
    if fields.model_type:
        described["model_type_used"] = _MODELS[fields.model_type]
    return described
