"""Languages as the contract writes them, the lists of them, and a key's usage."""

from __future__ import annotations

from flask import Response, jsonify

from translator.api.deepl.blueprint import blueprint, identify
from translator.api.deepl.fields import read_fields
from translator.api.openapi.operations import DEEPL, describe
from translator.api.schemas.base import N_
from translator.api.schemas.deepl import languages as schemas
from translator.api.services import get_services
from translator.languages import name_language
from translator.workflows.detect_language import list_languages
from translator.workflows.keys import get_usage

#: Targets with their names. English asks for a region, French takes one.
TARGETS = {
    "EN-GB": "English (British)",
    "EN-US": "English (American)",
    "FR": "French",
    "FR-CA": "French (Canadian)",
}

#: What is told for no limit: DeepL's own number for it.
UNLIMITED = 1_000_000_000_000


@blueprint.route("/v2/languages", methods=["GET", "POST"])
@describe(
    DEEPL,
    N_("List the languages of one side"),
    query=schemas.LanguageQuery,
    answer=list[schemas.DeeplLanguage],
)
def show_languages() -> Response:
    """List sources, or targets with ``type=target``."""
    identify()
    if read_fields(schemas.LanguageQuery).type == "target":
        served = _list_codes()
        return jsonify(
            [
                {"language": tag, "name": name, "supports_formality": False}
                for tag, name in TARGETS.items()
                if tag[:2].lower() in served
            ]
        )
    return jsonify([{"language": code.upper(), "name": name_language(code)} for code in _list_codes()])


@blueprint.get("/v3/languages")
@describe(
    DEEPL,
    N_("List the languages with what each can be used for"),
    query=schemas.ResourceQuery,
    answer=list[schemas.ResourceLanguage],
)
def show_languages_of_resource() -> Response:
    """List languages with what each can be used for."""
    identify()
    resource = read_fields(schemas.ResourceQuery).resource
    features = {"translate_text": ("glossary", "tag_handling", "auto_detection")}.get(resource, ())
    codes = _list_codes()
    sources = [(code, name_language(code), True, resource == "glossary") for code in codes]
    targets = [
        (tag.partition("-")[0].lower() + tag[2:], name, False, True)
        for tag, name in TARGETS.items()
        if resource != "glossary" and tag[:2].lower() in codes
    ]
    merged: dict[str, tuple[str, bool, bool]] = {}
    for code, name, is_source, is_target in (*sources, *targets):
        former = merged.get(code)
        merged[code] = (name, is_source or bool(former and former[1]), is_target or bool(former and former[2]))
    return jsonify(
        [
            {
                "lang": code,
                "name": name,
                "usable_as_source": is_source,
                "usable_as_target": is_target,
                "features": {feature: {} for feature in features},
            }
            for code, (name, is_source, is_target) in merged.items()
        ]
    )


@blueprint.route("/v2/usage", methods=["GET", "POST"])
@describe(DEEPL, N_("Tell what the key used this month"), answer=schemas.Usage)
def show_usage() -> Response:
    """Tell the characters that the key used this month, and how many it may."""
    caller = identify()
    used = get_usage(get_services(), caller).characters
    limit = caller.monthly_characters or UNLIMITED
    return jsonify(
        character_count=used, character_limit=limit, api_key_character_count=used, api_key_character_limit=limit
    )


def _list_codes() -> list[str]:
    return [language.code for language in list_languages(get_services())]
