"""What LibreTranslate's own pages ask for: their settings, and a place to leave better translations."""

from __future__ import annotations

from flask import Response, jsonify

from translator.api.errors import answer
from translator.api.libretranslate.blueprint import blueprint
from translator.api.libretranslate.fields import (
    let_caller_in,
    read_parameters,
    read_required,
    read_string,
    refuse,
)
from translator.api.openapi.operations import FORMS, LIBRETRANSLATE, describe
from translator.api.schemas import libretranslate as schemas
from translator.api.schemas.base import N_
from translator.api.services import get_services
from translator.api.wording import choose_language, gettext
from translator.errors import FieldError
from translator.languages import LanguagePair, name_language
from translator.workflows.kept_files import FILE_SUFFIXES
from translator.workflows.suggestions import suggest_translation

#: Milliseconds that pages wait after the last key before they ask for a translation.
FRONTEND_TIMEOUT = 500


@blueprint.get("/frontend/settings")
@describe(LIBRETRANSLATE, N_("Say what a page may offer"), answer=schemas.FrontendSettings, takes_key=False)
def show_frontend_settings() -> Response:
    """Say what pages may offer."""
    settings = get_services().settings
    target = choose_language()
    return jsonify(
        apiKeys=True,
        charLimit=settings.character_limit if settings.has_limits else -1,
        filesTranslation=settings.files == "on",
        frontendTimeout=FRONTEND_TIMEOUT,
        keyRequired=settings.require_key == "on",
        language={
            "source": {"code": "auto", "name": gettext("Detect language")},
            "target": {"code": target, "name": gettext(name_language(target))},
        },
        suggestions=settings.suggestions == "on",
        supportedFilesFormat=list(FILE_SUFFIXES),
    )


@blueprint.post("/suggest")
@describe(
    LIBRETRANSLATE,
    N_("Send a better translation"),
    body=schemas.SuggestionFields,
    body_types=FORMS,
    answer=schemas.Success,
)
def suggest() -> Response:
    """Keep a better translation for a person to look at."""
    services = get_services()
    if services.settings.suggestions == "off":
        return answer(403, gettext("Suggestions are disabled on this server."))
    parameters = read_parameters()
    text, suggestion = read_string(parameters, "q"), read_string(parameters, "s")
    pair = LanguagePair(read_required(parameters, "source"), read_required(parameters, "target"))
    caller = let_caller_in(parameters, texts=1)
    try:
        suggest_translation(services, text=text, suggestion=suggestion, pair=pair, caller=caller)
    except FieldError as error:
        raise refuse(error.field, error.problem) from error
    return jsonify(success=True)
