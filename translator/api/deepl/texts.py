"""Translation of texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, jsonify

from translator.access import Caller
from translator.api.deepl.blueprint import blueprint, identify
from translator.api.deepl.fields import (
    Fields,
    read_fields,
    read_flag,
    read_names,
    read_option,
    read_text,
    read_texts,
    refuse,
)
from translator.api.deepl.glossaries import check_identifier
from translator.api.deepl.languages import read_source, read_target
from translator.api.openapi.operations import DEEPL, FORMS, describe
from translator.api.schemas import deepl as schemas
from translator.api.schemas.base import N_
from translator.api.services import get_services
from translator.document import MarkupOptions
from translator.errors import FieldError, InputError, UnsupportedLanguageError, UnsupportedPairError
from translator.languages import LanguagePair, parse_locale
from translator.terminology import Terms
from translator.workflows.named_glossaries import find_terms
from translator.workflows.translate_text import TextRequest
from translator.workflows.translate_with_terms import PlainAnswer, translate_with_terms

_FORMALITIES = ("default", "more", "less", "prefer_more", "prefer_less")

#: The model that serves each wish; there is one, which is small and quick.
_MODELS = {
    "latency_optimized": "latency_optimized",
    "prefer_quality_optimized": "latency_optimized",
    "quality_optimized": "quality_optimized",
}


@dataclass(frozen=True, slots=True)
class _Query:
    """A request as it was understood."""

    request: TextRequest
    glossary_ids: Sequence[str]
    is_billed: bool
    model: str


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
    fields = read_fields()
    texts = read_texts(fields, "text")
    caller = identify(texts=len(texts))
    query = _read_query(fields, texts=texts, caller=caller)
    asked = query.request
    try:
        terms = find_terms_of(query.glossary_ids, source=asked.source, target=asked.target, caller=caller)
        answers = translate_with_terms(get_services(), asked, terms=terms)
    except (UnsupportedLanguageError, UnsupportedPairError) as error:
        raise find_refused(error, source=asked.source) from error
    except FieldError as error:
        name = {"q": "text"}.get(error.field, error.field)
        raise InputError(f"Value for '{name}' not supported: {error.problem}.") from error
    return jsonify(
        translations=[_describe(answer, text=text, query=query) for answer, text in zip(answers, texts, strict=True)]
    )


def _read_query(fields: Fields, *, texts: tuple[str, ...], caller: Caller) -> _Query:
    source = read_source(fields)
    check_options(fields)
    ids = read_glossary_ids(fields, source=source)
    return _Query(
        request=TextRequest(
            texts=texts,
            source=source,
            target=read_target(fields),
            format=read_option(fields, "tag_handling", allowed=("xml", "html")) or "text",
            markup=_read_markup(fields),
            context=read_text(fields, "context") if fields.get("context") not in (None, "") else "",
            caller=caller,
        ),
        glossary_ids=ids,
        is_billed=read_flag(fields, "show_billed_characters"),
        model=_MODELS.get(read_option(fields, "model_type", allowed=_MODELS), ""),
    )


def read_glossary_ids(fields: Fields, *, source: str | None) -> Sequence[str]:
    """Return the ids of the glossaries that are to be used.

    Raises:
        InputError: Both fields are there, one holds no id, or the source is to be detected.
    """
    one, several = read_names(fields, "glossary_id"), read_names(fields, "glossary_ids")
    if one and several:
        raise InputError("Only one of 'glossary_id' and 'glossary_ids' can be specified")
    ids = [check_identifier(identifier) for identifier in one or several]
    if ids and source is None:
        raise InputError("Use of a glossary requires the source_lang parameter to be specified")
    return ids


def _read_markup(fields: Fields) -> MarkupOptions:
    return MarkupOptions(
        ignored=frozenset(read_names(fields, "ignore_tags")),
        splitting=frozenset(read_names(fields, "splitting_tags")),
        non_splitting=frozenset(read_names(fields, "non_splitting_tags")),
        finds_outline=read_flag(fields, "outline_detection", default=True),
    )


def check_options(fields: Fields) -> None:
    """Refuse values that the contract does not know; what they ask for is done or, with one model, has no effect."""
    read_option(fields, "split_sentences", allowed=("0", "1", "nonewlines"))
    read_flag(fields, "preserve_formatting")
    read_option(fields, "tag_handling_version", allowed=("v1", "v2"))
    if read_option(fields, "formality", allowed=_FORMALITIES) in ("more", "less"):
        target = read_option(fields, "target_lang").upper()
        raise InputError(f"Target language '{target}' doesn't support formality.")


def find_terms_of(ids: Sequence[str], *, source: str | None, target: str, caller: Caller) -> Terms:
    """Return the terms of the caller's glossaries with some ids, of one direction."""
    if not ids or source is None:
        return ()
    return find_terms(get_services(), caller, ids, pair=LanguagePair(source, parse_locale(target).language))


def find_refused(error: UnsupportedLanguageError | UnsupportedPairError, *, source: str | None) -> InputError:
    """Name the field that cannot be used, the source first."""
    code = error.code if isinstance(error, UnsupportedLanguageError) else error.source
    return refuse("source_lang" if code == source else "target_lang")


def _describe(answer: PlainAnswer, *, text: str, query: _Query) -> dict[str, object]:
    source = answer.source_language if answer.source_language not in ("", "und") else "en"
    described: dict[str, object] = {"detected_source_language": source.upper(), "text": answer.text}
    if query.is_billed:
        described["billed_characters"] = len(text)
    if query.model:
        described["model_type_used"] = query.model
    return described
