"""Texts: translate them, find their languages, list the languages served."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from flask import Response, jsonify

from translator.api.details import describe_segments
from translator.api.errors import log_failure
from translator.api.etags import mark_provenance
from translator.api.libretranslate.blueprint import blueprint
from translator.api.libretranslate.fields import (
    let_caller_in,
    read_count,
    read_flag,
    read_option,
    read_parameters,
    read_required,
    read_texts,
    refuse,
)
from translator.api.openapi.operations import FORMS, LIBRETRANSLATE, describe
from translator.api.options import list_held_back, read_additions
from translator.api.schemas import libretranslate as schemas
from translator.api.schemas.base import N_
from translator.api.services import get_services
from translator.api.wording import gettext
from translator.errors import (
    FieldError,
    InputError,
    UnsupportedFormatError,
    UnsupportedLanguageError,
    UnsupportedPairError,
)
from translator.languages import parse_locale
from translator.settings import Settings
from translator.translation import Detection, QuotationPolicy, TranslatedArticle
from translator.workflows.articles import list_articles
from translator.workflows.detect_language import detect_languages, list_languages
from translator.workflows.services import Services
from translator.workflows.translate_text import TextRequest, translate_texts

#: The formats of the contract; of a text with tags it gives no alternatives.
_FORMATS = ("text", "html")

#: What clients call languages that Argos packages call otherwise.
_ALIASES = {"pt-br": "pb", "zh-hans": "zh", "zh-hant": "zt"}

#: More alternatives than any setting allows. Where limits are off, whoever asks for more gets as many.
MOST_ALTERNATIVES = 21


@dataclass(frozen=True, slots=True)
class _Query:
    """A request as it was understood; ``is_array`` tells the shape of the answer."""

    request: TextRequest
    is_array: bool
    has_details: bool


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
    parameters = read_parameters()
    query = _read_query(parameters, served=[language.code for language in list_languages(services)])
    caller = let_caller_in(parameters, texts=len(query.request.texts))
    asked = read_additions(parameters, replace(query.request, caller=caller))
    try:
        results = translate_texts(services, asked)
    except FieldError as error:
        raise _word_limit(error, asked=query.request, settings=services.settings) from error
    except UnsupportedPairError as error:
        raise _word_missing_pair(services, error) from error
    response = jsonify(_build_answer(query, results, held_back=list_held_back(parameters, results)))
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
    parameters = read_parameters()
    texts, is_array = read_texts(parameters)
    let_caller_in(parameters, texts=1)
    excess = _find_excess(texts, settings=services.settings)
    if excess and services.settings.has_limits:
        raise excess
    rankings = detect_languages(services, texts)
    chosen = [ranking[0] for ranking in rankings] if is_array else rankings[0]
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


def _read_query(parameters: Mapping[str, object], *, served: Collection[str]) -> _Query:
    texts, is_array = read_texts(parameters)
    source = _read_language(parameters, "source", served=served)
    target = _read_language(parameters, "target", served=served)
    alternatives = min(read_count(parameters, "alternatives"), MOST_ALTERNATIVES)
    text_format = read_option(parameters, "format") or "text"
    if text_format not in _FORMATS:
        raise UnsupportedFormatError(text_format)
    for code in (target,) if source == "auto" else (source, target):
        if code not in served:
            raise UnsupportedLanguageError(code)
    return _Query(
        request=TextRequest(
            texts=texts,
            source=None if source == "auto" else source,
            target=_read_locale(parameters, target=target),
            format=text_format,
            alternatives=alternatives,
            quotations=_read_quotations(parameters),
        ),
        is_array=is_array,
        has_details=read_flag(parameters, "details"),
    )


def _read_language(parameters: Mapping[str, object], name: str, *, served: Collection[str]) -> str:
    code = read_required(parameters, name)
    return _ALIASES[code] if _ALIASES.get(code) in served else code


def _read_quotations(parameters: Mapping[str, object]) -> QuotationPolicy | None:
    value = read_option(parameters, "quotations")
    if value and value not in set(QuotationPolicy):
        raise refuse("quotations", gettext("is not translate, keep or both"))
    return QuotationPolicy(value) if value else None


def _read_locale(parameters: Mapping[str, object], *, target: str) -> str:
    """Return the locale whose typography is wanted, or the target itself, which means the site's."""
    tag = read_option(parameters, "locale")
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


def _build_answer(
    query: _Query, results: Sequence[TranslatedArticle], *, held_back: Sequence[bool] | None
) -> Mapping[str, object]:
    columns: dict[str, list[object]] = {"translatedText": [result.text for result in results]}
    if query.request.source is None:
        columns["detectedLanguage"] = [_describe_detection(result.detection) for result in results]
    if query.request.alternatives:
        columns["alternatives"] = [_list_alternatives(result) for result in results]
    if held_back is not None:
        columns["belowConfidence"] = list(held_back)
    if query.has_details:
        columns["segments"] = [describe_segments(result) for result in results]
    return columns if query.is_array else {name: values[0] for name, values in columns.items()}


def _list_alternatives(result: TranslatedArticle) -> list[str]:
    if result.article.format != "text":
        return []
    return [text for text in dict.fromkeys(result.alternatives) if text not in ("", result.text)]


def _describe_detection(detection: Detection | None) -> dict[str, object]:
    """Write a guess; where there is none, the contract says English with no confidence."""
    if detection is None or detection.language == "und":
        return {"confidence": 0.0, "language": "en"}
    return {"confidence": round(float(detection.confidence), 1), "language": detection.language}
