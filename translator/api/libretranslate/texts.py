"""Texts: translate them, find their languages, list the languages served."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, replace

from flask import Response, jsonify

from translator.api.details import describe_segments
from translator.api.errors import log_failure
from translator.api.etags import mark_provenance
from translator.api.libretranslate.blueprint import blueprint
from translator.api.libretranslate.fields import let_caller_in, read_fields, read_parameters, refuse
from translator.api.libretranslate.options import add_options, is_held_back
from translator.api.openapi.operations import FORMS, LIBRETRANSLATE, describe
from translator.api.schemas import libretranslate as schemas
from translator.api.schemas.base import N_
from translator.api.services import get_services
from translator.api.wording import gettext
from translator.errors import (
    FieldError,
    InputError,
    UnsupportedLanguageError,
    UnsupportedPairError,
)
from translator.languages import parse_locale
from translator.settings import Settings
from translator.translation import Detection, TranslatedArticle
from translator.workflows.articles import list_articles
from translator.workflows.detect_language import detect_languages, list_languages
from translator.workflows.services import Services
from translator.workflows.translate_text import TextRequest, translate_texts

#: What clients call languages that Argos packages call otherwise.
_ALIASES = {"pt-br": "pb", "zh-hans": "zh", "zh-hant": "zt"}

#: More alternatives than any setting allows. Where limits are off, whoever asks for more gets as many.
MOST_ALTERNATIVES = 21


@blueprint.post("/translate")
@describe(
    LIBRETRANSLATE,
    N_("Translate a text, or an array of texts"),
    body=schemas.TranslateFields,
    body_types=FORMS,
    answer=schemas.Translated,
    refusals=(404,),
)
def translate() -> Response:
    """Translate one text or an array of them."""
    services = get_services()
    fields = read_fields(schemas.TranslateFields, read_parameters())
    wanted = _make_request(fields, served=[language.code for language in list_languages(services)])
    caller = let_caller_in(fields, texts=len(wanted.texts))
    asked = add_options(fields, replace(wanted, caller=caller))
    try:
        results = translate_texts(services, asked)
    except FieldError as error:
        raise _word_limit(error, asked=asked, settings=services.settings) from error
    except UnsupportedPairError as error:
        raise _word_missing_pair(services, error) from error
    response = jsonify(_build_answer(fields, results))
    mark_provenance(response, results)
    return response


@blueprint.post("/detect")
@describe(
    LIBRETRANSLATE,
    N_("Find the language of a text, or of each text of an array"),
    body=schemas.TextFields,
    body_types=FORMS,
    answer=list[schemas.Guess],
)
def detect() -> Response:
    """Rank the likely languages of a text; of an array, give the likeliest of each text."""
    services = get_services()
    fields = read_fields(schemas.TextFields, read_parameters())
    let_caller_in(fields, texts=1)
    excess = _find_excess(fields.texts, settings=services.settings)
    if excess and services.settings.has_limits:
        raise excess
    rankings = detect_languages(services, fields.texts)
    chosen = [ranking[0] for ranking in rankings] if fields.is_array else rankings[0]
    return jsonify([_describe_detection(detection) for detection in chosen])


@blueprint.get("/languages")
@describe(LIBRETRANSLATE, N_("List the languages with their targets"), answer=list[schemas.Language], takes_key=False)
def show_languages() -> Response:
    """List the languages with the targets of each."""
    return jsonify([asdict(language) for language in list_languages(get_services())])


@blueprint.get("/health")
@describe(
    LIBRETRANSLATE,
    N_("Say whether the service can work"),
    answer=schemas.Health,
    unusual={503: schemas.Health},
    takes_key=False,
)
def show_health() -> tuple[Response, int]:
    """Say whether the service can do its work: a pair is installed and the database answers."""
    try:
        list_articles(get_services(), limit=1)
        is_well = bool(list_languages(get_services()))
    except Exception as error:  # noqa: BLE001 - whatever fails, that is the answer
        log_failure(error)
        is_well = False
    return (jsonify(status="ok"), 200) if is_well else (jsonify(status="error"), 503)


def _make_request(fields: schemas.TranslateFields, *, served: Collection[str]) -> TextRequest:
    source, target = (
        _ALIASES[code] if _ALIASES.get(code) in served else code for code in (fields.source, fields.target)
    )
    for code in (target,) if source == "auto" else (source, target):
        if code not in served:
            raise UnsupportedLanguageError(code)
    return TextRequest(
        texts=fields.texts,
        source=None if source == "auto" else source,
        target=_choose_locale(fields.locale, target=target),
        format=fields.format or "text",
        alternatives=min(fields.alternatives, MOST_ALTERNATIVES),
        quotations=fields.quotations or None,
    )


def _choose_locale(tag: str | None, *, target: str) -> str:
    """Return the locale whose typography is wanted, or the target itself, which means the site's."""
    if tag and parse_locale(tag).language != target:
        raise refuse("locale", gettext("is not a locale of the target %(code)s", code=target))
    return tag or target


def _word_limit(error: FieldError, *, asked: TextRequest, settings: Settings) -> InputError:
    """Say in the contract's words which limit was passed."""
    if error.field == "alternatives":
        return refuse("alternatives", gettext("must be <= %(limit)s", limit=settings.alternatives_limit))
    return _find_excess(asked.texts, settings=settings) or error


def _find_excess(texts: Sequence[str], *, settings: Settings) -> InputError | None:
    """Return what the contract says of too many or too long texts; None where there are none."""
    lengths = [len(text) for text in texts]
    sizes = (
        (len(texts), settings.batch_limit),
        (max(lengths), settings.character_limit),
        (sum(lengths), settings.request_limit),
    )
    for size, limit in sizes:
        if size > limit:
            return InputError(
                gettext("Invalid request: request (%(size)s) exceeds text limit (%(limit)s)", size=size, limit=limit)
            )
    return None


def _word_missing_pair(services: Services, error: UnsupportedPairError) -> InputError:
    names = {language.code: language.name for language in list_languages(services)}
    source, target = (f"{names.get(code, code)} ({code})" for code in (error.source, error.target))
    return InputError(
        gettext("%(target)s is not available as a target language from %(source)s", target=target, source=source)
    )


def _build_answer(fields: schemas.TranslateFields, results: Sequence[TranslatedArticle]) -> Mapping[str, object]:
    columns: dict[str, list[object]] = {"translatedText": [result.text for result in results]}
    if fields.source == "auto":
        columns["detectedLanguage"] = [_describe_detection(result.detection) for result in results]
    if fields.alternatives:
        columns["alternatives"] = [_list_alternatives(result) for result in results]
    if fields.min_confidence is not None:
        columns["belowConfidence"] = [is_held_back(result) for result in results]
    if fields.details:
        columns["segments"] = [describe_segments(result) for result in results]
    return columns if fields.is_array else {name: values[0] for name, values in columns.items()}


def _list_alternatives(result: TranslatedArticle) -> list[str]:
    if result.article.format != "text":
        return []
    return [text for text in dict.fromkeys(result.alternatives) if text not in ("", result.text)]


def _describe_detection(detection: Detection | None) -> dict[str, object]:
    """Write a guess; where there is none, the contract says English with no confidence."""
    if detection is None or detection.language == "und":
        return {"confidence": 0.0, "language": "en"}
    return {"confidence": round(float(detection.confidence), 1), "language": detection.language}
