"""The contract of LibreTranslate, which its clients speak unchanged, with additive fields of our own."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from flask import Blueprint, Response, jsonify, request

from translator.access import Caller, Scope
from translator.api.access import let_in
from translator.api.body import find_option_problem, find_text_problem, limit_body, read_json_object
from translator.api.details import describe_segments
from translator.api.errors import answer, answer_errors, log_failure
from translator.api.etags import mark_provenance
from translator.api.openapi.operations import FORMS, LIBRETRANSLATE, describe
from translator.api.options import list_held_back, read_additions
from translator.api.schemas import libretranslate as schemas
from translator.api.schemas.base import N_
from translator.api.services import get_services
from translator.errors import (
    AccessError,
    FieldError,
    InputError,
    InvalidKeyError,
    MissingKeyError,
    RateError,
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

#: How a truth value may be written; a form or query string has no other way than words.
_FLAGS = {"": False, "0": False, "false": False, "1": True, "true": True}

#: The formats of the contract; of a text with tags it gives no alternatives.
_FORMATS = ("text", "html")

#: More alternatives than any setting allows. Where limits are off, whoever asks for more gets as many.
MOST_ALTERNATIVES = 21

blueprint = Blueprint("libretranslate", __name__)
blueprint.before_request(limit_body)
answer_errors(blueprint)


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
    parameters = _read_parameters()
    query = _read_query(parameters, served=[language.code for language in list_languages(services)])
    caller = _let_in(parameters, texts=len(query.request.texts))
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
    parameters = _read_parameters()
    texts, is_array = _read_texts(parameters)
    _let_in(parameters, texts=1)
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


@blueprint.errorhandler(AccessError)
def refuse_caller(error: AccessError) -> Response:
    """Answer in the contract's statuses and words: a missing key is 400, a used-up quota 403."""
    if isinstance(error, RateError):
        response = answer(429, f"Slowdown: {error.limit} per 1 minute")
        response.headers["Retry-After"] = str(error.wait)
        return response
    if isinstance(error, MissingKeyError):
        address = get_services().settings.key_address
        return answer(
            400, f"{f'Visit {address}' if address else 'Please contact the server operator'} to get an API key"
        )
    return answer(403, "Invalid API key" if isinstance(error, InvalidKeyError) else str(error))


@blueprint.after_request
def allow_all_origins(response: Response) -> Response:
    """Let pages of any site call the contract; it reads no cookie, so they can borrow nobody's rights.

    LibreTranslate also sends ``Access-Control-Allow-Credentials``, which browsers refuse beside ``*``.
    """
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type"
    response.headers["Access-Control-Allow-Methods"] = "GET, POST"
    response.headers["Access-Control-Max-Age"] = "1728000"
    return response


def _refuse(name: str, problem: str) -> InputError:
    return InputError(f"Invalid request: {name} parameter {problem}")


def _read_parameters() -> Mapping[str, object]:
    """Return the fields of a JSON body or, where the body is another, those of the form and the query string."""
    if request.is_json:
        return read_json_object()
    # Taking the first of several would drop the others without a sound; as a list they are refused where read.
    parameters: dict[str, object] = {
        name: values[0] if len(values) == 1 else values for name, values in request.values.lists()
    }
    text = parameters.get("q")
    if isinstance(text, list):
        raise _refuse("q", "is given more than once; send an array as JSON")
    if isinstance(text, str):
        # Browsers write CRLF in forms, which must not count twice against a limit.
        parameters["q"] = text.replace("\r\n", "\n")
    return parameters


def _let_in(parameters: Mapping[str, object], *, texts: int) -> Caller:
    key = parameters.get("api_key")
    if key is not None and not isinstance(key, str):
        raise _refuse("api_key", "is not a string")
    return let_in(Scope.TRANSLATE, key=key, texts=texts)


def _read_query(parameters: Mapping[str, object], *, served: Collection[str]) -> _Query:
    texts, is_array = _read_texts(parameters)
    source = _read_required(parameters, "source")
    target = _read_required(parameters, "target")
    alternatives = min(_read_count(parameters, "alternatives"), MOST_ALTERNATIVES)
    text_format = _read_option(parameters, "format") or "text"
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
        has_details=_read_flag(parameters, "details"),
    )


def _read_texts(parameters: Mapping[str, object]) -> tuple[tuple[str, ...], bool]:
    """Return the texts, and whether they came as an array."""
    q = parameters.get("q")
    if q is None or q in ("", []):
        raise InputError("Invalid request: missing q parameter")
    texts = []
    for text in q if isinstance(q, list) else [q]:
        if not isinstance(text, str):
            raise _refuse("q", "is not a string or an array of strings")
        if problem := find_text_problem(text):
            raise _refuse("q", problem)
        texts.append(text)
    return tuple(texts), isinstance(q, list)


def _read_option(parameters: Mapping[str, object], name: str) -> str:
    """Return a short string; empty where it is absent, null or empty, which clients use alike."""
    value = parameters.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise _refuse(name, "is not a string")
    if problem := find_option_problem(value):
        raise _refuse(name, problem)
    return value


def _read_required(parameters: Mapping[str, object], name: str) -> str:
    code = _read_option(parameters, name)
    if not code:
        raise InputError(f"Invalid request: missing {name} parameter")
    return code.lower()


def _read_count(parameters: Mapping[str, object], name: str) -> int:
    value = parameters.get(name)
    if value is None or value == "":
        return 0
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise _refuse(name, "is not a number")
    try:
        return max(0, int(value))
    except (ValueError, OverflowError):
        raise _refuse(name, "is not a number") from None


def _read_flag(parameters: Mapping[str, object], name: str) -> bool:
    value = parameters.get(name)
    flag = _FLAGS.get("" if value is None else str(value).lower())
    if flag is None:
        raise _refuse(name, "is not true or false")
    return flag


def _read_quotations(parameters: Mapping[str, object]) -> QuotationPolicy | None:
    value = _read_option(parameters, "quotations")
    if value and value not in set(QuotationPolicy):
        raise _refuse("quotations", "is not translate, keep or both")
    return QuotationPolicy(value) if value else None


def _read_locale(parameters: Mapping[str, object], *, target: str) -> str:
    """Return the locale whose typography is wanted, or the target itself, which means the site's."""
    tag = _read_option(parameters, "locale")
    if tag and parse_locale(tag).language != target:
        raise _refuse("locale", f"is not a locale of the target {target}")
    return tag or target


def _word_limit(error: FieldError, *, asked: TextRequest, settings: Settings) -> InputError:
    """Say in the contract's words which limit was passed."""
    if error.field == "alternatives":
        return _refuse("alternatives", f"must be <= {settings.alternatives_limit}")
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
            return InputError(f"Invalid request: request ({size}) exceeds text limit ({limit})")
    return None


def _word_missing_pair(services: Services, error: UnsupportedPairError) -> InputError:
    names = {language.code: language.name for language in list_languages(services)}
    source, target = (f"{names.get(code, code)} ({code})" for code in (error.source, error.target))
    return InputError(f"{target} is not available as a target language from {source}")


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
