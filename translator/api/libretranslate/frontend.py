"""What LibreTranslate's own pages ask for: their settings, and a place to leave better translations."""

from __future__ import annotations

from flask import Response, jsonify

from translator.api.errors import answer
from translator.api.libretranslate.blueprint import blueprint
from translator.api.libretranslate.fields import let_caller_in, read_fields, read_parameters, refuse
from translator.api.openapi.operations import FORMS, LIBRETRANSLATE, describe
from translator.api.schemas import libretranslate as schemas
from translator.api.schemas.base import N_
from translator.api.services import get_services
from translator.api.wording import choose_language, describe_problem, gettext
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
    fields = read_fields(schemas.SuggestionFields, read_parameters())
    pair = LanguagePair(fields.source, fields.target)
    caller = let_caller_in(fields, texts=1)
    try:
        suggest_translation(services, text=fields.q, suggestion=fields.s, pair=pair, caller=caller)
    except FieldError as error:
        raise refuse(error.field, describe_problem(error)) from error
    return jsonify(success=True)
